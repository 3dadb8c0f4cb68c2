import type { Launch } from "../launch/launch";
import { isOn } from "../model/asked";
import { type AttentionShape, attentionShape } from "../model/attention";
import { type DenseMlp, denseMlp, hasDenseMlp } from "../model/denseMlp";
import { isTransformerLayer } from "../model/layerKinds";
import { layersOf } from "../model/parameters/layer";
import { normTensors, transformerTensors } from "../model/parameters/tensors";
import { vocabularyOf } from "../model/parameters/vocabulary";
import { attentionSizes, positiveInt, realNumber } from "../model/sizes";
import type { Tensors } from "./stateDict";

/** A model as NeoX holds and saves it. */
export interface NeoxModel {
  readonly launch: Launch;
  readonly numLayers: number;
  readonly hiddenSize: number;
  readonly modelParallelSize: number;
  /** Pipeline stages times model-parallel ranks: files `mp_rank_NN`. */
  readonly ranks: number;
  /** Saved with a file for each layer, also with a single stage; otherwise all weights of a rank are in one file. */
  readonly isPipeline: boolean;
  readonly attention: AttentionShape;
  /** Undefined where no layer has an ordinary one. */
  readonly mlp: DenseMlp | undefined;
  readonly norm: string;
  readonly isTied: boolean;
  readonly isRewardModel: boolean;
  /** Rows of the embedding over all ranks; without the tokenizer, one that stands for any. */
  readonly vocabularyRows: number;
  readonly isVocabularyKnown: boolean;
  /** Of the tokenizer, where its files tell. */
  readonly tokens: number | undefined;
  /** What the first model-parallel rank holds of each layer with weights, by its place in the pipeline's list. */
  readonly places: ReadonlyMap<number, Tensors>;
}

/**
 * The model of a launch; undefined while a size is unknown, and for layers of Transformer Engine. `tokens` comes before
 * what the tokenizer tells.
 */
export function neoxModelOf(launch: Launch, tokens?: number): NeoxModel | undefined {
  const sizes = attentionSizes(launch);
  const mlp = denseMlp(launch);
  const layers = layersOf(launch);
  const norm = launch.get("norm");
  const divisor = positiveInt(launch, "make_vocab_size_divisible_by");
  if (sizes === undefined || layers === undefined || divisor === undefined) return undefined;
  if (mlp === undefined && hasDenseMlp(launch)) return undefined;
  if (typeof norm !== "string" || usesTransformerEngine(launch)) return undefined;
  const { hiddenSize, modelParallelSize } = sizes;
  const own = vocabularyOf(launch);
  const known = (tokens === undefined ? own : vocabularyOf(launch, tokens))?.paddedSize;
  const pipeline = positiveInt(launch, "pipe_parallel_size") ?? 0;
  const isTied = isOn(launch, "no_weight_tying") !== true;
  const isRewardModel = launch.get("train_impl") === "rm";
  const attention = attentionShape(sizes);
  if (!Number.isInteger(attention.perRank.qkvWidth)) return undefined;
  const layer = tensorsOf(transformerTensors(launch, hiddenSize, false) ?? []);
  const vocabularyRows = known ?? divisor * modelParallelSize;
  const rows = vocabularyRows / modelParallelSize;
  const head: [string, readonly number[]] = isRewardModel
    ? ["rm_linear.weight", [1, hiddenSize / modelParallelSize]]
    : ["final_linear.weight", [rows, hiddenSize]];
  const count = layers.length;
  return {
    launch,
    numLayers: count,
    hiddenSize,
    modelParallelSize,
    ranks: Math.max(1, pipeline) * modelParallelSize,
    isPipeline: pipeline >= 1,
    attention,
    mlp,
    norm,
    isTied,
    isRewardModel,
    vocabularyRows,
    isVocabularyKnown: known !== undefined,
    tokens: own?.size,
    places: new Map<number, Tensors>([
      [0, new Map([["word_embeddings.weight", [rows, hiddenSize]]])],
      ...layers.map(({ type, hasExperts }, index): [number, Tensors] => [
        2 + index,
        isTransformerLayer(type) ? (hasExperts ? withoutMlp(layer) : layer) : new Map(),
      ]),
      [count + 3, tensorsOf(normTensors(launch, "norm", [hiddenSize]))],
      ...(isTied ? [] : [[count + 4, new Map([head])] as const]),
    ]),
  };
}

/** Experts have tensors of other names, which no converter knows. */
function withoutMlp(layer: Tensors): Tensors {
  return new Map([...layer].filter(([name]) => !name.startsWith("mlp.")));
}

function tensorsOf(list: readonly { readonly name: string; readonly shape: readonly number[] }[]): Tensors {
  return new Map(list.map(({ name, shape }) => [name, shape]));
}

const TRANSFORMER_ENGINE = ["te_columnparallel", "te_rowparallel", "te_layernorm_mlp", "te_mha"] as const;

function usesTransformerEngine(launch: Launch): boolean {
  return TRANSFORMER_ENGINE.some((name) => launch.named(name) === true);
}

export function isGatedModel({ mlp }: NeoxModel): boolean {
  return mlp?.isGated === true;
}

/** The epsilon of its norms (megatron/model/norms.py:get_norm). */
export function epsilonOf({ launch, norm }: NeoxModel): number | undefined {
  if (norm === "rmsnorm") return realNumber(launch, "rms_norm_epsilon");
  return norm === "layernorm" ? realNumber(launch, "layernorm_epsilon") : undefined;
}

/** The width of the attention window; null without one. Only flash attention reads it (megatron/model/transformer.py:flash_attention). */
export function windowOf({ launch }: NeoxModel): number | null {
  const isFlash = launch.derivation.attentionTypes?.every((type) => type === "flash") === true;
  return isFlash ? (positiveInt(launch, "sliding_window_width") ?? null) : null;
}

/** Each head has keys and values of its own, and a rank more than one head: q, k and v of one head lie together. */
export function isHeadByHead({ attention }: NeoxModel): boolean {
  return !attention.isGrouped && attention.perRank.numAttentionHeads > 1;
}
