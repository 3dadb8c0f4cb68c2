import { t } from "../../base/l10n";
import { lcm } from "../../base/lcm";
import type { Launch } from "../../launch/launch";
import { attentionShape } from "../../model/attention";
import { denseMlp } from "../../model/denseMlp";
import { rotaryDims } from "../../model/positions";
import { attentionSizes, positiveInt, realNumber } from "../../model/sizes";
import type { PythonValue } from "../../yaml/value";
import type { AdjustableKey } from "./dimensionRule";
import { distance, headDimStrain, isNear, USUAL_SHARES } from "./strain";

/** How the search changes one key. */
export interface Adjuster {
  /** Lists of values, the best list first; of each, the first value that works becomes a fix. Undefined: take the key out. */
  readonly lists: (launch: Launch) => readonly (readonly (PythonValue | undefined)[])[];
  /** What the changed launch has, in a few words. */
  readonly result: (changed: Launch) => string;
}

export const ADJUSTERS: Readonly<Record<AdjustableKey, Adjuster>> = {
  hidden_size: { lists: hiddenSizes, result: headsResult },
  num_attention_heads: { lists: attentionHeads, result: headsResult },
  num_kv_heads: { lists: kvHeads, result: headsResult },
  model_parallel_size: { lists: modelParallelSizes, result: ranksResult },
  intermediate_size: { lists: intermediateSizes, result: mlpResult },
  mlp_multiple_of: { lists: () => [[256n, 128n, 64n, 32n, 16n, 8n, 4n, 2n]], result: mlpResult },
  rotary_pct: { lists: rotaryPcts, result: rotaryResult },
  max_position_embeddings: { lists: (launch) => sameAs(launch, "seq_length"), result: () => "seq_length" },
  seq_length: {
    lists: (launch) => sameAs(launch, "max_position_embeddings"),
    result: () => "max_position_embeddings",
  },
  attention_config: { lists: () => [[[[["global"], "all"]]]], result: () => t("global layers only") },
  sparsity_config: { lists: () => [[undefined]], result: () => "" },
};

/** Sizes of a head on each side of the present one; further away nobody looks. */
const MOST_STEPS = 4096;

function hiddenSizes(launch: Launch): bigint[][] {
  const sizes = attentionSizes(launch);
  if (sizes === undefined) return [];
  const { hiddenSize, numAttentionHeads } = sizes;
  const own = hiddenSize / numAttentionHeads;
  const headDims = range(
    Math.max(1, Math.floor(own) - MOST_STEPS),
    Math.floor(Math.min(2 * own, own + MOST_STEPS)),
  );
  const widths = headDims.map((headDim) => headDim * numAttentionHeads).filter((it) => it !== hiddenSize);
  const strained = (width: number) =>
    distance(width, hiddenSize) + headDimStrain(own, width / numAttentionHeads);
  return nearestSideFirst(sortedBy(widths, strained), hiddenSize);
}

function attentionHeads(launch: Launch): bigint[][] {
  const sizes = attentionSizes(launch);
  if (sizes === undefined) return [];
  const { hiddenSize, numAttentionHeads } = sizes;
  const heads = divisors(hiddenSize).filter((it) => it !== numAttentionHeads);
  const own = hiddenSize / numAttentionHeads;
  const strained = (it: number) => distance(it, numAttentionHeads) / 4 + headDimStrain(own, hiddenSize / it);
  return [ints(sortedBy(heads, strained))];
}

/** Widths beside the present one that are a multiple of a usual head_dim, each with the heads that it then has. */
export function roundShapes(launch: Launch): readonly (readonly [hiddenSize: bigint, heads: bigint])[] {
  const sizes = attentionSizes(launch);
  if (sizes === undefined) return [];
  const { hiddenSize, numAttentionHeads } = sizes;
  const shapes = [64, 128].flatMap((headDim) =>
    [Math.floor(hiddenSize / headDim), Math.ceil(hiddenSize / headDim)].map((heads) => ({
      width: heads * headDim,
      heads,
    })),
  );
  return shapes
    .filter(({ width, heads }) => heads > 0 && heads !== numAttentionHeads && width !== hiddenSize)
    .filter(({ width, heads }) => isNear(width, hiddenSize, 1.05) && isNear(heads, numAttentionHeads, 1.5))
    .map(({ width, heads }) => [BigInt(width), BigInt(heads)] as const);
}

function kvHeads(launch: Launch): (bigint | undefined)[][] {
  const heads = positiveInt(launch, "num_attention_heads");
  if (heads === undefined) return [];
  const present = positiveInt(launch, "num_kv_heads") ?? heads;
  const others = divisors(heads).filter((it) => it !== present);
  const sides = nearestSideFirst(
    others.sort((a, b) => distance(a, present) - distance(b, present)),
    present,
  );
  // Who writes 0 means none of their own.
  return launch.int("num_kv_heads") === 0 ? [[undefined], ...sides] : sides;
}

/**
 * Sizes that leave a whole number of model replicas: divisors of the GPUs; where these are unknown, of the present size,
 * then the powers of two that machines have, and no parallelism at last.
 */
function modelParallelSizes(launch: Launch): bigint[][] {
  const present = positiveInt(launch, "model_parallel_size");
  if (present === undefined) return [];
  const below = (values: readonly number[]) => values.filter((it) => it < present).reverse();
  if (launch.gpus === undefined) {
    const parallel = [...below(divisors(present)), ...below([2, 4, 8])].filter((it) => it > 1);
    return [ints([...new Set(parallel), ...below([1])])];
  }
  const stages = Math.max(1, launch.int("pipe_parallel_size") ?? 1);
  return [ints(below(divisors(Math.floor(launch.gpus / stages))))];
}

/** Inner widths on both sides of the present one, round ones first; then what the file says, as the inner width. */
function intermediateSizes(launch: Launch): bigint[][] {
  const mlp = denseMlp(launch);
  if (mlp === undefined) return [];
  const { intermediateSize, scaledSize } = mlp.widths;
  const scale = mlp.isGated ? 3 : 1;
  const inner = mlp.isGated ? scaledSize / 2 : scaledSize;
  const unit = (mlp.isGated ? 1 : 2) * mlp.multipleOf;
  const steps = [128, 64, 8, 2, 1].map((step) =>
    lcm(lcm(step, unit), positiveInt(launch, "model_parallel_size") ?? 1),
  );
  const near = (width: number) => isNear(width, inner, 1.05);
  const towards = (round: (it: number) => number) => {
    const widths = steps.map((step) => step * round(inner / step));
    // To NeoX a width of 0 is none given.
    const wide = widths.filter((width) => width > 0);
    return ints([...wide.filter(near), ...wide].map((width) => scale * width));
  };
  const sides = [towards(Math.round), towards(Math.floor), towards(Math.ceil)];
  const meantInner = mlp.isGated && launch.settings.has("intermediate_size");
  if (!meantInner) return sides;
  const asInner = ints([3 * intermediateSize]);
  return intermediateSize < 4 * mlp.hiddenSize ? [asInner, ...sides] : [...sides, asInner];
}

function rotaryPcts(launch: Launch): number[][] {
  const sizes = attentionSizes(launch);
  const present = realNumber(launch, "rotary_pct");
  if (sizes === undefined || present === undefined) return [];
  const { headDim } = attentionShape(sizes);
  // A percentage is 2 at least, and leaves some dimensions.
  const percent = present >= 2 && present <= 100 && rotaryDims(headDim, present / 100) > 1;
  if (present > 1) return percent ? [[present / 100], [1]] : [[1]];
  if (present < 0) return [[1]];
  const usual = sortedBy(USUAL_SHARES, (share) => distance(share, present));
  const dims = rotaryDims(headDim, present);
  return [usual, shortShares(dims - 1, headDim), shortShares(dims + 1, headDim)];
}

/** Shares of a head that truncate to `dims`, the shortest decimal first. */
function shortShares(dims: number, headDim: number): number[] {
  if (dims <= 0 || dims > headDim) return [];
  const rounded = [2, 3, 4, 6].map((digits) => Math.ceil((dims / headDim) * 10 ** digits) / 10 ** digits);
  return rounded.filter((share) => share <= 1 && rotaryDims(headDim, share) === dims);
}

function sameAs(launch: Launch, name: string): bigint[][] {
  const value = positiveInt(launch, name);
  return value === undefined ? [] : [ints([value])];
}

function headsResult(changed: Launch): string {
  const sizes = attentionSizes(changed);
  if (sizes === undefined) return "";
  const { headDim, isGrouped, groupSize } = attentionShape(sizes);
  const shown = Number(headDim.toFixed(3));
  return isGrouped && Number.isInteger(groupSize)
    ? t("head_dim {0}, {1} query heads per group", shown, groupSize)
    : t("head_dim {0}", shown);
}

function ranksResult(changed: Launch): string {
  const sizes = attentionSizes(changed);
  return sizes === undefined ? "" : t("{0} heads per rank", attentionShape(sizes).perRank.numAttentionHeads);
}

function mlpResult(changed: Launch): string {
  const mlp = denseMlp(changed);
  return mlp === undefined ? "" : t("inner width {0}", mlp.widths.secondInput);
}

function rotaryResult(changed: Launch): string {
  const sizes = attentionSizes(changed);
  const share = realNumber(changed, "rotary_pct");
  if (sizes === undefined || share === undefined) return "";
  const { headDim } = attentionShape(sizes);
  return t("{0} of {1} dimensions", rotaryDims(headDim, share), headDim);
}

function sortedBy(values: readonly number[], cost: (value: number) => number): number[] {
  return [...values].sort((a, b) => cost(a) - cost(b));
}

/** The values below and above the present one as two lists, in the order given; the side that begins nearer first. */
function nearestSideFirst(ordered: readonly number[], present: number): bigint[][] {
  const below = ordered.filter((value) => value < present);
  const above = ordered.filter((value) => value > present);
  const start = (side: readonly number[]) => distance(side[0] ?? Number.POSITIVE_INFINITY, present);
  return (start(below) <= start(above) ? [below, above] : [above, below]).map(ints);
}

function ints(values: readonly number[]): bigint[] {
  return values.filter(Number.isSafeInteger).map(BigInt);
}

/** Ascending; parts beyond any size of a model are not looked for. */
export function divisors(value: number): number[] {
  const small = range(1, Math.floor(Math.sqrt(value))).filter((it) => value % it === 0);
  return [...new Set([...small, ...small.map((it) => value / it).reverse()])];
}

/** No size of a model that can be trained has larger parts. */
const LARGEST_PART = 100_000;

function range(from: number, to: number): number[] {
  const length = Math.max(0, Math.min(to, LARGEST_PART) - from + 1);
  return Array.from({ length }, (_, index) => from + index);
}
