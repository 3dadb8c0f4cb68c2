import { expect, test } from "vitest";
import { layerActivations } from "../../../server/src/model/memory/activations/layer";
import { fitOf, gpuMemory } from "../../../server/src/model/memory/memory";
import { modelParameters, parametersTotal } from "../../../server/src/model/parameters/modelParameters";
import { launchWith } from "../launchOf";

const GPT3_LIKE = {
  num_layers: 4,
  hidden_size: 1024,
  num_attention_heads: 16,
  seq_length: 2048,
  max_position_embeddings: 2048,
  no_weight_tying: true,
  train_micro_batch_size_per_gpu: 4,
  fp16: { enabled: true },
  optimizer: { type: "Adam", params: { lr: 1e-4 } },
  mlp_multiple_of: 1,
};

const GLOBAL = { name: "global", type: "global", hasExperts: false };

function memoryOf(changes: Readonly<Record<string, unknown>>, gpus?: number) {
  const launch = launchWith({ ...GPT3_LIKE, ...changes }, gpus === undefined ? {} : { gpus });
  const parameters = modelParameters(launch, 50_257);
  const memory = parameters && gpuMemory(launch, parameters);
  if (memory === undefined) throw new Error("no model");
  return { memory, launch, count: (parameters && parametersTotal(parameters)) ?? Number.NaN };
}

test.each([
  { changes: {}, expected: [2, 4, 8, 2] },
  { changes: { fp16: undefined }, expected: [4, 0, 8, 4] },
  { changes: { fp16: undefined, precision: "bfloat16" }, expected: [2, 4, 8, 6] },
])("$changes takes $expected bytes a parameter", ({ changes, expected }) => {
  const { memory, count } = memoryOf(changes);
  const { weights, master, moments, gradients } = memory.terms;
  expect([weights, master, moments, gradients].map((bytes) => bytes / count)).toEqual(expected);
});

test("what is offloaded lies in the host's memory, and not on the GPU", () => {
  const zero_optimization = { stage: 2, offload_optimizer: { device: "cpu" } };
  const { memory } = memoryOf(
    { zero_optimization, optimizer: { type: "cpu_adam", params: { lr: 1e-4 } } },
    2,
  );
  const { master, moments, gradients } = memory.states;
  expect([memory.terms.master, memory.terms.moments, memory.host]).toEqual([
    0,
    0,
    master + moments + gradients,
  ]);
});

test("a second copy of all weights is kept by tied embeddings without a pipeline, and only there", () => {
  const tied = memoryOf({ no_weight_tying: false }).memory;
  const inPipeline = memoryOf({ no_weight_tying: false, pipe_parallel_size: 1 }).memory;
  const copies = [tied, memoryOf({}).memory, inPipeline].map(({ terms }) => terms.secondCopy);
  expect(copies).toEqual([tied.terms.weights + tied.terms.buffers, 0, 0]);
});

test("checkpointing keeps the inputs of the layers, and one layer runs in full once more", () => {
  const { memory, launch } = memoryOf({ checkpoint_activations: true, checkpoint_num_layers: 1 });
  const layer = layerActivations(launch, GLOBAL);
  expect(memory.activations.layers).toBe(4 * (layer?.input ?? 0));
  expect(memory.terms.recomputed).toBe(layer?.kept);
});

test("layers that were never compared say so", () => {
  const isCompared = (changes: Readonly<Record<string, unknown>>) => memoryOf(changes).memory.isCompared;
  expect(isCompared({})).toBe(true);
  expect(isCompared({ attention_config: [[["mamba"], 4]] })).toBe(false);
  expect(isCompared({ moe_num_experts: 8 })).toBe(false);
  expect(isCompared({ norm: "te_layernorm" })).toBe(false);
});

test("it fits where even the most of the range does, and is tight where only the least does", () => {
  const ranges = [
    [40, 50],
    [90, 110],
    [101, 120],
  ] as const;
  expect(ranges.map((range) => fitOf(range, 100))).toEqual(["fits", "tight", "does not fit"]);
});

test("with ZeRO 3 the range reaches to where all that others share out is gathered, as far as it may be", () => {
  const stage3 = (more: object) =>
    memoryOf(
      {
        zero_optimization: {
          stage: 3,
          stage3_param_persistence_threshold: 0,
          stage3_max_live_parameters: 0,
          ...more,
        },
      },
      2,
    );
  const [none, all] = [stage3({}), stage3({ stage3_max_live_parameters: 1e9 })];
  const { weights } = none.memory.states;
  expect(all.memory.range[1] - none.memory.range[1]).toBeCloseTo(2 * none.count - weights, 0);
  expect(all.memory.range[0]).toBe(none.memory.range[0]);
});
