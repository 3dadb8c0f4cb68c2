import { expect, test } from "vitest";
import { layerActivations } from "../../../server/src/model/memory/activations";
import { fitOf, gpuMemory } from "../../../server/src/model/memory/memory";
import { bytesPerParameter } from "../../../server/src/model/memory/precision";
import { NOTHING, total } from "../../../server/src/model/parameters/count";
import {
  layerCount,
  modelParameters,
  parametersTotal,
} from "../../../server/src/model/parameters/modelParameters";
import { launchWith } from "../launchOf";

const GPT3_LIKE = {
  num_layers: 4,
  hidden_size: 1024,
  num_attention_heads: 16,
  seq_length: 2048,
  max_position_embeddings: 2048,
  train_micro_batch_size_per_gpu: 4,
  fp16: { enabled: true },
  optimizer: { type: "Adam", params: { lr: 1e-4 } },
  mlp_multiple_of: 1,
};

const GLOBAL = { name: "global", type: "global", hasExperts: false };
const FLASH = { name: "flash", type: "flash", hasExperts: false };

test("one layer keeps s b h (34 + 5 a s / h) bytes: Korthikanti et al., equation 1", () => {
  const [s, b, h, a] = [2048, 4, 1024, 16];
  expect(layerActivations(launchWith(GPT3_LIKE), GLOBAL)?.full).toBe(s * b * h * (34 + (5 * a * s) / h));
});

test("flash attention keeps no scores, and sequence parallelism divides the rest: equation 4", () => {
  const [s, b, h, ranks] = [2048, 4, 1024, 4];
  const launch = launchWith({ ...GPT3_LIKE, model_parallel_size: ranks, sequence_parallel: true });
  expect(layerActivations(launch, FLASH)?.full).toBe((s * b * h * 34) / ranks);
});

test("tensor parallelism leaves 10 of the 34 on every rank: equation 2", () => {
  const [s, b, h, ranks] = [2048, 4, 1024, 4];
  const launch = launchWith({ ...GPT3_LIKE, model_parallel_size: ranks });
  expect(layerActivations(launch, FLASH)?.full).toBe(s * b * h * (10 + 24 / ranks));
});

test("ZeRO divides 2 + 2 + 12 bytes a parameter over the replicas, state by state", () => {
  const launch = launchWith(GPT3_LIKE, { gpus: 8 });
  const parameters = modelParameters(launch, 50_257);
  const count = parameters && parametersTotal(parameters);
  if (parameters === undefined || count === undefined) throw new Error("no model");
  const states = [0, 1, 2, 3].map((stage) => {
    const terms = gpuMemory(launch, parameters, undefined, stage)?.terms;
    return [terms?.weights, terms?.gradients, terms?.optimizer];
  });
  expect(states).toEqual([
    [2 * count, 2 * count, 12 * count],
    [2 * count, 2 * count, (12 * count) / 8],
    [2 * count, (2 * count) / 8, (12 * count) / 8],
    [(2 * count) / 8, (2 * count) / 8, (12 * count) / 8],
  ]);
});

test.each([
  { precision: { fp16: { enabled: true } }, optimizer: "Adam", expected: [2, 2, 12] },
  { precision: { precision: "fp32" }, optimizer: "Adam", expected: [4, 4, 8] },
  { precision: { precision: "bfloat16" }, optimizer: "Lion", expected: [2, 2, 8] },
  { precision: { fp16: { enabled: true } }, optimizer: "cpu_adam", expected: [2, 2, 0] },
])("$optimizer in $precision takes $expected bytes a parameter", ({ precision, optimizer, expected }) => {
  const { fp16: _, ...sizes } = GPT3_LIKE;
  const bytes = bytesPerParameter(
    launchWith({ ...sizes, ...precision, optimizer: { type: optimizer, params: { lr: 1e-4 } } }),
  );
  expect([bytes.weight, bytes.gradient, bytes.optimizer]).toEqual(expected);
});

test("a last stage has its own copy of a tied embedding, with the positions", () => {
  const launch = launchWith({ ...GPT3_LIKE, pipe_parallel_size: 2 });
  const parameters = modelParameters(launch, 50_257);
  if (parameters === undefined) throw new Error("no model");
  const last = {
    layers: [2, 4],
    hasInputEmbedding: false,
    hasOutputEmbedding: true,
    hasFinalNorm: true,
  } as const;
  const embedding = total(parameters.inputEmbedding ?? NOTHING) + total(parameters.positions);
  const held = 2 * total(layerCount(parameters, "global")) + total(parameters.finalNorm) + embedding;
  expect(gpuMemory(launch, parameters, [last])?.terms.weights).toBe(2 * held);
});

test("checkpointing keeps the inputs of the layers and one layer in full", () => {
  const launch = launchWith({ ...GPT3_LIKE, checkpoint_activations: true, checkpoint_num_layers: 1 });
  const parameters = modelParameters(launch, 50_257);
  const layer = layerActivations(launch, GLOBAL);
  const activations = parameters && gpuMemory(launch, parameters)?.terms.activations;
  expect(activations).toBe(4 * (layer?.input ?? 0) + (layer?.full ?? 0));
});

test("a GPU that is nearly full is tight", () => {
  expect([50, 95, 101].map((bytes) => fitOf(bytes, 100))).toEqual(["fits", "tight", "does not fit"]);
});
