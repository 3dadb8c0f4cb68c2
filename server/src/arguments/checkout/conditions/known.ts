import type { Steps } from "../../../base/steps";
import { UNKNOWN } from "../../../python/unknown";
import { PythonError } from "../../../yaml/pythonError";
import { isDict, isList, PythonBytes, PythonSet, PythonTuple, type PythonValue } from "../../../yaml/value";

/** A value, or undefined where it is not known. */
export type Known = PythonValue | undefined;

/** Of a text or a list: of longer ones nothing is known, for each of many steps may look at all of one or make the next. */
export const MOST_ITEMS = 1000;

/** With all that is in them, of whatever depth: the same for lists of lists and dicts. */
const MOST_INSIDE = 10_000;
const DEEPEST = 100;

/** Larger numbers are not computed with. */
export const LARGEST = 2n ** 1024n;

/** How many characters or items a value has; 0 for one that has none. */
export function sizeOf(value: PythonValue): number {
  if (value instanceof PythonTuple) return value.items.length;
  return typeof value === "string" || isList(value) ? value.length : 0;
}

/** Whether nothing is told of a value because it is too large. */
export function isTooLarge(value: PythonValue): boolean {
  if (typeof value === "bigint") return value > LARGEST || value < -LARGEST;
  return sizeOf(value) > MOST_ITEMS || extentOf(value).size > MOST_INSIDE;
}

/** How much there is to look at in values. */
export function extent(values: readonly Known[]): number {
  let sum = 0;
  for (const value of values) if (value !== undefined) sum += extentOf(value).size;
  return sum;
}

/** Of a value the characters and items in it, shared ones as often as they are met, and how deep they lie. */
interface Extent {
  readonly size: number;
  readonly depth: number;
}

const ONE: Extent = { size: 1, depth: 0 };
const TOO_LARGE: Extent = { size: Number.POSITIVE_INFINITY, depth: 0 };

/** Values do not change while a launch is followed, and are made of others: each is measured once. */
const extents = new WeakMap<object, Extent>();

/** `above`: the levels that it lies below; what lies too deep is too large, and so is all that it lies in. */
function extentOf(value: PythonValue, above = 0): Extent {
  if (typeof value === "string") return { size: value.length, depth: 0 };
  if (value instanceof PythonBytes) return { size: value.base64.length, depth: 0 };
  if (typeof value === "bigint" && isTooLarge(value)) return TOO_LARGE;
  if (value === null || typeof value !== "object") return ONE;
  const known = extents.get(value);
  if (known !== undefined) return known;
  if (above > DEEPEST) return TOO_LARGE;
  // What contains itself is met again before it is measured.
  extents.set(value, TOO_LARGE);
  const measured = together(itemsWithin(value), above);
  extents.set(value, measured);
  return measured;
}

function together(items: Iterable<PythonValue>, above: number): Extent {
  let [size, depth] = [1, 0];
  for (const item of items) {
    const inside = extentOf(item, above + 1);
    size += inside.size;
    depth = Math.max(depth, inside.depth + 1);
    if (size > MOST_INSIDE || depth > DEEPEST) return TOO_LARGE;
  }
  return { size, depth };
}

function* itemsWithin(value: PythonValue): Iterable<PythonValue> {
  if (isList(value)) yield* value;
  else if (value instanceof PythonTuple) yield* value.items;
  else if (value instanceof PythonSet) yield* value.members;
  else if (isDict(value))
    for (const [key, item] of value) {
      yield key;
      yield item;
    }
}

/** What a function of Python makes of values; undefined where one of them is not known, or too large to tell. */
export function applied<Result extends PythonValue>(
  run: ((...values: PythonValue[]) => Result) | undefined,
  ...values: readonly Known[]
): Result | undefined {
  const known = values.filter((it) => it !== undefined);
  if (run === undefined || known.length < values.length || known.some(isTooLarge)) return undefined;
  try {
    return run(...known);
  } catch (error) {
    if (error === UNKNOWN) return undefined;
    throw error;
  }
}

/** What comes of work that may never be done: undefined where Python would stop in it. */
export function* unlessItStops<Result>(work: Steps<Result>): Steps<Result | undefined> {
  try {
    return yield* work;
  } catch (error) {
    if (error instanceof PythonError) return undefined;
    throw error;
  }
}
