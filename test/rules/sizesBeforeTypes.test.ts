import { expect, test } from "vitest";
import { check } from "../../server/src/features/check";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

/** The functions in which the arguments stop, for a model with these values. */
function argumentErrors(values: string, gpus?: number): readonly string[] {
  const document = readYaml(`train_micro_batch_size_per_gpu: 4\n${values}\n`);
  const files = [{ path: "model.yml", document }];
  const { findings } = check({ files, target: MAIN_TARGET, ...(gpus !== undefined && { gpus }) });
  const errors = findings.filter((it) => it.severity === "error" && it.phase === "args");
  return errors.map(({ rule, neox }) => `${rule} ${neox.at.replace(/^.*:/, "")}`);
}

// What NeoX did with these was recorded by running it.
test.each([
  ["num_layers: 6\nhidden_size: -1\nnum_attention_heads: 8", ["hidden-size-heads validate_values"]],
  ["num_layers: 4\nhidden_size: -8\nnum_attention_heads: 4", []],
  [
    "num_layers: 4\nhidden_size: 96\nnum_attention_heads: 12\nmodel_parallel_size: 2\nnum_kv_heads: -1",
    ["kv-heads-model-parallel calculate_derived"],
  ],
  [
    "num_layers: 4\nhidden_size: 96\nnum_attention_heads: -12\nnum_kv_heads: 5",
    ["kv-heads-divide-heads calculate_derived"],
  ],
  [
    "num_layers: 4\nhidden_size: 1000\nnum_attention_heads: 8.0\nnum_kv_heads: 5",
    ["kv-heads-divide-heads calculate_derived", "wrong-type validate_types"],
  ],
  [
    "num_layers: 4\nhidden_size: 1000\nnum_attention_heads: 8\nmodel_parallel_size: 2\nnum_kv_heads: 1.0",
    ["kv-heads-model-parallel calculate_derived", "wrong-type validate_types"],
  ],
  [
    "num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\nmodel_parallel_size: .inf",
    ["wrong-type check_batch_parameters"],
  ],
  [
    "num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\npipe_parallel_size: .inf\ntrain_batch_size: 8",
    ["wrong-type check_batch_parameters"],
  ],
  ["num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\nmodel_parallel_size: -.inf", []],
  ["num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\nmodel_parallel_size: .nan", []],
  [
    "num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\npipe_parallel_size: -.inf",
    ["wrong-type validate_types"],
  ],
])("%s", (values, expected) => expect(argumentErrors(values, 8)).toEqual(expected));

// As NeoX does with any number of GPUs.
test.each([
  ["model_parallel_size: .inf", ["wrong-type check_batch_parameters"]],
  ["pipe_parallel_size: .inf\ntrain_batch_size: 8", ["wrong-type check_batch_parameters"]],
  [
    "pipe_parallel_size: .inf\ntrain_batch_size: 8\ntrain_micro_batch_size_per_gpu: null",
    ["python-error calculate_batch_parameters", "wrong-type validate_types"],
  ],
  ["model_parallel_size: .nan", []],
  ["pipe_parallel_size: -.inf", ["wrong-type validate_types"]],
])("%s on an unknown number of GPUs", (values, expected) => {
  const model = "num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\n";
  expect(argumentErrors(`${model}${values}`)).toEqual(expected);
});

test("key/value heads are divided before anything asks for the hidden size", () => {
  const values = "num_layers: 2\nnum_attention_heads: 40\nmodel_parallel_size: 2\nnum_kv_heads: 5";
  expect(argumentErrors(values, 8)).toContain("kv-heads-model-parallel calculate_derived");
});

test("a mapping counts by its keys as the types of layers", () => {
  const values = "num_layers: 2\nhidden_size: 96\nnum_attention_heads: 12\nattention_config: {}";
  expect(argumentErrors(values, 8)).toContain("attention-config-length calculate_derived");
});
