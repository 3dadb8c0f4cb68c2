import { describe, expect, test } from "vitest";
import { told } from "./told";

describe("keys inside of blocks", () => {
  test.each([
    [
      "zero_optimization: { stage: 1, algather_bucket_size: 1 }",
      "unknown-nested-key warning",
      "algather_bucket_size",
      ["Rename algather_bucket_size to allgather_bucket_size"],
    ],
    ["zero_optimization: { stage: 1, colour: red }", "unknown-nested-key warning", "colour", []],
    ["fp16: { enabled: true, half: true }", "unknown-nested-key hint", "half", []],
    [
      "sparsity_config: { num_local_block: 4 }",
      "unknown-nested-key warning",
      "num_local_block",
      ["Rename num_local_block to num_local_blocks"],
    ],
    [
      'fp16: { enabled: true, loss_scale: "0" }',
      "nested-wrong-type warning",
      '"0"',
      ["Write fp16.loss_scale: 0"],
    ],
    ["data_types: { grad_accum_dtype: float32 }", "nested-wrong-type warning", "float32", []],
    [
      "optimizer: { type: Adam, params: { lr: 0.1, ep: 1.0e-8 } }",
      "optimizer-params warning",
      "ep",
      ["Rename ep to eps"],
    ],
    ["optimizer: { type: Lion, params: { lr: 0.1, eps: 1.0e-8 } }", "optimizer-params warning", "eps", []],
    [
      "optimizer: { type: Adam, params: { lr: 0.1, weight_decay: 0.1 } }",
      "optimizer-params warning",
      "weight_decay",
      [],
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
  ])("%s", (line, rule, at, fixes) => expect(told(line)).toMatchObject([{ rule, at, fixes }]));

  test.each([
    "zero_optimization: { stage: 3, stage3_max_live_parameters: 1.0e+9, offload_param: { device: cpu } }",
    "optimizer: { type: OneBitAdam, params: { lr: 0.1, weight_decay: 0.1 } }\ntrain_iters: 10",
    "optimizer: { type: Adam, params: { lr: 0.1, percentile_clipping: 5 } }\nuse_bnb_optimizer: true",
    "deepspeed_extra_args: { comms_logger: { enabled: true } }",
    'autotuning: { enabled: true }\nzero_optimization: { stage: 1, overlap_comm: "auto" }',
    "curriculum_learning: { enabled: true, own: 1 }",
  ])("%s is fine", (lines) => expect(told(lines)).toEqual([]));
});
