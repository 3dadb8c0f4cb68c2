import type { Launch } from "../../launch/launch";
import { attentionShape } from "../../model/attention";
import { denseMlp } from "../../model/denseMlp";
import { attentionSizes, realNumber } from "../../model/sizes";
import type { PythonValue } from "../../yaml/value";
import type { AdjustableKey } from "./dimensionRule";

/** What a change of one key by a factor e costs: a model of another width is another model, one of other heads less so. */
const WEIGHTS: Partial<Readonly<Record<AdjustableKey, number>>> = {
  hidden_size: 1,
  num_attention_heads: 0.25,
  num_kv_heads: 0.1,
  model_parallel_size: 0.1,
  rotary_pct: 0.1,
};

/** Each further key that has to change with the first. */
const FURTHER_KEY = 0.03;

/** More than any change of sizes costs: for what nobody trains with, or another kind of layer. */
const OUT_OF_USE = 10;

/** How far a changed launch lies from the file and from what people train with; the least is the best fix. */
export function strain(
  before: Launch,
  changes: ReadonlyMap<AdjustableKey, PythonValue | undefined>,
  after: Launch,
): number {
  let sum = FURTHER_KEY * (changes.size - 1);
  for (const key of changes.keys()) {
    const [from, to] = [realNumber(before, key), realNumber(after, key)];
    const isSize = from !== undefined && to !== undefined && from > 0 && to > 0;
    if (isSize && !(key === "rotary_pct" && from > 1)) sum += (WEIGHTS[key] ?? 0) * distance(from, to);
    if (key === "attention_config") sum += OUT_OF_USE;
  }
  return (
    sum +
    headDimStrain(headDim(before), headDim(after)) +
    groupStrain(before, after) +
    shareStrain(before, after)
  );
}

/** Whether people train with the shapes that a change leaves. */
export function isInUse(before: Launch, after: Launch): boolean {
  return headDimStrain(headDim(before), headDim(after)) < OUT_OF_USE && groupStrain(before, after) === 0;
}

/** Whether an MLP of which a size changes stays about as wide, or gets what the file says as its inner width. */
export function keepsWidth(
  before: Launch,
  changes: ReadonlyMap<AdjustableKey, PythonValue | undefined>,
  after: Launch,
): boolean {
  if (!changes.has("intermediate_size") && !changes.has("mlp_multiple_of")) return true;
  const width = (launch: Launch) => denseMlp(launch)?.widths.secondInput ?? 0;
  const meant = realNumber(before, "intermediate_size") ?? 0;
  return [width(before), meant].some((from) => isNear(from, width(after), 1.05));
}

/** Whether two sizes are the same up to a factor. */
export function isNear(a: number, b: number, factor: number): boolean {
  return a > 0 && b > 0 && distance(a, b) <= Math.log(factor);
}

/** The distance of two sizes, the same for a factor up and down. */
export function distance(a: number, b: number): number {
  return Math.abs(Math.log(a / b));
}

/** 64 and 128 are usual; a head_dim below 32, above 256 or odd nobody trains with, but for one that the file has. */
export function headDimStrain(own: number | undefined, headDim: number | undefined): number {
  if (headDim === undefined || own === headDim) return 0;
  const [least, most] = [Math.min(32, Math.floor(own ?? 32)), Math.max(256, Math.ceil(own ?? 256))];
  if (headDim < least || headDim > most || headDim % 2 !== 0) return OUT_OF_USE;
  if (headDim === 64 || headDim === 128) return 0;
  if (headDim === 80 || headDim === 96 || headDim === 256) return 0.05;
  return headDim % 8 === 0 ? 0.1 : 0.5;
}

function headDim(launch: Launch): number | undefined {
  const sizes = attentionSizes(launch);
  return sizes && attentionShape(sizes).headDim;
}

/** Who writes fewer key/value heads than heads does not mean as many. */
function groupStrain(before: Launch, after: Launch): number {
  return isGrouped(before) && !isGrouped(after) ? OUT_OF_USE : 0;
}

function isGrouped(launch: Launch): boolean {
  const sizes = attentionSizes(launch);
  return sizes?.numKvHeads !== undefined && sizes.numKvHeads < sizes.numAttentionHeads;
}

/** Shares of a head that models turn. */
export const USUAL_SHARES: readonly number[] = [0.25, 0.5, 1];

/** What was no share to begin with tells which one was meant. */
function shareStrain(before: Launch, after: Launch): number {
  const [from = 0, to] = [realNumber(before, "rotary_pct"), realNumber(after, "rotary_pct")];
  return to === undefined || from > 1 || USUAL_SHARES.includes(to) ? 0 : 0.3;
}
