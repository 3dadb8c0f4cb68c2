import { plainValue, pyYamlNumber } from "../../../yaml/scalar";
import type { PythonValue } from "../../../yaml/value";

/** The number that a value is, or that a text of it was meant to be. */
export function numberIn(value: PythonValue): number | bigint | undefined {
  const spelling = typeof value === "string" ? pyYamlNumber(value) : undefined;
  const number = spelling === undefined ? value : plainValue(spelling);
  return typeof number === "number" || typeof number === "bigint" ? number : undefined;
}
