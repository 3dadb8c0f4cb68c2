import { expect, test } from "vitest";
import { compareLaunches } from "../../server/src/features/compare/compare";
import { comparisonText } from "../../server/src/features/compare/text";
import { launchOf } from "../model/launchOf";

test("a mapping that contains itself is compared as far as it is new", () => {
  const left = launchOf("data_types: &x { grad_accum_dtype: fp32, again: *x }\n", { scope: "launch" });
  const { differences } = compareLaunches(left, launchOf("", { scope: "launch" }));
  expect(differences.map(({ name }) => name)).toEqual([
    "data_types",
    "data_types.again",
    "data_types.grad_accum_dtype",
  ]);
});

/** The rows of the values that differ, without the blanks that align them. */
function rows(left: string, right: string): string[] {
  const comparison = compareLaunches(
    launchOf(left, { scope: "launch" }),
    launchOf(right, { scope: "launch" }),
  );
  const [, values = ""] = comparisonText(comparison).split("\n\n");
  return values
    .trim()
    .split("\n")
    .slice(2)
    .map((row) => row.replace(/ +/g, " "));
}

const MODEL = "hidden_size: 64\nnum_attention_heads: 4\nnum_layers: 6\n";

test("only what no file says is marked, and lists of layers are short", () =>
  expect(rows(`${MODEL}seed: 1\n`, `${MODEL}attention_config: [[["global"], 2], [["local"], 4]]\n`)).toEqual([
    "| attention_config | 6 × global (derived) | 2 × global, 4 × local (derived) |",
    "| seed | 1 | 1234 (default) |",
  ]));

test("values that would be cut alike are shown in full", () => {
  const path = `data/${"long/".repeat(12)}`;
  expect(rows(`${MODEL}data_path: ${path}a\n`, `${MODEL}data_path: ${path}b\n`)).toEqual([
    `| data_path | ${path}a | ${path}b |`,
  ]);
});

test("what NeoX holds under a second name as well is told once", () => {
  const optimizer = (lr: string) => `optimizer: { type: Adam, params: { lr: ${lr} } }\n`;
  const batch = (size: number) => `train_micro_batch_size_per_gpu: ${size}\n`;
  const stage = (zero: number) => `zero_optimization: { stage: ${zero} }\n`;
  const told = rows(
    `${MODEL}${optimizer("0.1")}${batch(1)}${stage(0)}`,
    `${MODEL}${optimizer("0.2")}${batch(2)}${stage(1)}`,
  ).map((row) => row.split(" ")[1]);
  expect(told).toEqual(expect.arrayContaining(["optimizer.params.lr", "train_micro_batch_size_per_gpu"]));
  expect(told.filter((name) => ["lr", "zero_stage", "batch_size"].includes(name ?? ""))).toEqual([]);
});

test("parameters that are unknown say why, and what is known of them", () => {
  const rotary = `${MODEL}pos_emb: rotary\n`;
  const left = launchOf(`${rotary}tokenizer_type: HFTokenizer\n`, { scope: "launch" });
  const text = comparisonText(compareLaunches(left, launchOf(rotary, { scope: "launch" })));
  expect(text).toMatch(/\| without embeddings +\| \d{3},\d{3} /);
  expect(text).toContain("config.yml: The size of the vocabulary is unknown: of HFTokenizer");
});

test("what figures rest on is said, and once where it is the same for both", () => {
  const rotary = `${MODEL}pos_emb: rotary\n`;
  const [left, right] = [launchOf(rotary), launchOf(`${rotary}precision: bfloat16\n`)];
  const text = comparisonText(compareLaunches(left, right));
  expect(text.match(/The number of GPUs is unknown/g)).toHaveLength(1);
  expect(text).toContain("config.yml: No precision is set, and NeoX's default is fp32.");
});

test("where no model can be built, that is why figures are unknown", () => {
  const [left, right] = [launchOf(`${MODEL}attention_config: [[["hyena"], 6]]\n`), launchOf("seed: 1\n")];
  const text = comparisonText(compareLaunches(left, right));
  expect(text).toContain("config.yml: No model can be built with these sizes and layers: the findings say");
  expect(text).toContain("config.yml: No model can be built from this file yet: num_layers, hidden_size, ");
});
