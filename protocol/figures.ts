/** Figures as people say them: `20.8 B`, `41.6 GB`, `2,048`. */

const SCALES = [
  { from: 1e12, unit: "T" },
  { from: 1e9, unit: "B" },
  { from: 1e6, unit: "M" },
  { from: 1e3, unit: "k" },
] as const;

/** Three digits and a unit, for parameters and tokens. */
export function short(count: number): string {
  const scale = SCALES.find(({ from }) => count >= from);
  return scale === undefined ? String(count) : `${digits(count / scale.from)} ${scale.unit}`;
}

/** Decimal gigabytes, or megabytes below one. */
export function byteFigure(bytes: number): string {
  if (bytes === 0) return "0 GB";
  return bytes >= 1e9 ? `${digits(bytes / 1e9)} GB` : `${digits(bytes / 1e6)} MB`;
}

/** `1,024`. */
export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

/** `1.3 × 10²¹` as `1.3e21`. */
export function scientific(value: number): string {
  return value === 0 ? "0" : value.toExponential(2).replace("e+", "e");
}

/** How often data is read, to three digits: `0.281`, `12.5`, `1,024`. */
export function epochFigure(epochs: number): string {
  return epochs < 100 ? String(Number(epochs.toPrecision(3))) : grouped(Math.round(epochs));
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function digits(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}

/** Tokens a parameter with which a model of a given compute trains best (Hoffmann et al. 2022, arXiv:2203.15556). */
export const COMPUTE_OPTIMAL = 20;
