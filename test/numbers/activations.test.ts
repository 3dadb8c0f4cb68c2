import { describe, expect, test } from "vitest";
import { layerActivations } from "../../server/src/model/memory/activations/layer";
import { stageActivations } from "../../server/src/model/memory/activations/model";
import { layersOf } from "../../server/src/model/parameters/layer";
import { modelParameters } from "../../server/src/model/parameters/modelParameters";
import { pipelineStages } from "../../server/src/model/pipeline/stages";
import { hasMemoryRecords, launchOfRecord, type MemoryRecord, readMemoryRecords } from "./records";

const records = hasMemoryRecords ? readMemoryRecords() : [];
const of = (what: string) =>
  records.filter((record) => record.what === what).map((record) => [record.id, record] as const);

/** What the issue allows, as a share of what was kept. */
const LAYER_TOLERANCE = 0.02;
const MODEL_TOLERANCE = 0.05;

function error(found: number | undefined, kept: number | undefined): number {
  return Math.abs((found ?? Number.NaN) / (kept ?? Number.NaN) - 1);
}

/** Bytes kept, with mean and deviation of each row as CUDA's LayerNorm keeps them. */
function onGpu({ bytes, keptBy = [] }: MemoryRecord): number {
  const statistics = keptBy.filter(({ dtype, shape }) => shape.at(-1) === 1 && dtype.endsWith("16"));
  return (bytes.kept ?? Number.NaN) + statistics.reduce((sum, each) => sum + each.bytes, 0);
}

describe.skipIf(!hasMemoryRecords)("what a layer keeps (skipped: no shared data)", () => {
  test.each(of("layer"))("%s", (_id, record) => {
    const launch = launchOfRecord(record);
    const kind = layersOf(launch)?.[0];
    const found = kind && layerActivations(launch, kind);
    expect(error(found?.kept, record.bytes.kept), `${found?.kept} for ${record.bytes.kept}`).toBeLessThan(
      LAYER_TOLERANCE,
    );
    // Up to the numbers that LayerNorm keeps in fp32 on a GPU and not on the CPU, it is every byte.
    expect((found?.kept ?? 0) - onGpu(record)).toBe(0);
    expect(found?.isCompared).toBe(true);
  });
});

describe.skipIf(!hasMemoryRecords)("what a model keeps (skipped: no shared data)", () => {
  test.each(of("model"))("%s", (_id, record) => {
    const launch = launchOfRecord(record);
    const parameters = modelParameters(launch, record.paddedVocab);
    const stage = parameters && pipelineStages(launch, parameters)?.[0];
    const found = stage && stageActivations(launch, parameters, stage);
    const kept = found && found.embedding + found.layers + found.norm + found.logits + found.loss;
    expect(error(kept, record.bytes.kept), `${kept} for ${record.bytes.kept}`).toBeLessThan(MODEL_TOLERANCE);
  });
});
