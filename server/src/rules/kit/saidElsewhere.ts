import { accepts } from "../../arguments/accepts";
import { proposedUpstream } from "../../arguments/proposed";
import { suggestName } from "../../arguments/suggestName";
import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch, Setting } from "../../launch/launch";
import { equals } from "../../python/compare";
import type { PythonValue } from "../../yaml/value";
import { numberIn } from "./values/numberIn";
import { renaming } from "./values/renaming";
import { replacementOf } from "./values/replacements";
import { unknownSettings } from "./values/unknownSettings";

/** So many unknown names are no misspellings. */
const MOST_NAMES = 100;

const knownByLaunch = new WeakMap<Launch, ReadonlyMap<string, readonly Setting[]>>();

/**
 * What the files say for an argument or a key of a block (`optimizer.params.lr`) under names that NeoX overwrites or does
 * not know.
 */
export function saidElsewhere(launch: Launch, path: string): readonly Setting[] {
  const known = knownByLaunch.get(launch) ?? settingsByPath(launch);
  knownByLaunch.set(launch, known);
  return known.get(path) ?? [];
}

function settingsByPath(launch: Launch): ReadonlyMap<string, readonly Setting[]> {
  const overwritten = [...launch.settings.values()].filter(
    ({ name }) => launch.catalogue.get(name)?.setBy === "overwritten",
  );
  const unknown = unknownSettings(launch).slice(0, MOST_NAMES);
  const byPath = new Map<string, Setting[]>();
  for (const setting of [...overwritten, ...unknown.map((it) => it.setting)]) {
    const path = setting.value === null ? undefined : pathMeant(launch, setting.name);
    if (path !== undefined) byPath.set(path, [...(byPath.get(path) ?? []), setting]);
  }
  return byPath;
}

function pathMeant({ catalogue }: Launch, name: string): string | undefined {
  const { rename, inBlock } = replacementOf(name) ?? {};
  if (rename !== undefined) return rename;
  if (inBlock !== undefined) return inBlock.join(".");
  const argument = catalogue.get(name);
  if (argument === undefined)
    return proposedUpstream(name) === undefined ? suggestName(name, catalogue) : undefined;
  const [path, ...others] = argument.decidedBy ?? [];
  return others.length === 0 ? path : undefined;
}

/** Moves to an argument what the files say for it elsewhere; nothing where it is no value for it. */
export function movedTo(launch: Launch, name: string): readonly Fix[] {
  const type = launch.catalogue.get(name)?.type;
  const fitting = saidElsewhere(launch, name).filter(
    ({ value }) => type !== undefined && accepts(type, value),
  );
  return firstIfAlike(
    fitting.map((setting) => ({ value: setting.value, fix: moving(launch, setting, name) })),
  );
}

function moving(launch: Launch, setting: Setting, name: string): Fix {
  if (!launch.settings.has(name)) return renaming(setting, name);
  const title = t("Move {0} to {1}", setting.writtenName, name);
  return {
    title,
    preferred: true,
    keepsMeaning: true,
    movesValue: true,
    set: { [name]: setting.value },
    remove: [setting.name],
  };
}

/** Another name for a key; where several keys mean that one, only the first of those that are alike is surely meant. */
export function renamingUnlessMeantTwice(launch: Launch, setting: Setting, name: string): Fix {
  const fix = renaming(setting, name);
  const [first = setting, ...others] = saidElsewhere(launch, name);
  const isMeant = first.name === setting.name && others.every(({ value }) => equals(value, setting.value));
  // For want of a colon its value is in the key: `seed 1`.
  const hasValueInKey = setting.value === null && /[^\w-]/.test(setting.writtenName);
  return isMeant && !hasValueInKey ? fix : { ...fix, preferred: false, keepsMeaning: false };
}

/** A number that the files give elsewhere, and where. */
export interface NumberElsewhere {
  readonly setting: Setting;
  readonly value: number | bigint;
}

/** The numbers that the files say elsewhere for a key, also those that PyYAML takes for text: `1e-4`. */
export function numbersElsewhere(launch: Launch, path: string): readonly NumberElsewhere[] {
  return saidElsewhere(launch, path).flatMap((setting) => {
    const value = numberIn(setting.value);
    return value === undefined ? [] : [{ setting, value }];
  });
}

/** Moves numbers to a key of a block by what `written` says of each. */
export function numbersMovedTo(
  launch: Launch,
  path: string,
  written: (value: number | bigint) => Pick<Fix, "set" | "edits">,
): readonly Fix[] {
  return firstIfAlike(
    numbersElsewhere(launch, path).map(({ setting, value }) => ({
      value,
      fix: {
        title: t("Move {0} to {1}", setting.writtenName, path),
        preferred: true,
        movesValue: true,
        ...written(value),
        remove: [setting.name],
      },
    })),
  );
}

/** Which of several values is meant, a person knows. */
function firstIfAlike(moves: readonly { readonly value: PythonValue; readonly fix: Fix }[]): readonly Fix[] {
  const [first, ...others] = moves;
  if (first === undefined || others.every(({ value }) => equals(value, first.value)))
    return moves.slice(0, 1).map(({ fix }) => fix);
  return moves.map(({ fix }) => ({ ...fix, preferred: false, keepsMeaning: false }));
}
