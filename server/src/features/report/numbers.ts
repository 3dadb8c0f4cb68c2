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
import { GPUS, type GpuName } from "../../model/gpuKinds";
import { layerActivations } from "../../model/memory/activations/layer";
import type { StageActivations } from "../../model/memory/activations/model";
import { fitOf, gpuMemory, ZERO_STAGES } from "../../model/memory/memory";
import { type ModelStates, STATE_TERMS } from "../../model/memory/states/states";
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

/** What allocator, NCCL and kernels add is no sum of what NeoX asks for. */
const ESTIMATED_TERMS = ["runtime"] as const;

/** Terms that are estimates too where such a model was never compared with a real one. */
const MODELLED_TERMS = ["moments", "activations", "recomputed"] as const;

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
    rank: own.rank,
    terms: own.terms,
    total: own.total,
    range: own.range,
    host: own.host,
    states: stateTerms(own.states),
    byRank: own.byRank.map(({ rank, stage, states }) => ({
      rank,
      pipelineStage: stage,
      states: stateTerms(states),
    })),
    activations: { layers: layerTerms(launch, parameters), model: modelTerms(own.activations) },
    estimated: own.isCompared ? ESTIMATED_TERMS : [...MODELLED_TERMS, ...ESTIMATED_TERMS],
    isCompared: own.isCompared,
    byZeroStage: ZERO_STAGES.flatMap((zeroStage) => {
      const memory = gpuMemory(launch, parameters, stages, zeroStage);
      return memory ? [{ zeroStage, terms: memory.terms, total: memory.total }] : [];
    }),
    gpu: gpu ? fitNumbers(gpu, own.range) : null,
  };
}

function fitNumbers(gpu: GpuName, range: readonly [low: number, high: number]): MemoryNumbers["gpu"] {
  const { memory } = GPUS[gpu];
  return { name: gpu, bytes: memory, fit: fitOf(range, memory), margin: memory - range[1] };
}

function stateTerms(states: ModelStates): Record<string, number> {
  return Object.fromEntries(STATE_TERMS.map((term) => [term, states[term]]));
}

/** What one layer of each kind keeps, by the kind's name. */
function layerTerms(launch: Launch, parameters: ModelParameters): MemoryNumbers["activations"]["layers"] {
  const kinds = new Map(parameters.layers.map((kind) => [kind.name, kind]));
  return Object.fromEntries(
    [...kinds].flatMap(([name, kind]) => {
      const layer = layerActivations(launch, kind);
      return layer ? [[name, { kept: layer.kept, input: layer.input, ...layer.terms }]] : [];
    }),
  );
}

function modelTerms(activations: StageActivations): Record<string, number> {
  const { embedding, layers, norm, logits, loss } = activations;
  return { kept: embedding + layers + norm + logits + loss, embedding, layers, norm, logits, loss };
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
    tokensPerParameter: quotient(work.totalTokens, parametersTotal(parameters)) ?? null,
    totalFlops: work.totalFlops ?? null,
    training:
      gpu && gpus !== undefined && work.trainingDays !== undefined
        ? { gpu, gpus, utilisation, days: work.trainingDays }
        : null,
    pipeline: pipelineNumbers(launch, stages),
  };
}

function quotient(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined || other === 0 ? undefined : one / other;
}

function pipelineNumbers(launch: Launch, stages: readonly Stage[] | undefined): ComputeNumbers["pipeline"] {
  if (stages === undefined) return null;
  const microBatches = positiveInt(launch, "gradient_accumulation_steps");
  return {
    layersPerStage: stages.map(({ layers: [from, to] }) => to - from),
    bubble: microBatches === undefined ? null : bubbleShare(stages.length, microBatches),
  };
}
