import { expect, test } from "vitest";
import { effectivePage, effectiveText, effectiveValues } from "../../server/src/features/effective";
import { readYaml } from "../../server/src/yaml/read";
import { forkComputing } from "../forkWith";
import { launchOf } from "../model/launchOf";

const MODEL = "num_layers: 2\nhidden_size: 128\nnum_attention_heads: 8\n";
const linesOf = (text: string) => effectiveText(effectiveValues(launchOf(text))).split("\n");

test("the effective config has the values to train with, and not the texts of the files", () => {
  const lines = linesOf("hidden_size: 128\nnum_attention_heads: 8\nnum_layers: 2\n");
  const lineOf = (name: string) => lines.filter((line) => line.startsWith(`${name}:`));
  expect(lineOf("hidden_size")).toEqual(["hidden_size: 128  # config.yml:1"]);
  expect(lineOf("weight_decay")).toEqual(["weight_decay: 0.1  # default"]);
  expect(lineOf("config_files")).toEqual([]);
});

test("of a part of a launch it has what this part says, and nothing that is up to the other files", () => {
  expect(linesOf("train_iters: 10\nlog_dir: logs\n")).toEqual([
    "log_dir: logs  # config.yml:2",
    "train_iters: 10  # config.yml:1",
    "",
  ]);
});

test("a derived value says from what, of what the files set where they do", () => {
  const lines = linesOf(`${MODEL}fp16: {enabled: true}\noptimizer: {type: Adam, params: {lr: 0.1}}\n`);
  expect(lines.filter((line) => /^(?:lr|precision|attention_config|sparsity_config):/.test(line))).toEqual([
    "attention_config: [global, global]  # derived from num_layers",
    "lr: 0.1  # derived from optimizer",
    "precision: fp16  # derived from fp16",
    "sparsity_config: {}  # derived",
  ]);
});

test("a default that only running the checkout's code would tell is told as that, and not as null", () => {
  const launch = launchOf(`${MODEL}min_lr: 0.1\n`, { target: forkComputing(["seed", "min_lr"]) });
  const lines = effectiveText(effectiveValues(launch)).split("\n");
  expect(lines.filter((line) => /\b(?:seed|min_lr)\b/.test(line))).toEqual([
    "min_lr: 0.1  # config.yml:4",
    "# seed  # a default that only running the checkout's code would tell",
  ]);
});

test("the page has a part for each origin, and its lines know where they are set", () => {
  const page = effectivePage(effectiveValues(launchOf(MODEL)), () => "a.yml");
  const headings = page.flatMap(({ text }) => (text.startsWith("# region ") ? [text.split(":")[0]] : []));
  expect(headings).toEqual(["# region Yours", "# region Derived", "# region Defaults"]);
  expect(page.slice(0, 5).map(({ text, setting }) => [text, setting?.name])).toEqual([
    ["# region Yours: 3 that the files set", undefined],
    ["hidden_size: 128  # a.yml:2", "hidden_size"],
    ["num_attention_heads: 8  # a.yml:3", "num_attention_heads"],
    ["num_layers: 2  # a.yml:1", "num_layers"],
    ["# endregion", undefined],
  ]);
});

test.each(["a\x85b: 1", "a\ufffe", "a\ud800", "a\u2028b: 1"])(
  "a file called %j leaves it readable",
  (path) => {
    const files = [{ path, document: readYaml(MODEL) }];
    const { problems, root } = readYaml(effectiveText(effectiveValues(launchOf(MODEL, { files }))));
    expect(problems).toEqual([]);
    expect(root?.value).toContainEqual(["hidden_size", 128n]);
  },
);
