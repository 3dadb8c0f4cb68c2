import type { Launch } from "../../../launch/launch";
import { attentionShape } from "../../attention";
import { denseMlp } from "../../denseMlp";
import { attentionSizes, positiveInt, realNumber } from "../../sizes";
import { bytesPerValue, weightType } from "../precision";

/** The sizes of one layer on one rank, for one micro batch. */
export interface LayerSizes {
  readonly microBatchSize: number;
  readonly seqLength: number;
  /** Tokens of the micro batch. */
  readonly tokens: number;
  /** Tokens that this rank has between attention and MLP: a part of them with sequence parallelism. */
  readonly ownTokens: number;
  readonly hiddenSize: number;
  /** Heads of this rank, and their widths together. */
  readonly heads: number;
  readonly headDim: number;
  readonly queryWidth: number;
  readonly keyWidth: number;
  readonly isGrouped: boolean;
  /** Outputs of the first projection of the MLP and inputs of the second, on this rank; undefined without a dense MLP. */
  readonly mlp: { readonly firstOutput: number; readonly secondInput: number } | undefined;
  /** Bytes of a value. */
  readonly width: number;
  readonly isBf16: boolean;
  readonly isHalf: boolean;
  readonly isSequenceParallel: boolean;
}

const ONE_SEQUENCE = 1;

/** Undefined while a size is unknown; one sequence where the micro batch is. */
export function layerSizes(launch: Launch): LayerSizes | undefined {
  const sizes = attentionSizes(launch);
  const seqLength = positiveInt(launch, "seq_length");
  if (sizes === undefined || seqLength === undefined) return undefined;
  const ranks = sizes.modelParallelSize;
  const { headDim, kvHiddenSize, isGrouped, perRank } = attentionShape(sizes);
  const microBatchSize = positiveInt(launch, "train_micro_batch_size_per_gpu") ?? ONE_SEQUENCE;
  const isSequenceParallel = launch.get("sequence_parallel") === true && ranks > 1;
  const tokens = seqLength * microBatchSize;
  const widths = denseMlp(launch)?.widths;
  return {
    microBatchSize,
    seqLength,
    tokens,
    ownTokens: isSequenceParallel ? tokens / ranks : tokens,
    hiddenSize: sizes.hiddenSize,
    heads: perRank.numAttentionHeads,
    headDim,
    queryWidth: perRank.attentionWidth,
    keyWidth: kvHiddenSize / ranks,
    isGrouped,
    mlp: widths && { firstOutput: widths.firstOutput / ranks, secondInput: widths.secondInput / ranks },
    width: bytesPerValue(launch),
    isBf16: weightType(launch) === "bf16",
    isHalf: weightType(launch) !== "fp32",
    isSequenceParallel,
  };
}

/** The share that a dropout drops; 0 for none. */
export function dropout(launch: Launch, name: "attention_dropout" | "hidden_dropout"): number {
  return realNumber(launch, name) ?? 0;
}
