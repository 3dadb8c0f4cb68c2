import { UNKNOWN } from "../../../python/unknown";
import { PythonError } from "../../../yaml/pythonError";
import { isList, type PythonValue } from "../../../yaml/value";

/** A value, or undefined where it is not known. */
export type Known = PythonValue | undefined;

/** Of a text or a list: of longer ones nothing is known, for each of many steps may look at all of one or make the next. */
export const MOST_ITEMS = 1000;

/** How many characters or items a value has; 0 for one that has none. */
export function sizeOf(value: PythonValue): number {
  return typeof value === "string" || isList(value) ? value.length : 0;
}

/** What a function of Python makes of values; undefined where one of them is not known, or too large to tell. */
export function applied<Result extends PythonValue>(
  run: ((...values: PythonValue[]) => Result) | undefined,
  ...values: readonly Known[]
): Result | undefined {
  const known = values.filter((it) => it !== undefined);
  if (run === undefined || known.length < values.length) return undefined;
  if (known.some((it) => sizeOf(it) > MOST_ITEMS)) return undefined;
  try {
    return run(...known);
  } catch (error) {
    if (error === UNKNOWN) return undefined;
    throw error;
  }
}

/** What comes of work that may never be done: undefined where Python would stop in it. */
export function unlessItStops<Result>(work: () => Result | undefined): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof PythonError) return undefined;
    throw error;
  }
}
