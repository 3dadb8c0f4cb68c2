import type { Launch } from "../../../launch/launch";
import { rotaryDims } from "../../positions";
import { realNumber } from "../../sizes";
import { dropout, type LayerSizes } from "./sizes";

const FP32_BYTES = 4;
const MASK_BYTES = 1;
/** The state of FlashAttention's random numbers: two of eight bytes. */
const FLASH_STATE = 16;

/** What attention keeps between its two projections, in bytes. */
export interface AttentionKept {
  /** Queries, keys and values. */
  readonly queryKeyValue: number;
  /** For every pair of positions: softmax, dropout; FlashAttention keeps a number a position. */
  readonly scores: number;
  /** The input of the output projection. */
  readonly context: number;
}

/**
 * Bytes that `ParallelSelfAttention` keeps for its backward pass (megatron/model/transformer.py:302-880 at ea7aefd8), a
 * storage once: values are a view of the fused projection and keep all of it, unless grouped queries copy them out.
 */
export function attentionKept(launch: Launch, sizes: LayerSizes, type: string): AttentionKept {
  return type === "flash" ? flash(launch, sizes) : eager(launch, sizes);
}

function eager(launch: Launch, sizes: LayerSizes): AttentionKept {
  const { tokens, width, queryWidth, seqLength, heads } = sizes;
  const full = tokens * queryWidth * width;
  // Repeated, grouped keys and values are as wide as the queries.
  const projected = sizes.isGrouped ? full : 3 * full;
  const turned = turns(launch) ? 2 * full : sizes.isGrouped ? 2 * full : 0;
  const pairs = tokens * seqLength * heads;
  return {
    queryKeyValue:
      projected + turned + halvesKept(launch, sizes, 2 * heads) + normed(launch, sizes, 2 * full),
    scores: pairs * bytesOfScore(launch, sizes),
    context: full,
  };
}

/** FlashAttention-2 keeps queries, keys, values, output and a log-sum-exp (flash_attn_interface.py:FlashAttnFunc). */
function flash(launch: Launch, sizes: LayerSizes): AttentionKept {
  const { tokens, width, queryWidth, keyWidth, heads, headDim } = sizes;
  const queries = tokens * queryWidth * width;
  const keys = tokens * keyWidth * width;
  const projected = sizes.isGrouped ? queries + 2 * keys : queries + 2 * keys;
  const turned = turns(launch) && !sizes.isGrouped ? queries + keys : 0;
  const turnedHeads = heads + keyWidth / headDim;
  const output = queries;
  // A single sequence needs no copy to lie as the projection wants it.
  const copied = sizes.microBatchSize === 1 ? 0 : queries;
  return {
    queryKeyValue:
      projected + turned + halvesKept(launch, sizes, turnedHeads) + normed(launch, sizes, queries + keys),
    scores: FP32_BYTES * tokens * heads + FLASH_STATE,
    context: output + copied,
  };
}

function turns(launch: Launch): boolean {
  return launch.get("pos_emb") === "rotary";
}

/** In fp16 and fp32 rotation is a TorchScript function, which keeps the half of each head that it negates. */
function halvesKept(launch: Launch, sizes: LayerSizes, heads: number): number {
  if (!turns(launch) || sizes.isBf16 || launch.get("rope_fusion") === true) return 0;
  const dims = rotaryDims(sizes.headDim, realNumber(launch, "rotary_pct") ?? 1);
  return sizes.tokens * heads * (dims - Math.floor(dims / 2)) * sizes.width;
}

/** A norm of queries and keys keeps two numbers a head, and its input where that is no view of the fused projection. */
function normed(launch: Launch, sizes: LayerSizes, queriesAndKeys: number): number {
  if (launch.get("use_qk_layernorm") !== true) return 0;
  const statistics = 4 * FP32_BYTES * sizes.tokens * sizes.heads;
  return statistics + (sizes.isGrouped || !turns(launch) ? queriesAndKeys : 0);
}

/** Bytes for each pair of positions and head: the softmax, in fp32 twice; with dropout its mask and what is left. */
function bytesOfScore(launch: Launch, sizes: LayerSizes): number {
  const isInFp32 =
    launch.get("attention_softmax_in_fp32") === true || launch.get("apply_query_key_layer_scaling") === true;
  const softmax = sizes.isHalf && isInFp32 && !softmaxIsFused(launch, sizes) ? FP32_BYTES : sizes.width;
  if (dropout(launch, "attention_dropout") > 0) return softmax + MASK_BYTES + sizes.width;
  return softmax === sizes.width ? softmax : softmax + sizes.width;
}

const LONGEST_FUSED = 2048;
const SHORTEST_FUSED = 16;
const WARPS_IN_BLOCK = 4;

/** Whether NeoX takes its fused softmax (megatron/model/fused_softmax.py:is_kernel_available at ea7aefd8). */
function softmaxIsFused(launch: Launch, { isHalf, seqLength, microBatchSize, heads }: LayerSizes): boolean {
  const isUpper = launch.get("scaled_upper_triang_masked_softmax_fusion") === true;
  const isGeneral = launch.get("scaled_masked_softmax_fusion") === true;
  if (!isHalf || !(isUpper || isGeneral)) return false;
  const batches = microBatchSize * heads;
  if (seqLength <= SHORTEST_FUSED || seqLength > LONGEST_FUSED || seqLength % 4 !== 0 || batches % 4 !== 0)
    return false;
  const perBlock = WARPS_IN_BLOCK * (2 ** Math.ceil(Math.log2(seqLength)) <= 128 ? 2 : 1);
  return (isUpper ? batches : seqLength) % perBlock === 0;
}
