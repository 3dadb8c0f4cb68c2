import type { Argument, Catalogue } from "../arguments/argument";
import { catalogueAt } from "../arguments/catalogue";
import type { ArgumentName } from "../arguments/generated/argumentName";
import { t } from "../base/l10n";
import { equals } from "../python/compare";
import { jsonOf } from "../python/json";
import type { PythonValue } from "../yaml/value";
import type { Oddity } from "./decoder";
import type { NeoxValues } from "./neoxValues";

/** The values that a version of NeoX takes, and those that it has no argument or no choice for. */
export function valuesOfVersion(
  values: NeoxValues,
  catalogue: Catalogue,
): { readonly values: NeoxValues; readonly lost: readonly Oddity[] } {
  const main = catalogueAt("main");
  const kept = new Map<ArgumentName, PythonValue>();
  const lost: Oddity[] = [];
  for (const [name, value] of values) {
    const argument = catalogue.get(name);
    const reason = argument === undefined ? t("This NeoX has no {0}.", name) : refusal(argument, value);
    if (reason === undefined) kept.set(name, value);
    // What the newest does by itself, an older one did without a key.
    else if (argument !== undefined || !isDefault(main.get(name), value))
      lost.push({ key: name, value: jsonOf(value), reason });
  }
  return { values: kept, lost };
}

function isDefault(argument: Argument | undefined, value: PythonValue): boolean {
  return argument?.default !== undefined && equals(argument.default, value);
}

function refusal({ name, type }: Argument, value: PythonValue): string | undefined {
  if (type.kind !== "enum" || type.choices.some((choice) => choice === value)) return undefined;
  return t("This NeoX has no such {0}.", name);
}
