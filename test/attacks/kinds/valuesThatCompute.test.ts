import { expect } from "vitest";
import { MENDABLE, MODEL, mended, textOf } from "../command";
import { count, lines, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { TRIED } from "./triedInts";

/** Values that NeoX computes with, in texts that only PyYAML's own rules make what they are. */
const below = (more: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${more}\n`, "b.yml": MODEL },
  args: args.length > 0 ? args : ["check", "a.yml"],
});
/** The model with other values. */
const withValues = (
  values: Readonly<Record<string, string>>,
  more = "",
  ...args: readonly string[]
): Attack => {
  const others = MODEL.split("\n").filter(
    (line) => !Object.keys(values).some((key) => line.startsWith(`${key}:`)),
  );
  const written = Object.entries(values).map(([key, value]) => `${key}: ${value}\n`);
  return {
    files: { "a.yml": `${others.join("\n")}${written.join("")}${more}`, "b.yml": MODEL },
    args: args.length > 0 ? args : ["check", "a.yml"],
  };
};
/** What `--fix` makes of a text, or leaves as it was. */
const fixed = (content: string, wanted: string, name = "a.yml"): Attack => ({
  files: { [name]: content },
  args: ["check", name, "--fix"],
  afterwards: (folder) => expect([content, wanted]).toContain(textOf(folder, name)),
});
const numbers = (length: number) => listed(length, () => "1");

const OF_LAUNCHES =
  `num_layers hidden_size num_attention_heads seq_length train_micro_batch_size_per_gpu train_batch_size
  gradient_accumulation_steps pipe_parallel_size model_parallel_size num_kv_heads intermediate_size global_num_gpus
  train_iters warmup lr_decay_iters min_lr attention_config precision split make_vocab_size_divisible_by`.split(
    /\s+/,
  );
/** One value for all that launches are computed from. */
const forAll = (value: string, before = "", ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${before}${OF_LAUNCHES.map((key) => `${key}: ${value}\n`).join("")}`, "b.yml": MODEL },
  args: args.length > 0 ? args : ["check", "a.yml"],
});

const BITS_4096 = `0x1${"0".repeat(1024)}`;
/** The instant of one moment, by each minute of a zone. */
const MOMENTS = listed(
  1400,
  (i) =>
    `? 2020-01-02 ${String(10 + (Math.floor(i / 60) % 12))}:${String(i % 60).padStart(2, "0")}:00+0${i % 10}:30 : ${i}`,
);

const IN_JSON = (last: string) =>
  `\ufeff{${MODEL.replace(/^(\w+): (\d+)$/gm, '\t"$1":\t$2,').replace(/^\t/, " ")}\t${last}\n}\n`;

carryOut({
  "a text of 600,000 placeholders in place of a width": withValues(
    { hidden_size: `"${"%s".repeat(600_000)}"` },
    TRIED,
  ),
  "placeholders of mappings, of which another is the number of heads": withValues({
    hidden_size: `"${"%(a)s%%%".repeat(900)}"`,
    num_attention_heads: "{a: 1}",
  }),
  "a batch that is a text as often as Python counts": withValues(
    { train_micro_batch_size_per_gpu: "abc" },
    "gradient_accumulation_steps: 9223372036854775807\nglobal_num_gpus: 8\n",
  ),
  "a batch that is a text once more often than Python counts": withValues(
    { train_micro_batch_size_per_gpu: "abc" },
    "gradient_accumulation_steps: -9223372036854775809\nglobal_num_gpus: 8\n",
  ),
  "a batch that is a text of a million letters, forty times over": withValues(
    { train_micro_batch_size_per_gpu: "7" },
    `gradient_accumulation_steps: "${"7".repeat(1000)}"\ntrain_batch_size: 1000\nglobal_num_gpus: 8\n${TRIED}`,
  ),
  "a batch that is a list less than no times": withValues(
    { train_micro_batch_size_per_gpu: `[${numbers(9000)}]` },
    "gradient_accumulation_steps: -3\nglobal_num_gpus: 8\n",
  ),
  "a batch that is a mapping, a set, bytes and a day": {
    files: {
      "a.yml": `${MODEL}train_batch_size: !!set {a}\ngradient_accumulation_steps: 2020-01-01\nglobal_num_gpus: 8\n`,
    },
    args: ["report", "a.yml"],
  },
  "sizes at the end of what is multiplied": forAll(BITS_4096),
  "sizes behind the end of what is multiplied": forAll(
    BITS_4096.replace("0x1", "0x2"),
    "",
    "report",
    "a.yml",
  ),
  "the whole config in place of all that it computes with": forAll("*root", "&root\n"),
  "the whole config in place of all that it computes with, compared": forAll(
    "*root",
    "&root\n",
    "compare",
    "a.yml",
    "b.yml",
  ),
  "the whole config in place of all that it computes with, as JSON": forAll(
    "*root",
    "&root\n",
    ...["effective", "a.yml", "--format", "json"],
  ),
  "a tuple of the config's own list for everything": forAll(
    "!!python/tuple [*l, *l]",
    `x: &l [${numbers(30_000)}]\n`,
  ),
  "true, one and one and a half where they are the same and where not": forAll(
    "{1: a, 1.0: b, true: c, 0x1: d, 1.5: e, yes: f}",
  ),
  "one moment in every zone for keys": below(`optimizer: {${MOMENTS}}`, "effective", "a.yml"),
  "one moment in two zones, in sets that are compared": {
    files: {
      "a.yml": `${MODEL}optimizer: {p: !!set {? 2020-01-02T10:00:00+01:00}}\n`,
      "b.yml": `${MODEL}optimizer: {p: !!set {? 2020-01-02T09:00:00Z}}\n`,
    },
    args: ["compare", "a.yml", "b.yml"],
  },
  "sets of 60,000 that differ in one, compared": {
    files: {
      "a.yml": `${MODEL}optimizer: {p: !!set {${listed(60_000, (i) => `k${i}`)}}}\n`,
      "b.yml": `${MODEL}optimizer: {p: !!set {${listed(60_000, (i) => `k${i + 1}`)}}}\n`,
    },
    args: ["compare", "a.yml", "b.yml"],
  },
  "times of sixty as a rate, with and without parts": below(
    "min_lr: 59:59:59.999\nwarmup: -1:30\nlr_decay_iters: 190:20:30.15\ntrain_iters: 1:1:1:1:1:1:1:1:1:1:1:1:1",
    "schedule",
    "a.yml",
  ),
  "a rate that no float is, mended": fixed(
    `${MODEL}min_lr: 1e-400\nweight_decay: -1e999\n`,
    `${MODEL}min_lr: 1.0e-400\nweight_decay: -1.0e+999\n`,
  ),
  "900 labels and 899 weights of one list, in each other's place": below(
    `x: &x [${listed(900, (i) => `d${i}`)}]\ny: &y [${numbers(899)}]\n${["train", "valid", "test"]
      .map((it) => `${it}_data_paths: *x\n${it}_data_weights: *y\n${it}_label_data_paths: *y\n`)
      .join("")}`,
  ),
  "a JSON config with a mark, tabs and keys twice, mended": fixed(
    IN_JSON('"min_lr":\t1e-5,\n\t"seed":\t1,\n\t"seed":\t1'),
    IN_JSON('"min_lr":\t1.0e-5,\n\t"seed":\t1,\n\t"seed":\t1'),
    "a.json",
  ),
  "a key in escapes that is misspelt, mended": fixed(
    MODEL.replace("hidden_size", '"\\x68idden\\u005fsiz"'),
    MODEL.replace("hidden_size", '"hidden_size"'),
  ),
  "a key behind a question mark that is misspelt, with comments all around, mended": fixed(
    MODEL.replace("hidden_size: 768", "? # a\n  hidden_siz # b\n# c\n: # d\n  768 # e"),
    MODEL.replace("hidden_size: 768", "? # a\n  hidden_size # b\n# c\n: # d\n  768 # e"),
  ),
  "a number that is mended between directives and ends of documents": fixed(
    `%YAML 1.1\n%TAG !e! tag:yaml.org,2002:\n--- # m\n${MENDABLE}... # e\n# after\n`,
    `%YAML 1.1\n%TAG !e! tag:yaml.org,2002:\n--- # m\n${mended(MENDABLE)}... # e\n# after\n`,
  ),
  "a number with a tag that makes it a text, mended": fixed(
    `${MODEL}min_lr: !!str 1e-5\n`,
    `${MODEL}min_lr: 1.0e-5\n`,
  ),
  "everything on by what YAML 1.1 calls on": forAll(
    "on",
    `${lines(90, (i) => `"k${i}": {on: off, y: n, ~: yes}`)}`,
  ),
  "blocks of what all arguments are, told to DeepSpeed": below(
    `deepspeed_extra_args: {${OF_LAUNCHES.map((key) => `${key}: {on: [1]}, ${key}: 0123`).join(", ")}}\nfp16: {enabled: 0x1, loss_scale: 1:30, initial_scale_power: 0b11, hysteresis: 1e5}`,
  ),
  "patterns of no layers, of all and of none in turn": below(
    `attention_config: [${count(4000, (i) => `[[${["global", "local", "flash"][i % 3]}], ${["0", "-1", "false"][i % 3]}], `)}[[], all]]`,
  ),
  "a pattern of one layer for all of a number that is no int": withValues(
    { num_layers: "12.0" },
    "attention_config: [[[global], all]]\n",
  ),
  "a pattern that is a mapping of its own pairs": below(
    "attention_config: {0: [[global], 12], 1: 12, all: all}",
  ),
  "bytes as a pattern of all layers, beside grouped queries": withValues(
    { num_layers: "999999" },
    `num_kv_heads: 4\nattention_config: [[!!binary ${"QUFB".repeat(90_000)}, all]]\nsparsity_config: !!binary ${"QUFB".repeat(90_000)}\n${TRIED}`,
  ),
  "a warm-up of lists in steps that are texts, with an optimizer that takes DeepSpeed's": below(
    `optimizer: {type: OneBitAdam, params: {lr: [1]}}\ntrain_iters: 9999\nwarmup: [[1], 2]\nlr_decay_iters: "9"\n${TRIED.replace("train_iters: 0123\n", "").replace("lr_decay_iters: 0123\n", "")}`,
  ),
  "runs of tuples in sets that are one by turns, compared": {
    files: {
      "a.yml": `${MODEL}x: &a !!python/tuple [${numbers(9000)}]\ny: &b !!python/tuple [${numbers(9000)}]\ntrain_data_paths: [${count(900, (i) => `!!set {? *${i % 2 ? "a" : "b"}}, `)}]\n`,
      "b.yml": MODEL,
    },
    args: ["compare", "a.yml", "b.yml", "--format", "json"],
  },
});
