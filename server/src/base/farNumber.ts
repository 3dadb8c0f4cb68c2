/** Of the keys of one dict: each is compared with all that may be alike. */
export const MOST_FAR_NUMBERS = 1000;

/** Whether a Map tells all these keys apart without comparing each with most others. */
export function areToldApart(keys: readonly unknown[]): boolean {
  return keys.filter(isFarNumber).length <= MOST_FAR_NUMBERS;
}

/** Ints nearer to 0 are too few for many of them to be alike. */
const BITS = 25;
const FAR = 2 ** (BITS - 1);

/**
 * Whether a key is a number of which somebody may write as many as he likes that a Map takes for alike and compares one
 * by one: JavaScript seeds how it tells texts apart, but not numbers.
 */
export function isFarNumber(key: unknown): boolean {
  if (typeof key === "bigint") return BigInt.asIntN(BITS, key) !== key;
  return typeof key === "number" && !(Number.isInteger(key) && Math.abs(key) < FAR);
}
