import { describe, expect, it } from "vitest";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { repr } from "../../server/src/python/text";
import { readYaml } from "../../server/src/yaml/read";

function derived(text: string, { gpus, neox = "main" }: { gpus?: number; neox?: string } = {}) {
  return createLaunch({
    files: [{ path: "a.yml", document: readYaml(text) }],
    target: parseTarget(neox) ?? UNKNOWN_TARGET,
    scope: "launch",
    ...(gpus !== undefined && { gpus }),
  }).derivation;
}

/** Values as Python prints them. */
function values(text: string, names: readonly string[], options?: { gpus?: number; neox?: string }) {
  const derivation = derived(text, options);
  return names.map((name) => {
    const value = derivation.get(name);
    return value === undefined ? "unknown" : repr(value);
  });
}

const BATCH = [
  "train_batch_size",
  "train_micro_batch_size_per_gpu",
  "gradient_accumulation_steps",
  "batch_size",
];

describe("derived values", () => {
  it.each([
    ["train_micro_batch_size_per_gpu: 4", ["32", "4", "1", "4"]],
    [
      "train_micro_batch_size_per_gpu: 4\nmodel_parallel_size: 2\npipe_parallel_size: 2",
      ["8", "4", "1", "4"],
    ],
    ["train_batch_size: 64\ngradient_accumulation_steps: 2", ["64", "4", "2", "4"]],
    [
      "train_batch_size: 64\ntrain_micro_batch_size_per_gpu: 2\ngradient_accumulation_steps: null",
      ["64", "2", "4", "2"],
    ],
    ["train_batch_size: 100", ["100", "12", "1", "12"]],
    ["train_micro_batch_size_per_gpu: 4.5\ntrain_batch_size: null", ["36", "4", "1", "4"]],
    ["seed: 1", ["unknown", "unknown", "1", "unknown"]],
  ])("of the batch in %j on 8 GPUs", (text, expected) => {
    expect(values(text, BATCH, { gpus: 8 })).toEqual(expected);
  });

  it("keep what does not depend on unknown GPUs", () => {
    expect(values("train_micro_batch_size_per_gpu: 4", BATCH)).toEqual(["unknown", "4", "1", "4"]);
    expect(derived("model_parallel_size: 2").dataParallelSize).toBe(undefined);
    expect(derived("model_parallel_size: 3", { gpus: 8 }).dataParallelSize).toBe(8 / 3);
  });

  it.each([
    ["seed: 1", ["'fp32'", "None", "None"]],
    ["precision: bf16", ["'fp32'", "None", "None"]],
    ["precision: fp16", ["'fp16'", "{'type': 'fp16', 'enabled': True}", "None"]],
    ["fp16: { enabled: true, type: bfloat16 }", ["'fp16'", "{'enabled': True, 'type': 'bfloat16'}", "None"]],
    ["precision: fp16\nfp16: { enabled: false }", ["'fp16'", "{'enabled': True}", "None"]],
    ["precision: bfloat16", ["'bfloat16'", "None", "{'bf16': {'enabled': True}}"]],
    ["bf16: { enabled: true }", ["'bfloat16'", "None", "None"]],
    ["precision: bfloat16\nfp16: { enabled: true }", ["unknown", "unknown", "None"]],
  ])("of the precision in %j", (text, expected) => {
    expect(values(text, ["precision", "fp16", "deepspeed_extra_args"])).toEqual(expected);
  });

  it("of the precision follow the version", () => {
    const text = "bf16: { enabled: true }";
    expect(values(text, ["precision"], { neox: "2024-10-31" })).toEqual(["'fp32'"]);
    expect(values("precision: fp16", ["precision"], { neox: "v2.0" })).toEqual(["'fp32'"]);
    expect(values("fp16: { type: bfloat16 }", ["precision"], { neox: "v2.0" })).toEqual(["'bfloat16'"]);
  });

  it.each([
    ["num_layers: 2", ["global", "global"]],
    [
      'num_layers: 4\nattention_config: [[["global", "local"], "all"]]',
      ["global", "local", "global", "local"],
    ],
    ['num_layers: 3\nattention_config: [[["flash"], 2], [["global"], 1]]', ["flash", "flash", "global"]],
    ["num_layers: 2\nattention_config: [mamba, rwkv]", ["mamba", "rwkv"]],
    ['num_layers: 3\nattention_config: [[["global", "local"], "all"]]', undefined],
    ["num_layers: 2\nattention_config: global", undefined],
  ])("of the attention types in %j", (text, expected) => {
    expect(derived(text).attentionTypes).toEqual(expected);
  });

  it("of the optimizer and of ZeRO come out of their blocks, with NeoX's defaults", () => {
    const names = ["optimizer_type", "lr", "zero_stage", "zero_reduce_bucket_size"];
    expect(values("lr: 1.0", names)).toEqual(["'Adam'", "0.001", "0", "500000000"]);
    const blocks =
      "optimizer: { params: { lr: null } }\nzero_optimization: { stage: 1, reduce_bucket_size: 5 }";
    expect(values(blocks, names)).toEqual(["'Adam'", "None", "1", "5"]);
  });
});

describe("what stops Python", () => {
  const ARGUMENTS = "megatron/neox_arguments/arguments.py";

  it.each([
    [
      "num_layers: 2\nzero_optimization: {}",
      [["zero_optimization", `${ARGUMENTS}:calculate_derived`, "KeyError", "'stage'"]],
    ],
    [
      "num_layers: 2\nfp16: true",
      [["fp16", `${ARGUMENTS}:calculate_derived`, "AttributeError", "'bool' object has no attribute 'get'"]],
    ],
    [
      "num_layers: 2\nautotuning: {}\nzero_optimization: { stage: null }\nmoe_num_experts: 4",
      [
        [
          "zero_optimization",
          `${ARGUMENTS}:calculate_derived`,
          "TypeError",
          "'<' not supported between instances of 'NoneType' and 'int'",
        ],
      ],
    ],
    ["num_layers: 2\nautotuning: {}\nzero_optimization: { stage: null }", []],
    [
      "num_layers: null",
      [
        [
          "num_layers",
          "megatron/utils.py:expand_attention_types",
          "TypeError",
          "'NoneType' object cannot be interpreted as an integer",
        ],
      ],
    ],
    [
      "num_layers: 2\nprecision: bfloat16",
      [
        [
          "zero_optimization",
          `${ARGUMENTS}:calculate_derived`,
          "TypeError",
          "'NoneType' object is not subscriptable",
        ],
      ],
    ],
    [
      'num_layers: 2\ntrain_micro_batch_size_per_gpu: "4"',
      [
        [
          "train_batch_size",
          `${ARGUMENTS}:calculate_batch_parameters`,
          "TypeError",
          "can't multiply sequence by non-int of type 'float'",
        ],
      ],
    ],
    [
      "num_layers: 2\nmin_lr: null",
      [
        [
          "min_lr",
          `${ARGUMENTS}:validate_values`,
          "TypeError",
          "'<=' not supported between instances of 'NoneType' and 'float'",
        ],
      ],
    ],
    ["num_layers: 2", []],
  ])("in %j", (text, expected) => {
    const { crashes } = derived(text, { gpus: 8 });
    expect(crashes.map(({ keys, at, type, message }) => [keys[0], at, type, message])).toEqual(expected);
  });

  it("follows the version", () => {
    expect(derived("num_layers: 2\nbf16: true").crashes.map(({ keys }) => keys)).toEqual([["bf16"]]);
    expect(derived("num_layers: 2\nbf16: true", { neox: "2024-10-31" }).crashes).toEqual([]);
  });
});
