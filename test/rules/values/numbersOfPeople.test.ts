import { expect, test } from "vitest";
import { findingsOf } from "./told";

/** What the finding about a line's type offers to write; behind a star what is preferred. */
function offered(line: string): readonly string[] {
  const [finding] = findingsOf(line).filter(({ rule }) => rule === "wrong-type");
  expect(finding).toBeDefined();
  const written = finding?.fixes().filter(({ title }) => title.startsWith("Write")) ?? [];
  return written.map(({ title, preferred }) => (preferred ? "* " : "") + title.replace(/^Write \w+: /, ""));
}

// What one may read otherwise is preferred by nobody.
test.each<readonly [line: string, ...offered: string[]]>([
  ["extra_save_iters: 1000", "* [1000]"],
  ["extra_save_iters: 1000 2000", "* [1000, 2000]"],
  ["extra_save_iters: 1000, 2000,", "* [1000, 2000]"],
  ["extra_save_iters: 1000,2000", "* [1000, 2000]"],
  ["extra_save_iters: 1000; 2000", "* [1000, 2000]"],
  ['extra_save_iters: "[1000, 2000]"', "* [1000, 2000]"],
  ["extra_save_iters: 1,5", "* [1, 5]"],
  ["extra_save_iters: 1,000", "* [1000]"],
  ["extra_save_iters: 1,000, 2,000", "* [1000, 2000]"],
  ['extra_save_iters: "1,000 2,000"', "* [1000, 2000]"],
  ["extra_save_iters: 1,500", "[1500]", "[1, 500]"],
  ["extra_save_iters: 1,000, 1,500", "[1000, 1500]", "[1, 0, 1, 500]"],
  ["extra_save_iters: 100,200,300", "[100200300]", "[100, 200, 300]"],
  ["extra_save_iters: 1.000 2.000"],
  ["extra_save_iters: 1e3, 2e3", "* [1000, 2000]"],
  ["extra_save_iters: 1k, 2k", "* [1000, 2000]"],
  ["extra_save_iters: 1000.0, 2000", "* [1000, 2000]"],
  ["extra_save_iters: 0.5, 2000"],
  ['extra_save_iters: "0100, 0200"', "[100, 200]"],
  ['extra_save_iters: "0100"', "[100]"],
  ["extra_save_iters: 1000-2000"],
  ["extra_save_iters: 1:30 2:30"],
  ["extra_save_iters: a, b"],
  ["extra_save_iters: ','"],
  [`extra_save_iters: ${"1,500 ".repeat(20_000)}`],
  ["train_data_weights: .5,1e-3", "* [.5, 1.0e-3]"],
  ["train_data_weights: 1, 1,", "* [1, 1]"],
  ["train_data_weights: 1,5", "[1, 5]"],
  ["train_data_weights: 0,5 0,5"],
  ["train_data_weights: 1,2,3", "* [1, 2, 3]"],
  ["train_data_weights: 1,500", "[1500]", "[1, 500]"],
  ["comet_tags: 1, 2", '["1", "2"]'],
  ["comet_tags: 2", '* ["2"]'],
  ["comet_tags: 2024-01-01", '* ["2024-01-01"]'],
  ["comet_tags: 08", "* [08]"],
  ["comet_tags: a, b,", '["a", "b"]'],
  ["comet_tags: a b", "[a b]"],
  ["comet_tags: ','", '[","]'],
  ["eval_tasks: 'lambada'", '* ["lambada"]'],
  ["train_data_paths: 0.5 d/a 0.5 d/b", "[0.5 d/a 0.5 d/b]"],
  ["train_data_paths: |-\n  d/a\n  d/b", '["d/a", "d/b"]'],
  ["train_data_paths: 1 2", "[1 2]"],
  ["train_iters: 1,500", "* 1500"],
  ["train_iters: 143.000"],
  ["train_iters: 8.0", "* 8"],
  ["rotary_pct: 0,250"],
  ["warmup: 0,010"],
  ["gradient_clipping: 1,000"],
  ["gradient_clipping: 1,000,000", "* 1000000"],
  ["seed: 0,100"],
  ["seed: 01,500"],
  ["seed: 0100,"],
  ["seed: '0100,'"],
])("%.80s", (line, ...expected) => expect(offered(line)).toEqual(expected));
