import { expect, test } from "vitest";
import { compute } from "../../server/src/model/compute";
import { modelParameters } from "../../server/src/model/parameters/modelParameters";
import { launchWith } from "./launchOf";

const SIZES = {
  num_layers: 44,
  hidden_size: 6144,
  num_attention_heads: 64,
  seq_length: 2048,
  no_weight_tying: true,
  pos_emb: "rotary",
  train_micro_batch_size_per_gpu: 4,
  gradient_accumulation_steps: 32,
  model_parallel_size: 2,
  pipe_parallel_size: 4,
  train_iters: 150_000,
};

test("GPT-NeoX-20B: batch, tokens and FLOPs of a step", () => {
  const launch = launchWith(SIZES, { gpus: 96 });
  const parameters = modelParameters(launch, 50_277);
  if (parameters === undefined) throw new Error("no model");
  const work = compute(launch, parameters, { gpu: { memory: 0, peakFlops: 312e12 }, utilisation: 0.4 });
  expect([work.sequencesPerStep, work.tokensPerStep, work.totalTokens]).toEqual([
    1536,
    1536 * 2048,
    1536 * 2048 * 150_000,
  ]);
  // As in megatron/logging.py:224-236, which leaves out biases and norms, with 12 where that has 16.
  const [s, h, layers, vocabulary] = [2048, 6144, 44, 50_432];
  const logged = 72 * layers * h * h * (1 + s / (6 * h) + vocabulary / (12 * layers * h));
  expect((work.flopsPerToken ?? 0) / logged).toBeCloseTo(1, 3);
  expect(work.trainingDays).toBeCloseTo((work.totalFlops ?? 0) / (96 * 312e12 * 0.4 * 86_400), 9);
});

test("what the launch does not tell stays unknown", () => {
  const launch = launchWith({
    num_layers: 2,
    hidden_size: 64,
    num_attention_heads: 4,
    seq_length: 128,
    pos_emb: "none",
  });
  const parameters = modelParameters(launch, 512);
  const { flopsPerToken, ...rest } = parameters ? compute(launch, parameters) : {};
  expect(flopsPerToken).toBeGreaterThan(0);
  expect(Object.values(rest).filter((value) => value !== undefined)).toEqual([]);
});

test("a token meets only the experts it is routed to", () => {
  const sizes = { num_layers: 1, hidden_size: 256, num_attention_heads: 4, seq_length: 128, pos_emb: "none" };
  const of = (config: Readonly<Record<string, unknown>>) => {
    const launch = launchWith({ ...sizes, ...config });
    const parameters = modelParameters(launch, 512);
    return (parameters && compute(launch, parameters).flopsPerToken) ?? 0;
  };
  const [all, one] = [8, 1].map((moe_top_k) => of({ moe_num_experts: 8, moe_expert_interval: 1, moe_top_k }));
  expect((all ?? 0) - (one ?? 0)).toBe(6 * 7 * 2 * 1024 * 256);
});
