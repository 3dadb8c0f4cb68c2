import { expect, test } from "vitest";
import { check } from "../../server/src/features/check";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

const rulesOf = (text: string) =>
  check({
    files: [{ path: "a.yml", document: readYaml(text) }],
    target: MAIN_TARGET,
    gpus: 8,
    scope: "launch",
  }).findings.map((it) => it.rule);

test("a file that stops half way says only that: what it lacks may stand behind the break", () => {
  expect(rulesOf("hidden_size: 512\nnum_attention_heads: 8\n@seq_length: 1\n")).toEqual(["yaml-syntax"]);
  expect(rulesOf("hidden_size: 512\nnum_attention_heads: [8\n")).toEqual(["yaml-syntax"]);
  expect(rulesOf("hidden_size: 512\nnum_attention_heads: 8\nfp16: {\n")).toEqual(["yaml-syntax"]);
  expect(rulesOf('{ "hidden-size": 512, "num-layers": 2 "seq-length": 8 }')).toEqual(["yaml-syntax"]);
});

test("what a broken file does say is still checked", () => {
  expect(rulesOf("hidden_size: 500\nnum_attention_heads: 8\nattention_config: [\n")).toEqual([
    "yaml-syntax",
    "hidden-size-heads",
  ]);
});

test("what an open bracket swallows is not checked as a part of it", () => {
  const swallowed = "seq_length: 64\ntrain_iters: 10\nlog_interval: 1\n";
  expect(rulesOf(`hidden_size: 512\nnum_attention_heads: 8\noptimizer: {\n${swallowed}`)).toEqual([
    "yaml-syntax",
  ]);
});

test("no comment makes a file that PyYAML cannot read a sound one, and that is said of it", () => {
  expect(rulesOf("hidden_size: 512\n# neox-config: ignore yaml-syntax\n@seq_length: 1\n")).toEqual([
    "yaml-syntax",
    "unused-suppression",
  ]);
});

test("where a colon is missing no block becomes a key", () => {
  const broken = '{"num_layers": 2,\n"hidden_size": 64,\n"optimizer" {"type": "Adam"},\n"save": "x"}\n';
  expect(rulesOf(broken)).toEqual(["yaml-syntax"]);
  expect(rulesOf(broken.replace('{"type": "Adam"}', "5"))).toEqual(["yaml-syntax"]);
});

test("what depends on the value in which the text breaks is not told", () => {
  const broken =
    '{\n"train_label_data_paths": ["a/b"],\n"train_data_paths": [ }a/c" ],\n"data_path": "x/y",\n"num_layers": 2\n}\n';
  expect(rulesOf(broken)).toEqual(["yaml-syntax"]);
});
