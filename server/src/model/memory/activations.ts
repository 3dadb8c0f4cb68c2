import type { Launch } from "../../launch/launch";
import { attentionShape } from "../attention";
import { denseMlp } from "../denseMlp";
import type { LayerKind } from "../parameters/layer";
import { attentionSizes, positiveInt } from "../sizes";
import { bytesPerValue } from "./precision";

/** Widths of what layers other than transformer layers keep, in multiples of the hidden size; a rough estimate. */
const OTHER_LAYERS: ReadonlyMap<string, number> = new Map([
  ["gmlp", 22],
  ["amlp", 24],
  ["mamba", 14],
  ["rwkv", 22],
]);

/** Bytes that training keeps between forward and backward pass, for one micro batch on one GPU. */
export interface LayerActivations {
  /** All that a layer keeps. */
  readonly full: number;
  /** Its input alone, which is what checkpointing keeps. */
  readonly input: number;
}

/**
 * Activations of one layer (Korthikanti et al. 2022, arXiv:2205.05198, equations 1, 2 and 4), with the layer's own
 * key/value and MLP widths instead of the paper's 4h, and without the s² term where attention is `flash`.
 */
export function layerActivations(launch: Launch, kind: LayerKind): LayerActivations | undefined {
  const sizes = attentionSizes(launch);
  const hiddenSize = positiveInt(launch, "hidden_size");
  const tokens = tokensPerMicroBatch(launch);
  if (hiddenSize === undefined || tokens === undefined) return undefined;
  const bytes = bytesPerValue(launch);
  const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
  const sequenceRanks = launch.get("sequence_parallel") === true ? ranks : 1;
  const input = (bytes * tokens * hiddenSize) / (partitionsInputs(launch) ? ranks : sequenceRanks);
  const other = OTHER_LAYERS.get(kind.type);
  if (other !== undefined) return { full: bytes * tokens * other * hiddenSize, input };
  if (sizes === undefined) return undefined;
  const { kvHiddenSize } = attentionShape(sizes);
  // Inputs of both norms, of attention and MLP, and two dropout masks of a byte: on every rank, or divided as sequence.
  const whole = 4 * bytes * hiddenSize + 2 * hiddenSize;
  // Queries, keys, values and the input of the output projection; and what the MLP keeps: divided over the ranks.
  const divided = bytes * (2 * hiddenSize + 2 * kvHiddenSize + mlpWidth(launch, hiddenSize));
  const scores = kind.type === "flash" ? 0 : scoreBytes(launch, sizes.numAttentionHeads, bytes);
  return { full: tokens * (whole / sequenceRanks + (divided + scores) / ranks), input };
}

/** Outputs of the first projection and inputs of the second. */
function mlpWidth(launch: Launch, hiddenSize: number): number {
  const widths = denseMlp(launch)?.widths;
  return widths === undefined ? 8 * hiddenSize : widths.firstOutput + widths.secondInput;
}

/** Softmax output, its dropout mask and the dropped values, for every pair of positions and head. */
function scoreBytes(launch: Launch, heads: number, bytes: number): number {
  return (2 * bytes + 1) * heads * (positiveInt(launch, "seq_length") ?? 0);
}

function partitionsInputs(launch: Launch): boolean {
  return launch.get("partition_activations") === true;
}

/** Tokens that one GPU works on at a time; one sequence where the micro batch is unknown. */
export function tokensPerMicroBatch(launch: Launch): number | undefined {
  const seqLength = positiveInt(launch, "seq_length");
  return seqLength && seqLength * (positiveInt(launch, "train_micro_batch_size_per_gpu") ?? 1);
}
