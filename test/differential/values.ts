import type { Argument } from "../../server/src/arguments/argument";
import type { Random } from "./random";

type Sources = readonly [string, ...string[]];

const INTS: Sources = ["0", "1", "2", "3", "4", "8", "16", "128", "1000", "-1", "1_000", "010", "0x10"];
const FLOATS: Sources = [
  "0.0",
  "0.1",
  "0.5",
  "1.0",
  "0.9",
  "1",
  "0",
  "1.0e-5",
  "2.0",
  "-0.1",
  "0.25",
  "1000.0",
];
const BOOLS: Sources = ["true", "false", "yes", "no", "True", "off"];
const STRINGS: Sources = ["abc", "''", "data/x", "gpt2", "~user", "a b", "'8'"];
const LISTS: Sources = ["[]", "[1]", "[1, 2]", "[a]", "[a, b]", "[0.5, 0.5]", "[1.0]"];
const DICTS: Sources = ["{}", "{a: 1}", "{enabled: true}", "{type: abc}"];
/** What stands where something else was meant. */
const ODD: Sources = [
  "null",
  "1e-5",
  "'1'",
  "1.5",
  "8.0",
  "true",
  "[]",
  "{}",
  "abc",
  "2020-01-01",
  "1:30",
  "auto",
  "~",
  ".inf",
];

/** YAML sources of blocks and of keys whose values decide much, good and bad ones. */
const KNOWN: Readonly<Record<string, Sources>> = {
  optimizer: [
    "{type: Adam, params: {lr: 0.001, betas: [0.9, 0.95], eps: 1.0e-8}}",
    "{type: adam, params: {lr: 0.001}}",
    "{type: OneBitAdam, params: {lr: 0.001}}",
    "{type: Adam, params: {lr: 1e-3}}",
    "{type: Adam, params: {}}",
    "{params: {lr: 0.01}}",
    "{type: Adam}",
    "{type: 5, params: {lr: 1}}",
    "{type: sm3, params: {lr: null}}",
    "{}",
    "null",
    "[]",
    "Adam",
  ],
  zero_optimization: [
    "{stage: 0}",
    "{stage: 1, allgather_partitions: true, overlap_comm: true}",
    "{stage: 2}",
    "{stage: 3}",
    "{stage: 4}",
    "{stage: '1'}",
    "{stage: 1.0}",
    "{stage: true}",
    "{stage: null}",
    "{stage: auto}",
    "{allgather_partitions: true}",
    "{}",
    "null",
    "[]",
    "3",
  ],
  fp16: [
    "{enabled: true, loss_scale: 0}",
    "{enabled: false}",
    "{fp16: true, enabled: true}",
    "{}",
    "true",
    "{enabled: 1}",
    "null",
  ],
  bf16: ["{enabled: true}", "{enabled: false}", "{}", "true", "[enabled]"],
  data_types: ["{grad_accum_dtype: fp32}", "{}", "null", "fp32", "{grad_accum_dtype: bf16}"],
  precision: ["fp16", "fp32", "bfloat16", "bf16", "FP16", "16", "null"],
  attention_config: [
    '[[["global"], "all"]]',
    '[[["flash"], "all"]]',
    '[[["global", "flash"], all]]',
    '[[["global"], 2]]',
    '[[["global"], 4]]',
    '[[["local"], all]]',
    '[[["gmlp"], all]]',
    '[[["mamba"], all]]',
    '[[["rwkv"], all]]',
    '[[["mamba", "global"], all]]',
    "[global, global]",
    '[[["globl"], all]]',
    '[[["sparse_fixed"], all]]',
    "[[[global], all], [[flash], all]]",
    "[]",
    "[[global, 2]]",
    "global",
    "null",
    "[[[], 2]]",
    "[[[global], 2.0]]",
  ],
  sparsity_config: ["{}", "{block: 16}", "null", "5"],
  autotuning: ["{enabled: true}", "null", "{}"],
  deepspeed_extra_args: ["{}", "{a: 1}", "{bf16: {enabled: true}}", "null", "[1]"],
  scheduler: ["{type: WarmupLR}", "null", "{}"],
  train_data_paths: ["[a]", "[a, b]", "null", "[]"],
  valid_data_paths: ["[a]", "[a, b]", "null", "[]"],
  test_data_paths: ["[a]", "[a, b]", "null", "[]"],
  train_data_weights: ["[1.0]", "[1, 2]", "null", "[]"],
  train_label_data_paths: ["[a]", "null", "[]"],
  extra_save_iters: ["[1, 2]", "[]", "null", "5"],
  checkpoint_factor: ["10", "1", "0", "null", "1.5"],
  save: ["out", "null"],
  deepspeed: ["true", "true", "true", "false", "null"],
  mlp_multiple_of: ["1", "64", "128", "256"],
  intermediate_size: ["64", "96", "128", "683", "1024", "2048", "11008", "14336"],
  rotary_pct: ["0.25", "1.0", "0.5", "0.3", "1", "0.0", "1.25"],
  num_unique_layers: ["1", "2", "3", "null"],
  hidden_dropout: ["0", "0.0", "0.1", "0.5"],
  attention_dropout: ["0", "0.0", "0.1"],
  moe_num_experts: ["1", "2", "4", "8"],
  expansion_factor: ["2", "4", "1.5", "3", "null"],
  sliding_window_width: ["128", "null"],
};

/** A YAML source for an argument: mostly what its type takes. */
export function valueFor(argument: Argument, random: Random): string {
  if (random.chance(0.04)) return random.pick(ODD);
  const known = KNOWN[argument.name];
  if (known) return random.pick(known);
  switch (argument.type.kind) {
    case "int":
      return random.pick(INTS);
    case "float":
      return random.pick(FLOATS);
    case "bool":
      return random.pick(BOOLS);
    case "list":
      return random.pick(LISTS);
    case "dict":
      return random.pick(DICTS);
    case "enum":
      return choice(argument.type.choices, random);
    default:
      return random.pick(random.chance(0.5) ? STRINGS : INTS);
  }
}

function choice(choices: readonly unknown[], random: Random): string {
  const picked = String(choices[random.below(choices.length)]);
  if (random.chance(0.04)) return picked.toUpperCase();
  return random.chance(0.02) ? `${picked}x` : picked;
}
