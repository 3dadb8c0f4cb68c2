import { pyYamlNumber } from "../../../yaml/scalar";
import type { PythonValue } from "../../../yaml/value";

/** The number that a value is, or that a text of it was meant to be. */
export function numberIn(value: PythonValue): number | bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  const spelling = typeof value === "string" ? pyYamlNumber(value) : undefined;
  return spelling === undefined ? undefined : Number(spelling);
}
