import { describe, expect, test } from "vitest";
import { DEEPSPEED_BLOCKS } from "../../../server/src/arguments/deepspeedBlocks";
import { english } from "../../../server/src/arguments/documentation";
import { told, wordsOf } from "./told";

test("every key of DeepSpeed's blocks has documentation, which completion and hover show", () => {
  const paths = Object.entries(DEEPSPEED_BLOCKS).flatMap(([block, { keys }]) =>
    Object.keys(keys).map((key) => `${block}.${key}`),
  );
  expect(paths.filter((path) => !Object.hasOwn(english.nested, path))).toEqual([]);
});

describe("keys inside of blocks", () => {
  test.each([
    [
      "zero_optimization: { stage: 1, algather_bucket_size: 1 }",
      "refused-nested-key error",
      "algather_bucket_size",
      [
        "Rename algather_bucket_size to allgather_bucket_size",
        "Remove zero_optimization.algather_bucket_size",
      ],
    ],
    [
      "zero_optimization: { stage: 1, colour: red }",
      "refused-nested-key error",
      "colour",
      ["Remove zero_optimization.colour"],
    ],
    ["fp16: { enabled: true, half: true }", "unknown-nested-key hint", "half", ["Remove fp16.half"]],
    [
      "sparsity_config: { num_local_block: 4 }",
      "unknown-nested-key warning",
      "num_local_block",
      ["Rename num_local_block to num_local_blocks"],
    ],
    [
      'fp16: { enabled: true, loss_scale: "0" }',
      "nested-wrong-type error",
      '"0"',
      ["Write fp16.loss_scale: 0"],
    ],
    ["data_types: { grad_accum_dtype: float32 }", "nested-wrong-type warning", "float32", []],
    [
      "optimizer: { type: Adam, params: { lr: 0.1, ep: 1.0e-8 } }",
      "optimizer-params error",
      "ep",
      ["Rename ep to eps"],
    ],
    [
      "optimizer: { type: Lion, params: { lr: 0.1, eps: 1.0e-8 } }",
      "optimizer-params error",
      "eps",
      ["Remove optimizer.params.eps"],
    ],
    [
      "optimizer: { type: Adam, params: { lr: 0.1, weight_decay: 0.1 } }",
      "optimizer-params error",
      "weight_decay",
      ["Move the value of optimizer.params.weight_decay to weight_decay"],
    ],
    ["deepspeed_extra_args: { train_batch_size: 9 }", "deepspeed-extra-args warning", "train_batch_size", []],
    [
      "zero_optimization: { stage: 1, cpu_offload: true }",
      "deprecated-nested-key hint",
      "cpu_offload",
      ["Replace cpu_offload by offload_optimizer"],
    ],
    [
      "zero_optimization: { stage: 1, cpu_offload: false }",
      "deprecated-nested-key hint",
      "cpu_offload",
      ["Remove cpu_offload"],
    ],
    [
      "comms_logger: { enabled: true, verbos: true }",
      "refused-nested-key error",
      "verbos",
      ["Rename verbos to verbose", "Remove comms_logger.verbos"],
    ],
    [
      "comms_logger: { enabled: true, colour: red }",
      "refused-nested-key error",
      "colour",
      ["Remove comms_logger.colour"],
    ],
    [
      "autotuning: { enabled: true, tuner_typ: random }",
      "unknown-nested-key warning",
      "tuner_typ",
      ["Rename tuner_typ to tuner_type", "Remove autotuning.tuner_typ"],
    ],
    [
      "autotuning: { enabled: true, start_step: 5 }",
      "unknown-nested-key hint",
      "start_step",
      ["Remove autotuning.start_step"],
    ],
    ["autotuning: { enabled: true, tuner_type: grid }", "nested-wrong-type warning", "grid", []],
    [
      "flops_profiler: { enabled: true, profile_stp: 5 }",
      "unknown-nested-key warning",
      "profile_stp",
      ["Rename profile_stp to profile_step", "Remove flops_profiler.profile_stp"],
    ],
    [
      "checkpoint: { load_universal: 1 }",
      "nested-wrong-type warning",
      "1",
      ["Write checkpoint.load_universal: true"],
    ],
    [
      "elasticity: { enabled: false, max_gpu: 8 }",
      "unknown-nested-key warning",
      "max_gpu",
      ["Rename max_gpu to max_gpus", "Remove elasticity.max_gpu"],
    ],
    [
      `curriculum_learning: { enabled: true, min_difficulty: 8, max_difficulty: 64, schedule_type: fixed_linear,
  schedule_config: { total_curriculum_step: 10, difficulty_step: 8, dificulty: 2 } }`,
      "unknown-nested-key warning",
      "dificulty",
      ["Rename dificulty to difficulty", "Remove curriculum_learning.schedule_config.dificulty"],
    ],
  ])("%s", (line, rule, at, fixes) => expect(told(line)).toMatchObject([{ rule, at, fixes }]));

  test.each([
    "zero_optimization: { stage: 3, stage3_max_live_parameters: 1.0e+9, offload_param: { device: cpu } }",
    "optimizer: { type: OneBitAdam, params: { lr: 0.1, weight_decay: 0.1 } }\ntrain_iters: 10",
    "optimizer: { type: Adam, params: { lr: 0.1, percentile_clipping: 5 } }\nuse_bnb_optimizer: true",
    "deepspeed_extra_args: { comms_logger: { enabled: true } }",
    'autotuning: { enabled: true }\nzero_optimization: { stage: 1, overlap_comm: "auto" }',
    "curriculum_learning: { enabled: true, min_difficulty: 8, max_difficulty: 64, schedule_type: custom }",
    "autotuning: { enabled: true, arg_mappings: { train_micro_batch_size_per_gpu: --batch } }",
    "flops_profiler: { enabled: true, recompute_fwd_factor: 1, output_file: null }",
  ])("%s is fine", (lines) => expect(told(lines)).toEqual([]));
});

test("an optimizer has one name in messages, whichever class of it ZeRO takes", () => {
  expect(
    wordsOf("optimizer: {type: Lion, params: {lr: 0.1, colour: red}}\nzero_optimization: {stage: 1}\n"),
  ).toEqual(["lion takes no parameter colour and stops with TypeError."]);
});
