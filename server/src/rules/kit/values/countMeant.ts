/** What people write behind a count, and how many thousands of a thousand it says. */
const POWERS: ReadonlyMap<string, number> = new Map([
  ["k", 1],
  ["m", 2],
  ["b", 3],
]);

/** Lengths are round in powers of two: `4k` positions are 4,096. */
const LENGTHS: ReadonlySet<string> = new Set([
  "seq_length",
  "max_position_embeddings",
  "maximum_tokens",
  "sliding_window_width",
]);

/** The whole number that `100k` or `1.5M` means for the argument at `path`; undefined for any other text. */
export function countMeant(path: string, source: string): string | undefined {
  const [, digits, letter = ""] = /^(\d{1,9}(?:\.\d{1,6})?)([kmb])$/i.exec(source) ?? [];
  const power = POWERS.get(letter.toLowerCase());
  if (digits === undefined || power === undefined) return undefined;
  const count = Number(digits) * (LENGTHS.has(path) ? 1024 : 1000) ** power;
  // 1.1 million is not whole in doubles.
  const rounded = Math.round(count);
  return Math.abs(count - rounded) < 1e-6 * count && Number.isSafeInteger(rounded)
    ? String(rounded)
    : undefined;
}
