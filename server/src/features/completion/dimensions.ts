import { ADJUSTERS, divisors } from "../../engine/shapes/adjusters";
import type { Launch } from "../../launch/launch";
import { attentionSizes, positiveInt } from "../../model/sizes";
import { shapeSearch } from "../../rules/registry";

/** A value that fits the shapes of the launch, and what it gives: `head_dim 128, 4 query heads per group`. */
export interface FittingValue {
  readonly value: bigint;
  readonly result: string;
}

type Dimension = "hidden_size" | "num_attention_heads" | "num_kv_heads" | "model_parallel_size";

/** Values worth trying for each key, the best first. */
const CANDIDATES: Readonly<Record<Dimension, (launch: Launch) => readonly number[]>> = {
  hidden_size: (launch) => {
    const heads = positiveInt(launch, "num_attention_heads");
    return heads === undefined ? [] : HEAD_DIMS.map((headDim) => heads * headDim);
  },
  num_attention_heads: (launch) => {
    const hidden = positiveInt(launch, "hidden_size");
    if (hidden === undefined) return [];
    const nearHeadDim = (heads: number) => Math.abs(Math.log(hidden / heads / USUAL_HEAD_DIM));
    return divisors(hidden)
      .filter((heads) => (hidden / heads) % 8 === 0)
      .sort((a, b) => nearHeadDim(a) - nearHeadDim(b));
  },
  num_kv_heads: (launch) => {
    const heads = positiveInt(launch, "num_attention_heads");
    const nearUsual = (kvHeads: number) => Math.abs(Math.log(kvHeads / USUAL_KV_HEADS));
    return heads === undefined ? [] : divisors(heads).sort((a, b) => nearUsual(a) - nearUsual(b));
  },
  model_parallel_size: (launch) => {
    const sizes = attentionSizes(launch);
    return sizes === undefined
      ? []
      : divisors(sizes.numAttentionHeads).filter((ranks) => ranks <= MOST_RANKS);
  },
};

const HEAD_DIMS = [128, 64, 96, 80, 160, 192, 256];
const USUAL_HEAD_DIM = 128;
const USUAL_KV_HEADS = 8;
const MOST_RANKS = 64;
/** Nobody reads a longer list. */
const MOST_TRIED = 100;

/** The values to which the fewest rules about shapes object: none of them, unless another key is at fault. */
export function fittingValues(key: string, launch: Launch): readonly FittingValue[] {
  if (!isDimension(key)) return [];
  const candidates = candidatesFor(key, launch);
  const tried = candidates.map((value) => {
    const changed = launch.with({ [key]: BigInt(value) });
    const result = ADJUSTERS[key].result(changed);
    return { value: BigInt(value), result, objections: shapeSearch.objectionsTo(changed).size };
  });
  const fewest = Math.min(...tried.map(({ objections }) => objections));
  return tried.filter(({ objections }) => objections === fewest);
}

/** Whether there are values to search for this key: not before those are set that it must fit. */
export function isSearchable(key: string, launch: Launch): boolean {
  return isDimension(key) && candidatesFor(key, launch).length > 0;
}

function candidatesFor(key: Dimension, launch: Launch): readonly number[] {
  return CANDIDATES[key](launch).slice(0, MOST_TRIED);
}

function isDimension(key: string): key is Dimension {
  return key in CANDIDATES;
}
