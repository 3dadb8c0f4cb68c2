import { expect, test } from "vitest";
import { check } from "../../server/src/features/check";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";

const MODEL = `num_layers: 4
hidden_size: 512
num_attention_heads: 8
seq_length: 128
max_position_embeddings: 128
train_micro_batch_size_per_gpu: 4
`;

/** The last lines of the model, by each fix of a rule's findings. */
function mended(rule: string, lines: string, gpus: number): readonly string[] {
  const text = MODEL + lines;
  const files = [{ path: "model.yml", document: readYaml(text) }];
  const { findings } = check({ files, target: MAIN_TARGET, gpus, scope: "launch" });
  return findings
    .filter((finding) => finding.rule === rule)
    .flatMap((finding) => finding.fixes().map(({ edits }) => applyEdits(text, edits).slice(MODEL.length)));
}

test.each([
  ["wrong-type", "min_lr: inf\n", 1, [""]],
  ["wrong-type", "deepspeed_extra_args: []\n", 1, [""]],
  ["wrong-type", "train_iters: linear\n", 1, []],
  ["wrong-type", "optimizer: adam\n", 1, ['optimizer: { "type": "adam", "params": { "lr": 0.001 } }\n']],
  [
    "warmup-fraction-range",
    "warmup: 2000\ntrain_iters: 143000\n",
    1,
    ["warmup: 0.014\ntrain_iters: 143000\n"],
  ],
  ["warmup-fraction-range", "warmup: 10\ntrain_iters: 1000\n", 1, ["warmup: 0.01\ntrain_iters: 1000\n"]],
  [
    "optimizer-params-required",
    'optimizer: {"type": "Adam", "params": [0.1]}\n',
    1,
    ['optimizer: {"type": "Adam", "params": {"lr": 0.001}}\n'],
  ],
  [
    "optimizer-params-required",
    "optimizer:\n  type: Adam\n  lr: 0.0003 # as in the paper\n\n  betas:\n  - 0.9\n  - 0.95\n",
    1,
    [
      "optimizer:\n  type: Adam\n  params:\n    lr: 0.0003 # as in the paper\n\n    betas:\n    - 0.9\n    - 0.95\n",
    ],
  ],
  [
    "optimizer-params-required",
    "optimizer:\n  type: Adam\n  params:\n  lr: 0.0003\n  eps: 1.0e-8\n",
    1,
    ["optimizer:\n  type: Adam\n  params:\n    lr: 0.0003\n    eps: 1.0e-8\n"],
  ],
  [
    "optimizer-params-required",
    'optimizer: {"type": "Adam", "lr": 0.0003, "eps": 1.0e-8}\n',
    1,
    ['optimizer: {"type": "Adam", "params": {"lr": 0.0003, "eps": 1.0e-8}}\n'],
  ],
  ["optimizer-params-required", "optimizer: {lr: 0.0003, type: Adam, eps: 1.0e-8}\n", 1, []],
  [
    "attention-config-entry",
    'attention_config: ["flash", "global", 2]\n',
    1,
    ['attention_config: [[["flash", "global"], 2]]\n'],
  ],
  ["key-string", "yes: 1\n", 1, []],
  [
    "block-missing-key",
    "scheduler: {}\n",
    1,
    ["scheduler: {type: WarmupDecayLR, params: {}}\n", "scheduler: {type: WarmupDecayLR, params: {}}\n"],
  ],
  [
    "block-missing-key",
    "scheduler:\n  type: null\n",
    1,
    [
      "scheduler:\n  type: WarmupDecayLR\n  params: {}\n",
      "scheduler:\n  type: WarmupDecayLR\n  params: {}\n",
    ],
  ],
  ["block-missing-key", "optimizer: {}\n", 1, Array(2).fill("optimizer: {type: Adam, params: {}}\n")],
  ["kv-heads-divide-heads", "num_kv_heads: 0\n", 1, ["", "num_kv_heads: 4\n"]],
  [
    "gpus-divide",
    "model_parallel_size: 2\npipe_parallel_size: 4\n",
    4,
    ["model_parallel_size: 1\npipe_parallel_size: 4\n", "model_parallel_size: 2\npipe_parallel_size: 2\n"],
  ],
  [
    "gpus-divide",
    "model_parallel_size: 2\npipe_parallel_size: 4\n",
    1,
    ["model_parallel_size: 1\npipe_parallel_size: 1\n"],
  ],
  [
    "mamba-bfloat16",
    "bf16: {enabled: true}\nzero_optimization: {stage: 0}\nattention_config: [[[mamba], 4]]\n",
    1,
    ["zero_optimization: {stage: 0}\nattention_config: [[[mamba], 4]]\nprecision: fp16\n"],
  ],
  ["global-num-gpus-given", "global_num_gpus: 16\n", 8, [""]],
  [
    "global-num-gpus-given",
    "global_num_gpus: 16\ntrain_batch_size: 64\n",
    8,
    ["train_batch_size: 64\ngradient_accumulation_steps: 2\n", "train_batch_size: 32\n"],
  ],
  [
    "gpus-divide",
    "model_parallel_size: 2\ntrain_batch_size: 2\n",
    1,
    ["model_parallel_size: 1\ntrain_batch_size: 4\n"],
  ],
  [
    "gpus-positive",
    "global_num_gpus: 0\ntrain_batch_size: 64\n",
    8,
    ["train_batch_size: 64\ngradient_accumulation_steps: 2\n", "train_batch_size: 32\n"],
  ],
])("%s: %s", (rule, lines, gpus, expected) => expect(mended(rule, lines, gpus)).toEqual(expected));

test.each([
  ["a comma", '{\n"hidden_size": 64\n"seed": 1,\n}\n', ['{\n"hidden_size": 64,\n"seed": 1,\n}\n']],
  [
    "two commas, one after the other",
    '{\n"hidden_size": 64\n"seed": 1\n"num_layers": 2}\n',
    ['{\n"hidden_size": 64,\n"seed": 1\n"num_layers": 2}\n'],
  ],
  ["a space behind a colon", "seed:3\nnum_layers: 2\n", ["seed: 3\nnum_layers: 2\n"]],
  ["the indentation of the others", "seed: 3\n  num_layers: 2\n", ["seed: 3\nnum_layers: 2\n"]],
  ["quotes", "save: a: b\n", []],
  ["a colon", "seed 3\nnum_layers: 2\n", []],
  ["an inner brace", '{\n"fp16": {\n  "enabled": true\n\n"seed": 1\n}\n', []],
  ["the last brace", '{\n"hidden_size": 64,\n"seed": 1\n', ['{\n"hidden_size": 64,\n"seed": 1\n}\n']],
])("what a file gets that lacks %s", (_, text, expected) => {
  const { findings } = check({
    files: [{ path: "model.yml", document: readYaml(text) }],
    target: MAIN_TARGET,
  });
  const broken = findings.filter(({ rule }) => rule === "yaml-syntax");
  expect(broken).toHaveLength(1);
  expect(broken.flatMap((it) => it.fixes().map(({ edits }) => applyEdits(text, edits)))).toEqual(expected);
});

test("a number with commas between braces is one number", () => {
  const text = '{ "num_layers": 2, "train_iters": 1,143,000, "seed": 1 }\n';
  const { findings } = check({
    files: [{ path: "model.yml", document: readYaml(text) }],
    target: MAIN_TARGET,
  });
  const broken = findings.filter(({ rule }) => rule === "key-string");
  const mended = '{ "num_layers": 2, "train_iters": 1143000, "seed": 1 }\n';
  expect(broken.map((it) => it.fixes().map(({ edits }) => applyEdits(text, edits)))).toEqual([
    [mended],
    [mended],
  ]);
});

test.each([
  ["a number that begins with a zero", '{ "rotary_pct": 0,250, "seed": 1 }\n', []],
  ["a number that may be a fraction", '{ "gradient_clipping": 1,500, "seed": 1 }\n', []],
  ["a whole number", '{ "train_iters": 143,000 }\n', ['{ "train_iters": 143000 }\n']],
  ["a negative number", '{ "train-iters": -1,000 }\n', ['{ "train-iters": -1000 }\n']],
  ["the end of a name", "{ hostfile: hosts-2,000, seed: 1 }\n", []],
  ["a name of digits", "{ wandb_group: 1,000 }\n", []],
  ["a number in another base", "{ train_iters: 0x1,000 }\n", []],
  ["a fraction", "{ train_iters: 1.5,000 }\n", []],
])("what is in braces with one comma: %s", (_, text, expected) => {
  const { findings } = check({
    files: [{ path: "model.yml", document: readYaml(text) }],
    target: MAIN_TARGET,
  });
  const broken = findings.filter(({ rule }) => rule === "key-string");
  expect(broken.flatMap((it) => it.fixes().map(({ edits }) => applyEdits(text, edits)))).toEqual(expected);
});
