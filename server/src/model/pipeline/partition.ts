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

/** The best way found to cut the first items into some parts: its lightest and heaviest part, and its last cut. */
interface Cut {
  readonly heaviest: number;
  readonly lightest: number;
  readonly from: number;
}

/**
 * Bounds of `parts` runs of items whose heaviest and lightest weight differ least; of equals the latest cut wins
 * (DeepSpeed, deepspeed/runtime/utils.py:partition_balanced). Like there, the choice is greedy over ever longer
 * prefixes, so it is what DeepSpeed does rather than the true optimum.
 */
export function partitionBalanced(weights: readonly number[], parts: number): number[] {
  if (weights.length <= parts) return partitionUniform(weights.length, parts);
  const sums = [0];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  let row: (Cut | undefined)[] = sums.map((_, end) =>
    end === 0 ? { heaviest: 0, lightest: Number.POSITIVE_INFINITY, from: 0 } : undefined,
  );
  const rows: (Cut | undefined)[][] = [];
  for (let part = 1; part <= parts; part++) {
    const previous = row;
    row = sums.map((_, end) => (end < part ? undefined : bestCut(previous, sums, end)));
    rows.push(row);
  }
  return boundsOf(rows, weights.length);
}

function bestCut(previous: readonly (Cut | undefined)[], sums: readonly number[], end: number) {
  let best: Cut | undefined;
  for (let from = 0; from < end; from++) {
    const before = previous[from];
    if (before === undefined) continue;
    const weight = (sums[end] ?? 0) - (sums[from] ?? 0);
    const heaviest = Math.max(before.heaviest, weight);
    const lightest = Math.min(before.lightest, weight);
    if (best === undefined || best.heaviest - best.lightest >= heaviest - lightest)
      best = { heaviest, lightest, from };
  }
  return best;
}

function boundsOf(rows: readonly (readonly (Cut | undefined)[])[], items: number): number[] {
  const bounds = [items];
  for (const row of rows.toReversed()) bounds.unshift(row[bounds[0] ?? 0]?.from ?? 0);
  return bounds;
}
