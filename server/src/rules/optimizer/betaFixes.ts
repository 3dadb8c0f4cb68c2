import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { scalarText } from "../../python/scalarText";
import { isList, type PythonValue } from "../../yaml/value";
import { type NestedPath, setNested } from "../kit/nestedValue";

export const BETAS: NestedPath = ["optimizer", "params", "betas"];

/** The two numbers that a text names. A single one gets the second that people train with, which the file does not say. */
export function betaFixes(launch: Launch, betas: PythonValue): readonly Fix[] {
  const numbers = numbersIn(betas);
  const [first, second = 0.95] = numbers;
  if (first === undefined || numbers.length > 2 || !numbers.every(isShare)) return [];
  const edits = setNested(launch, BETAS, [first, second]);
  return [{ title: t("betas: [{0}, {1}]", first, second), preferred: numbers.length === 2, edits }];
}

function isShare(number: number): boolean {
  return number >= 0 && number <= 1;
}

function numbersIn(betas: PythonValue): readonly number[] {
  const items: readonly PythonValue[] = isList(betas) ? betas : [betas];
  const texts = items.flatMap((item) => (typeof item === "string" ? item.split(",") : [scalarText(item)]));
  return texts.map(Number).filter(Number.isFinite);
}
