import type { Launch } from "../../../launch/launch";
import type { ModelParameters } from "../../parameters/modelParameters";
import { stageTensors } from "../../parameters/tensors";
import { pipelineStages, type Stage } from "../../pipeline/stages";
import { positiveInt } from "../../sizes";
import { bufferBytes } from "./buffers";
import { type ModelStates, modelStates } from "./states";

/** Where a rank stands: `rank = (stage × replicas + replica) × modelParallelSize + modelRank`. */
export interface RankPlace {
  readonly rank: number;
  readonly stage: number;
  readonly replica: number;
  readonly modelRank: number;
}

export interface RankStates extends RankPlace {
  readonly states: ModelStates;
}

/** Of more replicas, or of so many that together are more ranks or hold more tensors, only the first is looked at: their shares differ by what a border cuts. */
const MOST_REPLICAS = 64;
const MOST_RANKS = 4096;
const MOST_SHARES = 200_000;

/**
 * The states on the first rank of every model-parallel group, whose other ranks hold as much; one replica where the GPUs
 * are unknown. Undefined with the vocabulary, or where the model cannot be cut so.
 */
export function statesByRank(
  launch: Launch,
  parameters: ModelParameters,
  zeroStage?: number,
  stages: readonly Stage[] | undefined = pipelineStages(launch, parameters),
): readonly RankStates[] | undefined {
  const replicas = replicasOf(launch);
  const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
  const found: RankStates[] = [];
  const tensorsOf = (stages ?? []).map((stage) => stageTensors(launch, parameters, stage));
  const held = tensorsOf.reduce((sum, tensors) => sum + 1 + (tensors?.length ?? 0), 0);
  const isEachTold =
    replicas <= MOST_REPLICAS && replicas * tensorsOf.length <= MOST_RANKS && replicas * held <= MOST_SHARES;
  for (const [index, stage] of (stages ?? []).entries()) {
    const tensors = tensorsOf[index];
    if (tensors === undefined) return undefined;
    const buffers = bufferBytes(launch, parameters, stage);
    for (let replica = 0; replica < (isEachTold ? replicas : 1); replica++) {
      const place = { rank: (index * replicas + replica) * ranks, stage: index, replica, modelRank: 0 };
      const states = modelStates(launch, tensors, { index: replica, count: replicas }, buffers, zeroStage);
      found.push({ ...place, states });
    }
  }
  return found.length > 0 ? found : undefined;
}

/** Copies of the model; one while the GPUs are unknown or do not divide. */
export function replicasOf(launch: Launch): number {
  const replicas = launch.derivation.dataParallelSize;
  return replicas !== undefined && replicas >= 1 ? Math.floor(replicas) : 1;
}
