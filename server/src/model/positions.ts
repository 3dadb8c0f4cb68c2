/**
 * Dimensions of a head that rotary embeddings turn (megatron/model/transformer.py:381-392 at ea7aefd8):
 * all of them when `rotary_pct` is 1, else that share of them, truncated.
 */
export function rotaryDims(headDim: number, rotaryPct: number): number {
  return rotaryPct === 1 ? headDim : Math.trunc(headDim * rotaryPct);
}

/**
 * Sines and cosines cover an even number of dimensions, so an odd number cannot meet its table
 * (megatron/model/positional_embeddings.py:60-64); a single dimension passes, by broadcasting.
 */
export function rotaryTableFits(dims: number): boolean {
  return dims % 2 === 0 || dims === 1;
}
