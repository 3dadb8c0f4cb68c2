import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { isList, type PythonValue } from "../../yaml/value";
import { type NestedPath, setNested } from "../kit/nestedValue";
import { withoutBrackets } from "../kit/values/withoutBrackets";

export const BETAS: NestedPath = ["optimizer", "params", "betas"];

/** The two numbers that a text names. A single one gets the second that people train with, which the file does not say. */
export function betaFixes(launch: Launch, betas: PythonValue): readonly Fix[] {
  const numbers = numbersIn(betas);
  const [first, second = 0.95] = numbers;
  if (first === undefined || numbers.length > 2 || !numbers.every(isShare)) return [];
  const edits = setNested(launch, BETAS, [first, second]);
  return [{ title: t("betas: [{0}, {1}]", first, second), preferred: numbers.length === 2, edits }];
}

/** An Adam with a beta of 1 learns nothing. */
function isShare(number: number): boolean {
  return number >= 0 && number < 1;
}

/** In characters: nobody writes more for two numbers. */
const LONGEST_BETAS = 100;

/** The numbers of a list, or of a text as people write one; none where it says anything else. */
function numbersIn(betas: PythonValue): readonly number[] {
  const items: readonly PythonValue[] = isList(betas) ? betas : [betas];
  if (items.length > 2) return [];
  const numbers = items.flatMap((item) =>
    typeof item === "string" ? numbersOfText(item) : [numberOf(item)],
  );
  return numbers.every(Number.isFinite) ? numbers : [];
}

/** A comma behind the last number says nothing. */
function numbersOfText(text: string): readonly number[] {
  if (text.length > LONGEST_BETAS) return [Number.NaN];
  const parts = withoutBrackets(text.trim())
    .split(",")
    .map((part) => part.trim());
  const given = parts.at(-1) === "" ? parts.slice(0, -1) : parts;
  return given.map((part) => (part === "" ? Number.NaN : Number(part)));
}

function numberOf(item: PythonValue): number {
  return typeof item === "number" || typeof item === "bigint" ? Number(item) : Number.NaN;
}
