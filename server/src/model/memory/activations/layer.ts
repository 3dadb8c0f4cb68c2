import type { Launch } from "../../../launch/launch";
import { isTransformerLayer } from "../../layerKinds";
import type { LayerKind } from "../../parameters/layer";
import { positiveInt } from "../../sizes";
import { bytesPerValue } from "../precision";
import { attentionKept } from "./attention";
import { mlpKept } from "./mlp";
import { normKept } from "./norm";
import { dropout, type LayerSizes, layerSizes } from "./sizes";

export const LAYER_TERMS = [
  "norms",
  "projections",
  "queryKeyValue",
  "scores",
  "context",
  "mlp",
  "dropout",
] as const;

export type LayerTerm = (typeof LAYER_TERMS)[number];

/** Bytes that one layer keeps for its backward pass, for one micro batch on one rank. */
export interface LayerActivations {
  /** All of it, with the layer's input where it keeps that. */
  readonly kept: number;
  /** Its input alone, which is what checkpointing keeps. */
  readonly input: number;
  readonly terms: Readonly<Record<LayerTerm, number>>;
  /** Whether layers of this kind were compared with real ones; else it is a rough estimate. */
  readonly isCompared: boolean;
}

/** Widths of what other layers than transformer layers keep, in multiples of the hidden size; a rough estimate. */
const OTHER_LAYERS: ReadonlyMap<string, number> = new Map([
  ["gmlp", 22],
  ["amlp", 24],
  ["mamba", 14],
  ["rwkv", 22],
]);

const NONE: Readonly<Record<LayerTerm, number>> = {
  norms: 0,
  projections: 0,
  queryKeyValue: 0,
  scores: 0,
  context: 0,
  mlp: 0,
  dropout: 0,
};

/** Types of attention whose layers were compared; sparse ones were not. */
const COMPARED_TYPES: ReadonlySet<string> = new Set(["global", "flash"]);

/** Undefined while a size is unknown, or where NeoX does not know the activation. */
export function layerActivations(launch: Launch, kind: LayerKind): LayerActivations | undefined {
  return isTransformerLayer(kind.type) ? transformerLayer(launch, kind) : otherLayer(launch, kind.type);
}

function otherLayer(launch: Launch, type: string): LayerActivations | undefined {
  const hiddenSize = positiveInt(launch, "hidden_size");
  const seqLength = positiveInt(launch, "seq_length");
  if (hiddenSize === undefined || seqLength === undefined) return undefined;
  const microBatchSize = positiveInt(launch, "train_micro_batch_size_per_gpu") ?? 1;
  const input = bytesPerValue(launch) * seqLength * microBatchSize * hiddenSize;
  const mlp = input * (OTHER_LAYERS.get(type) ?? 0);
  return { kept: mlp, input, terms: { ...NONE, mlp }, isCompared: false };
}

/** `ParallelTransformerLayer` (megatron/model/transformer.py:886-1142 at ea7aefd8), a storage once. */
function transformerLayer(launch: Launch, kind: LayerKind): LayerActivations | undefined {
  const sizes = layerSizes(launch);
  if (sizes === undefined) return undefined;
  const dense = mlpKept(launch, sizes);
  const mlp = kind.hasExperts ? expertsKept(sizes) : dense;
  if (mlp === undefined) return undefined;
  const attention = attentionKept(launch, sizes, kind.type);
  const terms = {
    norms: normsKept(launch, sizes),
    projections: projectionInputs(launch, sizes),
    queryKeyValue: attention.queryKeyValue,
    scores: attention.scores,
    context: attention.context,
    mlp,
    dropout: dropoutMasks(launch, sizes, kind.hasExperts),
  };
  const kept = LAYER_TERMS.reduce((sum, term) => sum + terms[term], 0);
  return {
    kept,
    input: sizes.ownTokens * sizes.hiddenSize * sizes.width,
    terms,
    isCompared: isCompared(launch, kind),
  };
}

function isCompared(launch: Launch, kind: LayerKind): boolean {
  const norm = launch.get("norm");
  const hasOtherNorm = typeof norm === "string" && norm.startsWith("te_");
  return COMPARED_TYPES.has(kind.type) && !kind.hasExperts && !usesTransformerEngine(launch) && !hasOtherNorm;
}

function usesTransformerEngine(launch: Launch): boolean {
  const known = transformerEngineByLaunch.get(launch) ?? hasTransformerEngineKey(launch);
  transformerEngineByLaunch.set(launch, known);
  return known;
}

/** Each layer asks. */
const transformerEngineByLaunch = new WeakMap<Launch, boolean>();

function hasTransformerEngineKey({ settings }: Launch): boolean {
  for (const { name, value } of settings.values()) if (name.startsWith("te_") && value === true) return true;
  return false;
}

/** Two norms; with GPT-J's residual of one input, and only one of them where they are tied. */
function normsKept(launch: Launch, sizes: LayerSizes): number {
  const norm = normKept(launch, sizes.ownTokens, sizes.hiddenSize, sizes.width);
  if (launch.get("gpt_j_residual") !== true) return 2 * (norm.input + norm.own);
  return norm.input + (launch.get("gpt_j_tied") === true ? 1 : 2) * norm.own;
}

/** What the norms put out, which the projections behind them keep; gathered over the ranks, each for itself. */
function projectionInputs(
  launch: Launch,
  { tokens, hiddenSize, width, isSequenceParallel }: LayerSizes,
): number {
  const isShared =
    launch.get("gpt_j_residual") === true && launch.get("gpt_j_tied") === true && !isSequenceParallel;
  return (isShared ? 1 : 2) * tokens * hiddenSize * width;
}

/** A mask of a byte behind attention and MLP; a fused dropout keeps one even where it drops nothing. */
function dropoutMasks(launch: Launch, sizes: LayerSizes, hasExperts: boolean): number {
  const drops = dropout(launch, "hidden_dropout") > 0;
  const dropsWithBias = drops || launch.get("bias_dropout_fusion") === true;
  const isParallel = launch.get("gpt_j_residual") === true;
  const attentionBias = launch.get("use_bias_in_attn_linear") !== false;
  const mlpBias = launch.get("use_bias_in_mlp") !== false && !hasExperts;
  const behindAttention = attentionBias ? dropsWithBias : drops && !isParallel;
  const masks = Number(behindAttention) + Number(mlpBias && dropsWithBias);
  // With GPT-J's residual the ranks add up only afterwards.
  return masks * (isParallel ? sizes.tokens : sizes.ownTokens) * sizes.hiddenSize;
}

/** Of experts: each token goes to one, as wide as a dense MLP of four times the hidden size; a rough estimate. */
function expertsKept({ tokens, hiddenSize, width }: LayerSizes): number {
  return 10 * tokens * hiddenSize * width;
}
