import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readYaml } from "../../server/src/yaml/read";
import { actionsAt, applied, sample } from "./sample";

const CORPUS = join(import.meta.dirname, "..", "..", "..", "shared", "corpus");

function act(marked: string, title: string, only?: string[]): string {
  const before = sample(marked);
  const action = actionsAt(before, only).find((each) => each.title.startsWith(title));
  return action === undefined ? `not offered: ${title}` : applied(before, action.edit);
}

describe("ignore a rule", () => {
  test.each([
    ["block", "no_weight_tying: maybe|\n", "# neox-config: ignore wrong-type\nno_weight_tying: maybe\n"],
    [
      "flow",
      '{\n  "no_weight_tying": "maybe|"\n}',
      '{\n  # neox-config: ignore wrong-type\n  "no_weight_tying": "maybe"\n}',
    ],
    [
      "one more in the comment above",
      "# neox-config: ignore a\nno_weight_tying: maybe|\n",
      "# neox-config: ignore a wrong-type\nno_weight_tying: maybe\n",
    ],
    [
      "Windows line ends",
      "no_weight_tying: maybe|\r\n",
      "# neox-config: ignore wrong-type\r\nno_weight_tying: maybe\r\n",
    ],
  ])("%s", (_, marked, expected) => {
    const ignored = act(marked, "Ignore wrong-type");
    expect(ignored).toBe(expected);
    const rules = sample(ignored).result.findings.map(({ rule }) => rule);
    expect(rules).not.toContain("wrong-type");
  });
});

describe("fix all", () => {
  const text = "lr_decay_style: Cosine\nrotary_pct: 1e-1\nlayernorm_epsilon: 1e-5|\nweight_decay: 1e-1\n";

  test("of this kind", () =>
    expect(act(text, "Fix all 3 of this kind (number-as-string)")).toBe(
      "lr_decay_style: Cosine\nrotary_pct: 1.0e-1\nlayernorm_epsilon: 1.0e-5\nweight_decay: 1.0e-1\n",
    ));

  test.each([
    ["neighbours", "|my_a: 1\nmy_b: 2\nmy_c: 3\nnum_layers: 2\nmy_d: 4\n", "num_layers: 2\n"],
    ["flow style", "{num_layers: 2, |my_a: 1, my_b: 2, my_c: 3, my_d: 4}\n", "{num_layers: 2}\n"],
    [
      "flow style, the first ones",
      "{|my_a: 1, my_b: 2, my_c: 3, num_layers: 2, my_d: 4}\n",
      "{num_layers: 2}\n",
    ],
  ])("says that it removes, and removes all: %s", (_, marked, expected) =>
    expect(act(marked, "Remove all 4 of this kind (unknown-argument)")).toBe(expected),
  );

  test("says how many go where others get another name", () =>
    expect(
      act("|hiden_size: 512\nmy_a: 1\n", "Fix all 2 of this kind, of which 1 are removed (unknown-argument)"),
    ).toBe("hidden_size: 512\n"));

  test("the safe ones, for those who ask by name", () => {
    const expected =
      "lr_decay_style: cosine\nrotary_pct: 1.0e-1\nlayernorm_epsilon: 1.0e-5\nweight_decay: 1.0e-1\n";
    for (const only of ["source", "source.fixAll", "source.fixAll.neoxConfig"])
      expect(act(text, "Fix all that is safe", [only])).toBe(expected);
    expect(actionsAt(sample(text)).map(({ kind }) => kind)).not.toContain("source.fixAll.neoxConfig");
    expect(actionsAt(sample("num_layers: 2|\nrotary_pct: 0.1\n"), ["source"])).toEqual([]);
  });
});

test("dashes become underscores, other keys stay", () =>
  expect(act('{ "num-layers": 2, hidden-size: |8, "my-key": 1 }', "Write all keys")).toBe(
    '{ "num_layers": 2, hidden_size: 8, "my-key": 1 }',
  ));

describe("flow style becomes block style", () => {
  test.each([
    ["one line", '{ "num_layers": 2, "norm": "rmsnorm" }', 'num_layers: 2\nnorm: "rmsnorm"'],
    ["keys that would be no texts", '{ "on": 2, "1": 3, "a b": 4 }', '"on": 2\n"1": 3\n"a b": 4'],
    [
      "mappings in mappings, whatever their indentation",
      '{\n  "optimizer": {\n       "type": "Adam",\n     "params": { "lr": 0.001,\n        "eps": 1.0e-8 }\n   },\n   "fp16": {"enabled": true},\n  "zero_optimization": {\n    "stage": 1 # all\n  }\n}\n',
      'optimizer:\n  type: "Adam"\n  params:\n    lr: 0.001\n    eps: 1.0e-8\nfp16: {"enabled": true}\nzero_optimization:\n  stage: 1 # all\n',
    ],
    [
      "lists, which stay as they are",
      '{\n   "split": [\n     1,\n     2\n   ],\n   "seed": 1\n}\n',
      "split: [\n  1,\n  2\n]\nseed: 1\n",
    ],
    ["a line break at the end", "{num_layers: 2, norm: rmsnorm,}\n", "num_layers: 2\nnorm: rmsnorm\n"],
    ["a key alone", "{ num_layers: 2, norm }\n", "num_layers: 2\nnorm:\n"],
    [
      "comments",
      '# top\n{\n   # first\n   "num_layers": 2, # two\n\n   # of nothing\n   "optimizer": {\n     "type": "Adam", # inner\n   },\n   "norm": "rmsnorm" # last\n   # end\n}\n# after\n',
      '# top\n# first\nnum_layers: 2 # two\n\n# of nothing\noptimizer:\n  type: "Adam" # inner\nnorm: "rmsnorm" # last\n# end\n# after\n',
    ],
    [
      "two on a line among lines",
      "{\n  num_layers: 2, norm: rmsnorm,\n  seed: 1 }\n",
      "num_layers: 2\nnorm: rmsnorm\nseed: 1\n",
    ],
    [
      "the next key behind a closing brace that begins its line",
      '{\n"fp16": {\n"enabled": true\n} , "seed": 2\n}',
      "fp16:\n  enabled: true\nseed: 2\n",
    ],
    [
      "the same behind a comment",
      "{ zero_optimization: {stage: 1, # x\n cpu_offload: true\n }, finetune: true}",
      "zero_optimization:\n  stage: 1 # x\n  cpu_offload: true\nfinetune: true",
    ],
    [
      "a comment behind a closing brace that begins its line",
      "{\n  fp16: {\n    enabled: true\n  }, # half\n  seed: 2\n}",
      "fp16:\n  enabled: true\n# half\nseed: 2\n",
    ],
    [
      "two closing braces on one line",
      '{\n"optimizer": {\n"params": {\n"lr": 0.001\n} }, "seed": 2\n}',
      "optimizer:\n  params:\n    lr: 0.001\n\nseed: 2\n",
    ],
    [
      "quoted keys at the beginnings of lines, in an order that clients take",
      '{"fp16": {"enabled": true,\n"x": 1}, "seed": 2\n}',
      "fp16:\n  enabled: true\n  x: 1\nseed: 2\n",
    ],
  ])("%s", (_, text, expected) => expect(act(text, "Convert to block")).toBe(expected));

  test("not where the file is block style or broken", () => {
    expect(act("num_layers: 2\n", "Convert")).toBe("not offered: Convert");
    expect(act("{ num_layers: 2\n", "Convert")).toBe("not offered: Convert");
    for (const end of ["\x85", "\u2028", "\u2029"])
      expect(act(`{num_layers: 12,${end} # c${end}hidden_size: 768}`, "Convert")).toBe(
        "not offered: Convert",
      );
  });

  const files = existsSync(CORPUS)
    ? readdirSync(CORPUS, { recursive: true, encoding: "utf8" }).filter((name) => /\.ya?ml$/.test(name))
    : [];
  test.skipIf(files.length === 0)(
    files.length === 0
      ? "skipped: no shared data"
      : "every flow config of the corpus converts, with all its comments",
    () => {
      const refused: string[] = [];
      for (const name of files) {
        const text = readFileSync(join(CORPUS, name), "utf8");
        const before = sample(text);
        const { root, problems, comments } = before.file.document;
        if (root?.kind !== "map" || !root.flow || problems.length > 0) continue;
        const action = actionsAt(before, ["refactor"]).find(
          ({ title }) => title === "Convert to block style",
        );
        if (action === undefined) {
          refused.push(name);
          continue;
        }
        const after = readYaml(applied(before, action.edit));
        expect(after.root?.kind === "map" && !after.root.flow).toBe(true);
        expect(after.comments.map((comment) => comment.text)).toEqual(
          comments.map((comment) => comment.text),
        );
      }
      expect(refused).toEqual([]);
    },
    60_000,
  );
});

describe("what can be done about a finding by commands of the client", () => {
  const commands = { explainCommand: "explain", turnOffCommand: "turnOff", targetCommand: "target" };
  const offered = (marked: string, target?: string) =>
    actionsAt(sample(marked, target), ["quickfix"], commands).flatMap(({ command }) =>
      command ? [`${command.command} ${command.arguments?.join(" ")}`] : [],
    );

  test("its rule is turned off in the workspace, and explained", () =>
    expect(offered("no_weight_tying: maybe|\n")).toEqual(["turnOff wrong-type", "explain wrong-type"]));

  test("where only some versions do it, the version is asked for", () => {
    const model = "hidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: 8|\n";
    expect(offered(model, "unknown")).toContain("target kv-heads-reshape");
    expect(offered(model, "2024-10-31")).not.toContain("target kv-heads-reshape");
  });

  test("what NeoX cannot read is not left as it is", () => {
    expect(offered("num_layers: 2\nhidden_size: 8 9|: \n")).toEqual(["explain yaml-syntax"]);
    expect(act("num_layers: 2\nhidden_size: 8 9|: \n", "Ignore")).toBe("not offered: Ignore");
  });
});

test("an unknown key of a block is removed", () =>
  expect(
    act("zero_optimization:\n  stage: 1\n  alg_gather|: 5\n", "Remove zero_optimization.alg_gather"),
  ).toBe("zero_optimization:\n  stage: 1\n"));

test("a block is not shown in one line as what explains a finding", () => {
  const text = "hidden_size: 64\nnum_attention_heads: 4\nprecision: fp16\nbf16:\n  enabled: true\n";
  const related = sample(text).result.findings.flatMap((finding) => finding.related);
  expect(related.filter(({ message }) => /^bf16 is (?!set here)/.test(message))).toEqual([]);
});
