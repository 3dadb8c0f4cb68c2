import { UNKNOWN } from "../../../python/unknown";
import { PythonError } from "../../../yaml/pythonError";
import type { PythonValue } from "../../../yaml/value";

/** A value, or undefined where it is not known. */
export type Known = PythonValue | undefined;

/** What a function of Python makes of values; undefined where one of them is not known, or too large to tell. */
export function applied<Result extends PythonValue>(
  run: ((...values: PythonValue[]) => Result) | undefined,
  ...values: readonly Known[]
): Result | undefined {
  const known = values.filter((it) => it !== undefined);
  if (run === undefined || known.length < values.length) return undefined;
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
