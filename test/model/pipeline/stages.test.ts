import fc from "fast-check";
import { expect, test } from "vitest";
import { modelParameters } from "../../../server/src/model/parameters/modelParameters";
import { partitionBalanced, partitionUniform } from "../../../server/src/model/pipeline/partition";
import { bubbleShare, pipelineStages } from "../../../server/src/model/pipeline/stages";
import { launchWith } from "../launchOf";

function layersPerStage(config: Readonly<Record<string, unknown>>): number[] | undefined {
  const launch = launchWith({
    hidden_size: 64,
    num_attention_heads: 4,
    no_weight_tying: true,
    pos_emb: "rotary",
    ...config,
  });
  const parameters = modelParameters(launch, 50_257);
  const stages = parameters && pipelineStages(launch, parameters);
  return stages?.map(({ layers: [from, to] }) => to - from);
}

test.each([
  { layers: 12, stages: 4, expected: [3, 4, 3, 2] },
  { layers: 24, stages: 4, expected: [6, 7, 6, 5] },
  { layers: 32, stages: 4, expected: [8, 9, 8, 7] },
  { layers: 44, stages: 4, expected: [11, 12, 11, 10] },
  { layers: 13, stages: 4, expected: [3, 4, 4, 2] },
  { layers: 12, stages: 2, expected: [6, 6] },
  { layers: 12, stages: 1, expected: [12] },
  { layers: 12, stages: 0, expected: [12] },
])("$layers layers on $stages stages by type: $expected", ({ layers, stages, expected }) => {
  expect(layersPerStage({ num_layers: layers, pipe_parallel_size: stages })).toEqual(expected);
});

test("the other methods cut what they say", () => {
  const sizes = { num_layers: 12, pipe_parallel_size: 4 };
  // Five entries a stage but the last, of seventeen: the first has the embedding and a function too.
  expect(layersPerStage({ ...sizes, pipe_partition_method: "uniform" })).toEqual([3, 4, 4, 1]);
  // The embeddings of a narrow model outweigh its layers: each is a stage of its own.
  expect(layersPerStage({ ...sizes, pipe_partition_method: "parameters" })).toEqual([0, 6, 6, 0]);
  expect(layersPerStage({ ...sizes, pipe_partition_method: "profile" })).toBeUndefined();
  expect(layersPerStage({ ...sizes, pipe_partition_method: "type:nothing" })).toBeUndefined();
  expect(layersPerStage({ ...sizes, pipe_partition_method: "type:^Parallel.*Pipe$|mlp" })).toEqual([
    4, 3, 3, 2,
  ]);
  const own = layersPerStage({ ...sizes, pipe_partition_method: "type:transformer|mlp" });
  expect(layersPerStage({ ...sizes, pipe_partition_method: "type:(transformer|mlp)" })).toEqual(own);
  expect(
    layersPerStage({ ...sizes, pipe_partition_method: "type:Parallel\\w+(Layer|Linear)" }),
  ).toBeDefined();
  // Such expressions would be tried for minutes.
  expect(layersPerStage({ ...sizes, pipe_partition_method: "type:([a-z]+)*1" })).toBeUndefined();
  expect(layersPerStage({ ...sizes, pipe_partition_method: `type:${".*".repeat(12)}1` })).toBeUndefined();
  const twoWays = [..."ParallelTransformerLayerPipe"].map((letter) => `(${letter}|${letter})`).join("");
  expect(layersPerStage({ ...sizes, pipe_partition_method: `type:${twoWays}1` })).toBeUndefined();
});

test("every item is in one part, whatever the weights", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 6 }), (items, parts) => {
      for (const bounds of [partitionBalanced(items, parts), partitionUniform(items.length, parts)]) {
        expect([bounds[0], bounds.at(-1), bounds.length]).toEqual([0, items.length, parts + 1]);
        expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
      }
    }),
  );
});

const WEIGHTS = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 30 }),
  fc.array(fc.constantFrom(0, 5, 7, 100, 1e12), { maxLength: 30 }),
);

test("the parts are those that looking at every cut finds", () => {
  fc.assert(
    fc.property(WEIGHTS, fc.integer({ min: 1, max: 12 }), (weights, parts) => {
      fc.pre(weights.length > parts);
      expect(partitionBalanced(weights, parts)).toEqual(partitionPlainly(weights, parts));
    }),
    { numRuns: 2000 },
  );
});

/** Every prefix with every last cut, the latest of equals. */
function partitionPlainly(weights: readonly number[], parts: number): readonly number[] {
  const sum = (from: number, end: number) =>
    weights.slice(from, end).reduce((all, weight) => all + weight, 0);
  type Way = { heaviest: number; lightest: number; bounds: readonly number[] };
  let ways = new Map<number, Way>([[0, { heaviest: 0, lightest: Number.POSITIVE_INFINITY, bounds: [0] }]]);
  for (let part = 1; part <= parts; part++) {
    const next = new Map<number, Way>();
    for (let end = part; end <= weights.length; end++)
      for (const [from, { heaviest, lightest, bounds }] of ways) {
        if (from >= end) continue;
        const weight = sum(from, end);
        const way = {
          heaviest: Math.max(heaviest, weight),
          lightest: Math.min(lightest, weight),
          bounds: [...bounds, end],
        };
        const best = next.get(end);
        if (best === undefined || best.heaviest - best.lightest >= way.heaviest - way.lightest)
          next.set(end, way);
      }
    ways = next;
  }
  return ways.get(weights.length)?.bounds ?? [];
}

test("the bubble of 4 stages and 32 micro batches is 3 of 35", () => {
  expect(bubbleShare(4, 32)).toBe(3 / 35);
});
