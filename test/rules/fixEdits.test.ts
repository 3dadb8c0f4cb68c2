import { expect, test } from "vitest";
import { resolveFix } from "../../server/src/engine/fix";
import type { Fix } from "../../server/src/engine/rule";
import { check } from "../../server/src/features/check";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";
import { isJson } from "../isJson";

/** The text after a fix. */
function after(text: string, fix: Omit<Fix, "title">): string {
  const launch = createLaunch({ files: [{ path: "a.yml", document: readYaml(text) }], target: MAIN_TARGET });
  return applyEdits(text, resolveFix(launch, { title: "", ...fix })?.edits ?? []);
}

test.each([
  ["block", "a: 1\n", "a: 1\nb: 2\nc: 3\n"],
  ["flow on one line", "{a: 1}", "{a: 1, b: 2, c: 3}"],
  ["flow, one a line", "{\n  a: 1\n}", "{\n  a: 1,\n  b: 2,\n  c: 3\n}"],
  ["flow, with a comma at the end", "{\n  a: 1,\n}", "{\n  a: 1,\n  b: 2,\n  c: 3,\n}"],
  ["flow, with a comment", "{\n  a: 1 # x\n}", "{\n  a: 1, # x\n  b: 2,\n  c: 3\n}"],
  ["empty braces", "{}", "{b: 2, c: 3}"],
  ["empty braces on two lines", "{\n}", "{\n  b: 2,\n  c: 3\n}"],
])("two keys are added: %s", (_style, text, expected) => {
  expect(after(text, { set: { b: 2n, c: 3n } })).toBe(expected);
});

test.each([
  ["block", "a: 1\nb: 2\nc: 3\n", "a: 1\n"],
  ["flow on one line", "{a: 1, b: 2, c: 3}", "{a: 1}"],
  ["flow, one a line", "{\n  a: 1,\n  b: 2,\n  c: 3\n}", "{\n  a: 1,\n}"],
  ["all there is", "{b: 2, c: 3}", "{}"],
])("two neighbours are removed: %s", (_style, text, expected) => {
  const result = after(text, { remove: ["b", "c"] });
  expect(result).toBe(expected);
  expect(readYaml(result).problems).toEqual([]);
});

const LAYERS = { b: [[["global"], "all"]], c: new Map([["stage", 0n]]), d: "fp16" };

test.each([
  ["plain", "b: 0\na: x\n", "b: [[[global], all]]\na: x\nc: {stage: 0}\nd: fp16\n"],
  ["strings in quotes", "b: 0\na: 'x'\n", "b: [[['global'], 'all']]\na: 'x'\nc: {stage: 0}\nd: 'fp16'\n"],
  [
    "the replaced value shows it",
    'b: ["x"]\na: x\n',
    'b: [[["global"], "all"]]\na: x\nc: {stage: 0}\nd: fp16\n',
  ],
  ["JSON", '{"b": 0}', '{"b": [[["global"], "all"]], "c": {"stage": 0}, "d": "fp16"}'],
  ["JSON, keys inside", '{"b": {"x": 0}}', '{"b": [[["global"], "all"]], "c": {"stage": 0}, "d": "fp16"}'],
])("values are written as the file writes its own: %s", (_style, text, expected) => {
  expect(after(text, { set: LAYERS })).toBe(expected);
});

/** A config with a fault of every kind that a fix writes a value for. */
const FAULTY = {
  num_layers: 12,
  hidden_size: 770,
  num_attention_heads: 12,
  num_kv_heads: 5,
  seq_length: 4096,
  max_position_embeddings: 2048,
  norm: 2,
  activation: "GELU",
  precision: "bfloat16",
  pos_emb: "rope",
  rotary_pct: 25,
  attention_config: [[["Flash"], 12]],
  mlp_type: "llama",
  use_flash_attention: true,
  train_data_path: "a b",
  optimizer: { type: 5 },
  scheduler: {},
  fp16: { loss_scale: 0 },
  zero_optimization: { cpu_offload: true },
  train_micro_batch_size_per_gpu: "4",
  gradient_clipping: 1.0,
  split: "90-5-5",
};

test("no fix makes a JSON config another YAML", () => {
  const text = JSON.stringify(FAULTY, undefined, 2);
  const files = [{ path: "a.json", document: readYaml(text) }];
  const { findings } = check({ files, target: MAIN_TARGET, scope: "launch", gpus: 8 });
  const written = findings.flatMap(({ rule, fixes }) =>
    fixes().map(({ title, edits }) => ({ fix: `${rule}: ${title}`, text: applyEdits(text, edits) })),
  );
  expect(written.length).toBeGreaterThan(20);
  expect(written.filter(({ text }) => !isJson(text)).map(({ fix }) => fix)).toEqual([]);
});
