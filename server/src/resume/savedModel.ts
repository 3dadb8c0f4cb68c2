import { type Checkpoint, layerOf } from "../checkpoints/checkpoint";
import type { RankState, SavedTensor, SavedTensors } from "../checkpoints/savedState";

/** The model of a checkpoint, by what its files hold. */
export interface SavedModel {
  /** Whether a pipeline saved it, also one of a single stage: then each layer has files of its own. */
  readonly isPipeline: boolean;
  /** The state of the first rank. */
  readonly rank: RankState;
  /** Files `mp_rank_NN`: model times pipeline parallel size. */
  readonly ranks: number;
  readonly modelParallelSize: number;
  /** Tensors of each layer that has some, as its first model-parallel rank holds them, by the layer's place. */
  readonly layers: ReadonlyMap<number, SavedTensors>;
}

/** Undefined where no file of a rank could be opened, or not every file of a layer. */
export function savedModelOf(checkpoint: Checkpoint): SavedModel | undefined {
  if (!known.has(checkpoint)) known.set(checkpoint, savedModel(checkpoint));
  return known.get(checkpoint);
}

/** A checkpoint never changes, and many ask. */
const known = new WeakMap<Checkpoint, SavedModel | undefined>();

function savedModel({ files }: Checkpoint): SavedModel | undefined {
  const ranks = [...files.values()].filter(({ content }) => content?.kind === "rank");
  const rank = ranks[0]?.content?.rank;
  if (rank === undefined) return undefined;
  const isPipeline = rank.module === undefined;
  const layers = rank.module ? sequentialLayers(rank.module) : pipelineLayers(files);
  return {
    isPipeline,
    rank,
    ranks: ranks.length,
    modelParallelSize: isPipeline ? 1 + largestRank(files) : ranks.length,
    layers,
  };
}

/** Without a pipeline all weights are in one dict (megatron/model/utils.py:SequentialWrapper). */
function sequentialLayers(module: SavedTensors): ReadonlyMap<number, SavedTensors> {
  const layers = new Map<number, Map<string, SavedTensor>>();
  for (const [name, tensor] of module) {
    const [, layer, rest] = /^sequential\.(\d{1,7})\.(.+)$/s.exec(name) ?? [];
    if (layer === undefined || rest === undefined) continue;
    const tensors = layers.get(Number(layer)) ?? new Map();
    layers.set(Number(layer), tensors.set(rest, tensor));
  }
  return layers;
}

function pipelineLayers(files: Checkpoint["files"]): ReadonlyMap<number, SavedTensors> {
  const layers = new Map<number, SavedTensors>();
  for (const [name, { content }] of files) {
    const place = layerOf(name);
    if (place !== undefined && content?.tensors !== undefined && !layers.has(place.layer))
      layers.set(place.layer, content.tensors);
  }
  return layers;
}

function largestRank(files: Checkpoint["files"]): number {
  return [...files.keys()].reduce((largest, name) => Math.max(largest, layerOf(name)?.rank ?? 0), 0);
}
