import type {
  ComputeNumbers,
  DataNumbers,
  MemoryNumbers,
  Numbers,
  ParameterNumbers,
} from "../../../../protocol/report";
import type { Launch } from "../../launch/launch";
import { compute } from "../../model/compute";
import { trainingData } from "../../model/data/trainingData";
import { GPUS, type GpuName } from "../../model/gpus";
import { fitOf, gpuMemory, ZERO_STAGES } from "../../model/memory/memory";
import { total } from "../../model/parameters/count";
import {
  embeddingsTotal,
  layerCount,
  layersTotal,
  type ModelParameters,
  modelParameters,
  parametersTotal,
} from "../../model/parameters/modelParameters";
import { bubbleShare, pipelineStages, type Stage } from "../../model/pipeline/stages";
import { positiveInt } from "../../model/sizes";

/** What is known of the machine and the tokenizer besides the launch. */
export interface NumbersOptions {
  /** Tokens of the tokenizer, when only its file would tell. */
  readonly vocabularySize?: number;
  readonly gpu?: GpuName;
  /** Share of the GPU's peak that training reaches. */
  readonly utilisation?: number;
}

/** A usual share of the peak for a large model (Narayanan et al. 2021: 0.44 to 0.52 on A100). */
export const USUAL_UTILISATION = 0.4;

/** Terms of memory that are modelled, not summed. */
const ESTIMATED_TERMS = ["activations", "logits", "buffers", "runtime"] as const;

/** All figures of a launch; undefined while sizes are unknown or no model can be built from them. */
export function numbersOf(launch: Launch, options: NumbersOptions = {}): Numbers | undefined {
  const parameters = modelParameters(launch, options.vocabularySize);
  if (parameters === undefined) return undefined;
  const stages = pipelineStages(launch, parameters);
  return {
    parameters: parameterNumbers(parameters),
    memory: memoryNumbers(launch, parameters, stages, options) ?? null,
    compute: computeNumbers(launch, parameters, stages, options),
    data: dataNumbers(launch),
  };
}

function dataNumbers(launch: Launch): readonly DataNumbers[] {
  return trainingData(launch).map(({ name, documents, tokens, trainingTokens, samples, epochs }) => ({
    name,
    documents,
    tokens: tokens ?? null,
    trainingTokens: trainingTokens ?? null,
    samples: samples ?? null,
    epochs: epochs ?? null,
  }));
}

function parameterNumbers(parameters: ModelParameters): ParameterNumbers {
  const kinds = [...parameters.parts.keys()];
  return {
    perLayer: Object.fromEntries(kinds.map((kind) => [kind, total(layerCount(parameters, kind))])),
    layers: layersTotal(parameters),
    finalNorm: total(parameters.finalNorm),
    positions: total(parameters.positions),
    embeddings: embeddingsTotal(parameters) ?? null,
    total: parametersTotal(parameters) ?? null,
    paddedVocab: parameters.vocabulary?.paddedSize ?? null,
  };
}

function memoryNumbers(
  launch: Launch,
  parameters: ModelParameters,
  stages: readonly Stage[] | undefined,
  { gpu }: NumbersOptions,
): MemoryNumbers | undefined {
  const own = gpuMemory(launch, parameters, stages);
  if (own === undefined) return undefined;
  const precision = launch.derivation.get("precision");
  return {
    zeroStage: own.zeroStage,
    precision: typeof precision === "string" ? precision : null,
    replicas: launch.derivation.dataParallelSize ?? null,
    microBatchSize: positiveInt(launch, "train_micro_batch_size_per_gpu") ?? null,
    pipelineStage: own.stage,
    terms: own.terms,
    total: own.total,
    estimated: ESTIMATED_TERMS,
    byZeroStage: ZERO_STAGES.flatMap((zeroStage) => {
      const memory = gpuMemory(launch, parameters, stages, zeroStage);
      return memory ? [{ zeroStage, terms: memory.terms, total: memory.total }] : [];
    }),
    gpu: gpu ? { name: gpu, bytes: GPUS[gpu].memory, fit: fitOf(own.total, GPUS[gpu].memory) } : null,
  };
}

function computeNumbers(
  launch: Launch,
  parameters: ModelParameters,
  stages: readonly Stage[] | undefined,
  { gpu, utilisation = USUAL_UTILISATION }: NumbersOptions,
): ComputeNumbers {
  const work = compute(launch, parameters, gpu && { gpu: GPUS[gpu], utilisation });
  const { gpus } = launch;
  return {
    flopsPerToken: work.flopsPerToken ?? null,
    flopsPerStep: work.flopsPerStep ?? null,
    sequencesPerStep: work.sequencesPerStep ?? null,
    tokensPerStep: work.tokensPerStep ?? null,
    steps: work.steps ?? null,
    totalTokens: work.totalTokens ?? null,
    totalFlops: work.totalFlops ?? null,
    training:
      gpu && gpus !== undefined && work.trainingDays !== undefined
        ? { gpu, gpus, utilisation, days: work.trainingDays }
        : null,
    pipeline: pipelineNumbers(launch, stages),
  };
}

function pipelineNumbers(launch: Launch, stages: readonly Stage[] | undefined): ComputeNumbers["pipeline"] {
  if (stages === undefined) return null;
  const microBatches = positiveInt(launch, "gradient_accumulation_steps");
  return {
    layersPerStage: stages.map(({ layers: [from, to] }) => to - from),
    bubble: microBatches === undefined ? null : bubbleShare(stages.length, microBatches),
  };
}
