import type { PythonValue } from "../yaml/value";
import { str } from "./text";

/** JavaScript's text of a scalar; empty for what holds others: aliases make that of a short list endless. */
export function scalarText(value: PythonValue | undefined): string {
  // The decimal digits of a long int take seconds.
  if (typeof value === "bigint") return str(value);
  return typeof value === "object" && value !== null ? "" : String(value);
}

/** JavaScript's number of a scalar; NaN for what holds others. */
export function scalarNumber(value: PythonValue | undefined): number {
  return typeof value === "object" && value !== null ? Number.NaN : Number(value);
}
