import { describe, expect, test } from "vitest";
import { statesByRank } from "../../server/src/model/memory/states/ranks";
import { STATE_TERMS } from "../../server/src/model/memory/states/states";
import { modelParameters } from "../../server/src/model/parameters/modelParameters";
import { launchOfRecord, RECORDED_VOCABULARY } from "./records";

/** A model of two layers, its embeddings shared out as all else. */
const MODEL = {
  pipe_parallel_size: 0,
  model_parallel_size: 1,
  num_layers: 2,
  hidden_size: 64,
  num_attention_heads: 4,
  seq_length: 16,
  max_position_embeddings: 16,
  pos_emb: "rotary",
  no_weight_tying: true,
  optimizer: { type: "Adam", params: { lr: 0.001, betas: [0.9, 0.95], eps: 1e-8 } },
  train_micro_batch_size_per_gpu: 2,
  tokenizer_type: "HFTokenizer",
};

const ZERO = { stage: 3, reduce_bucket_size: 2_000_000, stage3_param_persistence_threshold: 0 };
const FP16 = { precision: "fp16", fp16: { enabled: true, initial_scale_power: 4 } };
const BF16 = { precision: "bfloat16" };
const CPU_ADAM = { optimizer: { ...MODEL.optimizer, type: "cpu_adam" } };

interface Run {
  readonly name: string;
  readonly config: object;
  readonly zero?: object;
  readonly gpus: number;
  /** Bytes by `STATE_TERMS`, the same on every rank. */
  readonly bytes: readonly number[];
}

/**
 * Bytes that torch held in runs of NeoX ea7aefd8 and DeeperSpeed 91d1c55b on CPUs, at the second update: gradients just
 * before it, the most of them in the backward pass, all else after it.
 */
const RUNS: readonly Run[] = [
  {
    name: "fp32",
    config: {},
    gpus: 2,
    bytes: [298_496, 298_496, 596_992, 298_496, 8_000_000, 64],
  },
  { name: "bf16", config: BF16, gpus: 2, bytes: [149_248, 298_496, 596_992, 149_248, 4_000_000, 32] },
  { name: "fp16", config: FP16, gpus: 2, bytes: [149_248, 298_496, 596_992, 149_248, 4_000_000, 32] },
  {
    name: "tied, fp32",
    config: { no_weight_tying: false },
    gpus: 2,
    bytes: [249_344, 249_344, 498_688, 249_344, 8_000_000, 64],
  },
  {
    name: "tied, bf16",
    config: { ...BF16, no_weight_tying: false },
    gpus: 2,
    bytes: [124_672, 249_344, 498_688, 124_672, 4_000_000, 32],
  },
  {
    name: "tied, fp16",
    config: { ...FP16, no_weight_tying: false },
    gpus: 2,
    bytes: [124_672, 249_344, 498_688, 124_672, 4_000_000, 32],
  },
  {
    name: "shares filled up",
    config: BF16,
    gpus: 3,
    bytes: [99_528, 199_056, 398_112, 99_528, 4_000_000, 32],
  },
  { name: "four ranks", config: FP16, gpus: 4, bytes: [74_624, 149_248, 298_496, 74_624, 4_000_000, 32] },
  {
    name: "small ones whole",
    config: FP16,
    zero: { stage3_param_persistence_threshold: 1000 },
    gpus: 2,
    bytes: [152_832, 298_496, 596_992, 149_248, 4_000_000, 32],
  },
  {
    name: "small ones whole, shares filled up",
    config: BF16,
    zero: { stage3_param_persistence_threshold: 200 },
    gpus: 3,
    bytes: [102_144, 199_056, 398_112, 99_528, 4_000_000, 32],
  },
  {
    name: "as many whole as fit",
    config: BF16,
    zero: { stage3_param_persistence_threshold: 5000, stage3_model_persistence_threshold: 1000 },
    gpus: 2,
    bytes: [151_168, 298_496, 596_992, 149_248, 4_000_000, 32],
  },
  {
    name: "by the default some are whole",
    config: { ...BF16, hidden_size: 320 },
    zero: { stage3_param_persistence_threshold: 100_000 },
    gpus: 2,
    bytes: [2_730_240, 5_424_640, 10_849_280, 2_712_320, 4_000_000, 160],
  },
  {
    name: "RMSNorm",
    config: { ...BF16, norm: "rmsnorm" },
    zero: { stage3_param_persistence_threshold: 64 },
    gpus: 2,
    bytes: [150_080, 297_856, 595_712, 148_928, 4_000_000, 32],
  },
  {
    name: "a bucket smaller than most",
    config: BF16,
    zero: { reduce_bucket_size: 5000 },
    gpus: 2,
    bytes: [149_248, 298_496, 596_992, 149_248, 49_152, 32],
  },
  {
    name: "a bucket that fills",
    config: FP16,
    zero: { reduce_bucket_size: 20_000 },
    gpus: 2,
    bytes: [149_248, 298_496, 596_992, 149_248, 49_152, 32],
  },
  {
    name: "no contiguous gradients",
    config: BF16,
    zero: { contiguous_gradients: false },
    gpus: 2,
    bytes: [149_248, 298_496, 596_992, 149_248, 298_496, 32],
  },
  {
    name: "no contiguous gradients, small bucket",
    config: BF16,
    zero: { contiguous_gradients: false, reduce_bucket_size: 20_000 },
    gpus: 2,
    bytes: [149_248, 298_496, 596_992, 149_248, 49_152, 32],
  },
  {
    name: "two micro batches",
    config: { ...FP16, gradient_accumulation_steps: 2 },
    gpus: 2,
    bytes: [149_248, 298_496, 596_992, 149_248, 4_000_000, 32],
  },
  {
    name: "no overlap",
    config: FP16,
    zero: { overlap_comm: false },
    gpus: 2,
    bytes: [149_248, 298_496, 596_992, 149_248, 4_000_000, 32],
  },
  {
    name: "optimizer offloaded",
    config: { ...BF16, ...CPU_ADAM },
    zero: { offload_optimizer: { device: "cpu" } },
    gpus: 2,
    bytes: [149_248, 298_496, 596_992, 447_744, 4_000_000, 32],
  },
  {
    name: "parameters offloaded, too",
    config: { ...BF16, ...CPU_ADAM },
    zero: { offload_optimizer: { device: "cpu" }, offload_param: { device: "cpu" } },
    gpus: 2,
    bytes: [149_248, 298_496, 596_992, 447_744, 4_000_000, 32],
  },
];

describe("model states of ZeRO 3 with shared-out parameters, as real runs hold them", () => {
  test.each(RUNS)("$name", ({ config, zero, gpus, bytes }) => {
    const launch = launchOfRecord({
      config: { ...MODEL, ...config, zero_optimization: { ...ZERO, ...zero } },
      gpus,
    });
    const parameters = modelParameters(launch, RECORDED_VOCABULARY);
    const found = (parameters && statesByRank(launch, parameters)) ?? [];
    const held = found.map(({ states }) => STATE_TERMS.map((term) => states[term]));
    expect(held).toEqual(Array.from({ length: gpus }, () => bytes));
  });
});
