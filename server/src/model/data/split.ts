import type { Launch } from "../../launch/launch";

/** In characters: nobody writes more for three parts. */
const LONGEST_SPLIT = 10_000;

/**
 * The parts of `split` as NeoX cuts it (megatron/data/data_utils.py:242-250), NaN where it is no number; undefined where
 * it is no text, or one that is not worth the work.
 */
export function splitParts(launch: Launch): readonly number[] | undefined {
  const split = launch.get("split");
  if (typeof split !== "string" || split.length > LONGEST_SPLIT) return undefined;
  const separator = split.includes(",") ? "," : "/";
  return split.split(separator).map(splitPart);
}

/** One part as Python's `float` reads it, NaN where it is no number. */
export function splitPart(part: string): number {
  const plain = part.replace(/(?<=\d)_(?=\d)/g, "");
  return /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(plain) ? Number(plain) : Number.NaN;
}

export function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

/** Where the documents for training, validation and test begin, and where the last end. */
export type SplitBounds = readonly [train: number, valid: number, test: number, end: number];

/**
 * The documents of each part of `split` (megatron/data/data_utils.py:get_train_valid_test_split_ at ea7aefd8): shares are
 * rounded as Python rounds, and what that leaves over is taken from every bound but the first.
 */
export function documentSplit(parts: readonly number[], documents: number): SplitBounds | undefined {
  const three = [...parts, 0, 0].slice(0, 3);
  const whole = sum(three);
  if (!(whole > 0)) return undefined;
  const [train = 0, valid = 0, test = 0] = three.map((part) => roundHalfEven((part / whole) * documents));
  const over = train + valid + test - documents;
  return [0, train - over, train + valid - over, documents];
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
