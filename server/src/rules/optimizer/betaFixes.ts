import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { isList, type PythonValue } from "../../yaml/value";
import { type NestedPath, setNested } from "../kit/nestedValue";

export const BETAS: NestedPath = ["optimizer", "params", "betas"];

/** The numbers that a text of them names; a single one gets the second that people train with. */
export function betaFixes(launch: Launch, betas: PythonValue): readonly Fix[] {
  const [first, second = 0.95, ...others] = numbersIn(betas);
  if (first === undefined || others.length > 0) return [];
  const edits = setNested(launch, BETAS, [first, second]);
  return [{ title: t("betas: [{0}, {1}]", first, second), edits }];
}

function numbersIn(betas: PythonValue): readonly number[] {
  const items: readonly PythonValue[] = isList(betas) ? betas : [betas];
  const texts = items.flatMap((item) => (typeof item === "string" ? item.split(",") : [String(item)]));
  return texts.map(Number).filter(Number.isFinite);
}
