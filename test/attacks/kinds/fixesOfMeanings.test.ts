import { expect, test } from "vitest";
import { attacked, hostileFolder, MODEL, textOf } from "../command";
import { type Attack, carryOut, expectWithstood } from "./attack";

/** Lines that people write for what NeoX reads otherwise, and what `--fix` makes of them. */
const MEANT: Readonly<Record<string, string>> = {
  "train_iters: 10k": "train_iters: 10000",
  "train_iters: 0.1k": "train_iters: 100",
  "train_iters: -100;": "train_iters: -100",
  'train_iters: "12 "': "train_iters: 12",
  "train_iters: !!str 5": "train_iters: 5",
  "train_iters: !!str 0100": "train_iters: 100",
  "comet_tags: !!str 5": 'comet_tags: ["5"]',
  "comet_tags: !!str yes": 'comet_tags: ["yes"]',
  "comet_tags: ?a": 'comet_tags: ["?a"]',
  "comet_tags: :a": 'comet_tags: [":a"]',
  "comet_tags: a:b?": "comet_tags: [a:b?]",
  "optimizer: {params: {lr: 0.1, weight_decay: 0.2}}": "optimizer: {params: {lr: 0.1}, type: Adam}",
  'train_iters: "0_7"': "train_iters: 7",
  'train_iters: "007" # 7': "train_iters: 7 # 7",
  "train_iters: 1.E3": "train_iters: 1000",
  "train_iters: [5]": "train_iters: 5",
  "checkpoint_activations: rue": "checkpoint_activations: true",
  "extra_save_iters: 10; 20": "extra_save_iters: [10, 20]",
  "extra_save_iters: 1k, 2k": "extra_save_iters: [1000, 2000]",
  "extra_save_iters: 0x10, 20": "extra_save_iters: [0x10, 20]",
  "split: !!seq [0.1e-7, 1, 1]": 'split: "1e-8,1,1"',
  "attention_config: [[flash], 12]": "attention_config: [[[flash], 12]]",
  "pos_emb: rotory": "pos_emb: rotary",
  "norm: rms": "norm: rmsnorm",
};

/** Lines that may be meant in more than one way, or in none, which it leaves as they are. */
const LEFT: readonly string[] = [
  "train_iters: 10K steps",
  "train_iters: 1e3e3",
  "train_iters: 10**5",
  "train_iters: 1,5",
  "train_iters: 1.000.000",
  "train_iters: 12 34",
  "train_iters: 1/2",
  "train_iters: $ITERS",
  "train_iters: inf",
  "train_iters: 2024-01-01",
  "train_iters: {5}",
  "train_iters: 5e-1",
  'train_iters: "1:30"',
  "extra_save_iters: 1:30, 5",
  "extra_save_iters: 10-20",
  "extra_save_iters: 5%",
  "train_data_weights: 50%, 50%",
  "train_data_weights: 0,5",
  "checkpoint_activations: fake",
  "checkpoint_activations: untrue",
  "optimizer: {params: {lr: 1.0e-4, momentum: 0.9}}",
  "optimizer: {typ: sgd, params: {lr: 1.0e-4, momentum: 0.9}}",
  "optimizer: {kind: sgd, params: {lr: 1.0e-4, momentum: 0.9}}",
  "optimizer_type: sgd\noptimizer: {params: {lr: 1.0e-4, momentum: 0.9}}",
  "fp16: {fp16: false}",
  'checkpoint_activations: "2"',
  "split: [1:30, 5, 5]",
  "split: [~, 1, 1]",
  "zero_optimization: 7",
  "zero_optimization: true",
  "activation: tanh",
  "lr_decay_style: wsd",
];

const named = (line: string, index: number) => [`${index}.yml`, `${MODEL}${line}\n`] as const;

test("what lines are meant to say, each in a file of its own", async () => {
  const folder = hostileFolder(Object.fromEntries([...Object.keys(MEANT), ...LEFT].map(named)));
  const args = ["check", "--each", ".", "--fix"];
  expectWithstood(await attacked(args, { cwd: folder }), args);
  const after = [...Object.values(MEANT), ...LEFT];
  for (const [name, text] of after.map(named)) expect(textOf(folder, name)).toContain(text);
});

const fixed = (before: string, after: string): Attack => ({
  files: { "a.yml": before },
  args: ["check", "a.yml", "--fix"],
  afterwards: (folder) => expect(textOf(folder, "a.yml")).toBe(after),
});
/** In one shape of YAML, slips for what is meant. */
const shaped = (shape: (rate: string, size: string) => string) =>
  fixed(shape("1e-5", "5e8"), shape("1.0e-5", "500000000"));
const inBraces = MODEL.trimEnd().replaceAll("\n", ", ");

/** Between braces, what nobody can mend without knowing what is meant. */
const leftInBraces = (lines: string) => {
  const text = `{${inBraces},\n${lines}\n}\n`;
  return fixed(text, text);
};

carryOut({
  "no colon behind a key in quotes": leftInBraces('"log_interval" 5,\n"weight_decay": 0.1'),
  "no colon behind a plain key": leftInBraces("seed 1,\nweight_decay: 0.1"),
  "neither a value nor a comma": leftInBraces('"log_interval"\n"weight_decay": 0.1'),
  "digits behind a name and a comma": leftInBraces("wandb_group: run1,500,\nweight_decay: 0.1"),
  "all in one line of braces": shaped(
    (rate, size) =>
      `{${inBraces}, min_lr: ${rate}, zero_optimization: {stage: 1, reduce_bucket_size: ${size}}}\n`,
  ),
  "commas in front, and returns": shaped(
    (rate, size) =>
      `{ # 1\r\n  ${inBraces}\r\n  , "min_lr": ${rate} # 2\r\n  , 'zero_optimization': {stage: 1, reduce_bucket_size: ${size}}  # 3\r\n} # 4\r\n`,
  ),
  "question marks, comments and anchors before each": shaped(
    (rate, size) =>
      `%YAML 1.1\n--- # 1\n${MODEL}? # 2\n  &k min_lr # 3\n# 4\n: # 5\n  &v ${rate} # 6\n? zero_optimization # 7\n: # 8\n  &z {stage: 1, reduce_bucket_size: &s ${size}} # 9\n... # 10\n`,
  ),
  "a mark of byte order, comments at all depths and no last end": shaped(
    (rate, size) =>
      `\ufeff# 1\n${MODEL}min_lr :  ${rate}  # 2\nzero_optimization :\n # 3\n stage: 1  # 4\n # 5\n reduce_bucket_size: ${size}  # 6`,
  ),
  "a number in a mapping that is merged": fixed(
    `${MODEL}deepspeed_extra_args: &x {min_lr: 1e-5}\n<<: *x\n`,
    `${MODEL}deepspeed_extra_args: &x {min_lr: 1.0e-5}\n<<: *x\n`,
  ),
});
