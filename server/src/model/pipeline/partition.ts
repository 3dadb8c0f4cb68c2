/**
 * Bounds of `parts` parts of equal length, the first ones longer by one where it does not divide
 * (DeepSpeed, deepspeed/runtime/utils.py:partition_uniform).
 */
export function partitionUniform(items: number, parts: number): number[] {
  if (items <= parts) return Array.from({ length: parts + 1 }, (_, part) => Math.min(part, items));
  const length = Math.floor(items / parts);
  const longer = items % parts;
  return Array.from({ length: parts + 1 }, (_, part) => part * length + Math.min(part, longer));
}

/** For each number of first items the best way found to cut them into some parts, from the first that has one. */
interface Row {
  readonly first: number;
  readonly heaviest: Float64Array;
  readonly lightest: Float64Array;
  /** Where the last part begins. */
  readonly from: Int32Array;
}

/**
 * Bounds of `parts` runs of items whose heaviest and lightest weight differ least; of equals the latest cut wins
 * (DeepSpeed, deepspeed/runtime/utils.py:partition_balanced). Like there, the choice is greedy over ever longer
 * prefixes, so it is what DeepSpeed does rather than the true optimum. No weight is below zero.
 */
export function partitionBalanced(weights: readonly number[], parts: number): number[] {
  if (weights.length <= parts) return partitionUniform(weights.length, parts);
  const sums = new Float64Array(weights.length + 1);
  for (const [item, weight] of weights.entries()) sums[item + 1] = (sums[item] ?? 0) + weight;
  const rows = [inOnePart(sums)];
  for (let row = rows[0]; row !== undefined && rows.length < parts; rows.push(row)) row = nextRow(row, sums);
  return boundsOf(rows, weights.length);
}

function inOnePart(sums: Float64Array): Row {
  return { first: 1, heaviest: sums, lightest: sums, from: new Int32Array(sums.length) };
}

/** With one part more than `previous`. */
function nextRow(previous: Row, sums: Float64Array): Row {
  const row: Row = {
    first: previous.first + 1,
    heaviest: new Float64Array(sums.length),
    lightest: new Float64Array(sums.length),
    from: new Int32Array(sums.length),
  };
  let mostLight = 0;
  for (let end = row.first; end < sums.length; end++) {
    mostLight = Math.max(mostLight, previous.lightest[end - 1] ?? 0);
    cutLast(row, previous, sums, end, mostLight);
  }
  return row;
}

/** Looks from the end, where a last part of more weight than any lightest part only makes the difference larger. */
function cutLast(row: Row, previous: Row, sums: Float64Array, end: number, mostLight: number): void {
  let least = Number.POSITIVE_INFINITY;
  for (let from = end - 1; from >= previous.first && least > 0; from--) {
    const weight = (sums[end] ?? 0) - (sums[from] ?? 0);
    if (weight - mostLight >= least) return;
    const heaviest = Math.max(previous.heaviest[from] ?? 0, weight);
    const lightest = Math.min(previous.lightest[from] ?? 0, weight);
    if (heaviest - lightest >= least) continue;
    least = heaviest - lightest;
    row.heaviest[end] = heaviest;
    row.lightest[end] = lightest;
    row.from[end] = from;
  }
}

function boundsOf(rows: readonly Row[], items: number): number[] {
  const bounds = [items];
  for (const { from } of rows.toReversed()) bounds.unshift(from[bounds[0] ?? 0] ?? 0);
  return bounds;
}
