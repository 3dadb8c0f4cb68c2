import type {
  BatchNumbers,
  ModelPart,
  NoReport,
  ProjectionLayout,
  Report,
  ReportControls,
  Shape,
} from "../../../../protocol/report";
import { baseName } from "../../base/baseName";
import { t } from "../../base/l10n";
import { finish, type Steps } from "../../base/steps";
import { targetSentence } from "../../launch/knownVersions";
import type { Launch } from "../../launch/launch";
import { attentionShape } from "../../model/attention";
import { total } from "../../model/parameters/count";
import { type ModelParameters, modelParameters } from "../../model/parameters/modelParameters";
import { transformerSizes } from "../../model/sizes";
import { assumptionsOf, missingFor } from "./assumptions";
import { type NumbersOptions, numbersOf } from "./numbers";
import { objectionsToAnyShape, zeroObjections } from "./objections";
import { scheduleNumbers } from "./scheduleNumbers";
import { exploringShapes } from "./shapes";

export interface ReportOptions extends NumbersOptions {
  readonly controls?: ReportControls;
  /** The middle of the shapes that are explored. */
  readonly around?: Shape;
}

/** Everything the report shows of a launch; undefined while sizes are unknown or no model can be built from them. */
export function reportOf(launch: Launch, options: ReportOptions = {}): Report | undefined {
  return finish(reporting(launch, options));
}

/** `reportOf` in steps, one for each of its parts and of the shapes that are explored. */
export function* reporting(launch: Launch, options: ReportOptions = {}): Steps<Report | undefined> {
  const parameters = modelParameters(launch, options.vocabularySize);
  yield;
  const numbers = numbersOf(launch, options);
  if (parameters === undefined || numbers === undefined) return undefined;
  const { controls, around } = options;
  const shapes = yield* exploringShapes(launch, options.vocabularySize, around);
  const toAnyShape = objectionsToAnyShape(launch);
  yield;
  const ofZeroStages = numbers.memory === null ? {} : zeroObjections(launch);
  yield;
  return {
    title: launch.files.map(({ path }) => baseName(path)).join(" + "),
    neox: targetSentence(launch.target),
    numbers,
    parts: modelParts(parameters),
    projection: projectionLayout(launch),
    batch: batchNumbers(launch),
    shapes,
    objectionsToAnyShape: toAnyShape,
    assumptions: assumptionsOf(launch, options),
    missing: missingFor(launch, options),
    schedule: scheduleNumbers(launch, numbers) ?? null,
    zeroObjections: ofZeroStages,
    ...(controls && { controls }),
  };
}

/** Why there is no report of a config: what no model can be built without, or what stands in its way. */
export function noReport({ settings }: Launch): NoReport {
  const missing = ["num_layers", "hidden_size", "num_attention_heads"].filter((key) => !settings.has(key));
  return {
    reason:
      missing.length > 0
        ? t("No model can be built from this file yet: {0} is not set.", missing.join(t(", ")))
        : t("No model can be built with these sizes and layers: the findings say what stands in the way."),
  };
}

function modelParts(parameters: ModelParameters): ModelPart[] {
  const byName = new Map<string, number>();
  const add = (name: string, count: number) => byName.set(name, (byName.get(name) ?? 0) + count);
  for (const { name: kind } of parameters.layers) {
    for (const { name, count } of parameters.parts.get(kind) ?? []) add(name, total(count));
  }
  const { inputEmbedding, outputEmbedding, positions, finalNorm } = parameters;
  add("norms", total(finalNorm));
  add("positions", total(positions));
  if (inputEmbedding !== undefined) add("input embedding", total(inputEmbedding));
  if (outputEmbedding !== undefined) add("output embedding", total(outputEmbedding));
  return [...byName].flatMap(([name, count]) => (count > 0 ? [{ name, parameters: count }] : []));
}

function projectionLayout(launch: Launch): ProjectionLayout | null {
  const sizes = transformerSizes(launch);
  if (sizes === undefined) return null;
  const { headDim, numKvHeads } = attentionShape(sizes);
  return { headDim, numAttentionHeads: sizes.numAttentionHeads, numKvHeads, ranks: sizes.modelParallelSize };
}

function batchNumbers({ derivation }: Launch): BatchNumbers {
  return {
    microBatchSize: derivation.int("train_micro_batch_size_per_gpu") ?? null,
    accumulationSteps: derivation.int("gradient_accumulation_steps") ?? null,
    replicas: derivation.dataParallelSize ?? null,
    trainBatchSize: derivation.int("train_batch_size") ?? null,
    seqLength: derivation.int("seq_length") ?? null,
  };
}
