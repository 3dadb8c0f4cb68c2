import type { Launch } from "../../launch/launch";
import { type ModelParameters, parametersTotal } from "../parameters/modelParameters";
import { pipelineStages, type Stage } from "../pipeline/stages";
import { positiveInt } from "../sizes";
import { type StageActivations, stageActivations } from "./activations/model";
import { bytesPerValue } from "./precision";
import { secondCopyBytes } from "./secondCopy";
import { momentsCompared } from "./states/moments";
import { type RankStates, statesByRank } from "./states/ranks";
import type { ModelStates } from "./states/states";
import { zeroBlock } from "./states/zeroBlock";

/** What a GPU holds during the backward pass, each term beside the others. */
export const MEMORY_TERMS = [
  "weights",
  "master",
  "moments",
  "gradients",
  "communication",
  "buffers",
  "secondCopy",
  "activations",
  "recomputed",
  "logits",
  "loss",
  "runtime",
] as const;

export type MemoryTerm = (typeof MEMORY_TERMS)[number];

/** Bytes on the fullest GPU. */
export interface GpuMemory {
  readonly zeroStage: number;
  /** The pipeline stage of the fullest GPU, and its rank. */
  readonly stage: number;
  readonly rank: number;
  readonly terms: Readonly<Record<MemoryTerm, number>>;
  readonly total: number;
  /** The total with as little and with as much as allocator, NCCL and kernels usually add, and ZeRO-3 gathers. */
  readonly range: readonly [low: number, high: number];
  /** In the host's memory, for this rank. */
  readonly host: number;
  /** The states of this rank wherever they lie, and of all ranks. */
  readonly states: ModelStates;
  readonly byRank: readonly RankStates[];
  readonly activations: StageActivations;
  /** Whether real models with such layers and such an optimizer were compared. */
  readonly isCompared: boolean;
}

export const ZERO_STAGES = [0, 1, 2, 3] as const;

/** CUDA context, NCCL and workspaces: what is usual on one GPU, and from where to where it varies. */
const RUNTIME_BYTES = 1.5e9;
const RUNTIME_RANGE = [0.7e9, 2.5e9] as const;

/** Blocks that the allocator keeps beside what it is asked for, as a share of it, at most. */
const FRAGMENTATION = 0.1;

/**
 * Memory on the fullest GPU of the launch, at its own ZeRO stage or another; undefined while the length of a sequence or
 * the vocabulary is unknown. States are those of DeepSpeed, activations what each module keeps, both compared with real
 * runs to the byte (docs/numbers.md); what allocator, NCCL and kernels add is a range.
 */
export function gpuMemory(
  launch: Launch,
  parameters: ModelParameters,
  stages: readonly Stage[] | undefined = pipelineStages(launch, parameters),
  zeroStage = launch.derivation.int("zero_stage") ?? 0,
): GpuMemory | undefined {
  const byRank = statesByRank(launch, parameters, zeroStage, stages);
  const activations = stages?.map((stage) => stageActivations(launch, parameters, stage));
  if (byRank === undefined || stages === undefined) return undefined;
  const memories = byRank.map((rank): GpuMemory | undefined => {
    const kept = activations?.[rank.stage];
    const gathered = mostGathered(launch, parameters, rank.states, zeroStage);
    return kept && { ...rankMemory(launch, rank, kept, stages, gathered), zeroStage, byRank };
  });
  return memories.reduce((fullest, each) =>
    fullest === undefined || each === undefined || fullest.total >= each.total ? fullest : each,
  );
}

function rankMemory(
  launch: Launch,
  { rank, stage, states }: RankStates,
  activations: StageActivations,
  stages: readonly Stage[],
  gathered: number,
): Omit<GpuMemory, "zeroStage" | "byRank"> {
  const inFlight = Math.min(
    stages.length - stage,
    positiveInt(launch, "gradient_accumulation_steps") ?? stages.length,
  );
  const onGpu = (term: "weights" | "master" | "moments" | "gradients") =>
    states[term] - (states.onHost[term] ?? 0);
  const gradients = onGpu("gradients");
  const terms = {
    weights: onGpu("weights"),
    master: onGpu("master"),
    moments: onGpu("moments"),
    gradients,
    communication: Math.max(states.gradientsOnGpu - gradients, 0),
    buffers: states.buffers,
    secondCopy: secondCopyBytes(launch, states),
    activations: inFlight * (activations.embedding + activations.layers) + activations.norm,
    recomputed: activations.recomputed,
    logits: activations.logits,
    loss: activations.loss,
    runtime: RUNTIME_BYTES,
  };
  const total = MEMORY_TERMS.reduce((all, term) => all + terms[term], 0);
  const asked = total - RUNTIME_BYTES;
  return {
    stage,
    rank,
    terms,
    total,
    range: [asked + RUNTIME_RANGE[0], asked * (1 + FRAGMENTATION) + RUNTIME_RANGE[1] + gathered],
    host: Object.values(states.onHost).reduce((sum, bytes) => sum + bytes, 0),
    states,
    activations,
    isCompared: activations.isCompared && momentsCompared(launch),
  };
}

/**
 * What ZeRO-3 gathers of the others' shares, at most: from the second iteration on DeepSpeed keeps it through forward and
 * backward pass, up to a number of elements (seen on two ranks; stage3.py at DeeperSpeed 91d1c55b).
 */
function mostGathered(
  launch: Launch,
  parameters: ModelParameters,
  { weights }: ModelStates,
  zeroStage: number,
): number {
  if (zeroStage < 3) return 0;
  const elements = Math.min(parametersTotal(parameters) ?? 0, zeroBlock(launch, zeroStage).liveParameters);
  return Math.max(elements * bytesPerValue(launch) - weights, 0);
}

export type Fit = "fits" | "tight" | "does not fit";

/** It fits where even the most of the range does; where only the least does, fragmentation may decide. */
export function fitOf([low, high]: readonly [low: number, high: number], gpuBytes: number): Fit {
  if (low > gpuBytes) return "does not fit";
  return high > gpuBytes ? "tight" : "fits";
}
