import { accepts } from "../../../arguments/accepts";
import { t } from "../../../base/l10n";
import type { Fix } from "../../../engine/rule";
import type { Launch, Setting } from "../../../launch/launch";
import { equals } from "../../../python/compare";
import { isList, type PythonValue } from "../../../yaml/value";
import { blockValue } from "../blockValue";
import { type NestedPath, setNested } from "../nestedValue";
import { renamingUnlessMeantTwice } from "../saidElsewhere";
import { numberIn } from "./numberIn";
import type { Today } from "./replacement";
import { replacementOf } from "./replacements";
import { replacing } from "./replacing";

/** The ways to be rid of a key: what says the same today, as far as the launch's version takes it, or removal. */
export function replacementFixes(launch: Launch, setting: Setting): readonly Fix[] {
  const removal: Fix = { title: t("Remove {0}", setting.writtenName), remove: [setting.name] };
  const { rename, also, inBlock } = replacementOf(setting.name) ?? {};
  if (
    rename !== undefined &&
    isFree(launch, rename, setting.value) &&
    !isNoneForAnother(launch, rename, setting)
  )
    return [
      together(renamingUnlessMeantTwice(launch, setting, rename), also?.(launch, setting.value)),
      removal,
    ];
  if (inBlock !== undefined && setting.value !== null)
    return isSaid(launch, inBlock, setting.value)
      ? [{ ...removal, preferred: true, keepsMeaning: true, movesValue: true }]
      : [...movedInto(launch, setting, inBlock), removal];
  const today = saidToday(launch, setting);
  if (today === undefined) return [removal];
  const missing = Object.entries(today).filter(([name, value]) => launch.named(name) !== value);
  if (missing.length === 0) return [{ ...removal, preferred: true, movesValue: true }];
  const changes = new Set(replacementOf(setting.name)?.changes);
  const canSay = ([name, value]: (typeof missing)[number]) =>
    changes.has(name) || isFree(launch, name, value) || isOldGate(launch, name, value);
  if (!missing.every(canSay)) return [removal];
  return [replacing(setting, launch, missing), removal];
}

/** Whether a key that says nothing would take an argument's default away. */
function isNoneForAnother({ catalogue }: Launch, name: string, { value }: Setting): boolean {
  return value === null && catalogue.get(name)?.default !== null;
}

/** Two fixes as one; the first alone where there is no second. */
function together(fix: Fix, other: Fix | undefined): Fix {
  if (other === undefined) return fix;
  return { ...fix, ...other, title: t("{0}, {1}", fix.title, other.title) };
}

/** Whether a block has a value already, or the number that its text was meant to be. */
function isSaid(launch: Launch, path: NestedPath, value: PythonValue): boolean {
  const present = blockValue(launch, path);
  return present !== undefined && (equals(present, value) || equals(present, numberIn(value) ?? value));
}

/** Gives the value to a key inside of a block; where that has another one already, nobody knows which is meant. */
function movedInto(launch: Launch, { name, writtenName, value }: Setting, path: NestedPath): readonly Fix[] {
  const edits = setNested(launch, path, value);
  if (edits.length === 0) return [];
  const isFree = blockValue(launch, path) === undefined;
  const title = t("Move the value of {0} to {1}", writtenName, path.join("."));
  return [{ title, preferred: isFree, keepsMeaning: isFree, movesValue: true, remove: [name], edits }];
}

/** Whether an argument can be given this value without taking another value away. */
export function isFree(launch: Launch, name: string, value: PythonValue): boolean {
  const argument = launch.catalogue.get(name);
  return argument !== undefined && !launch.settings.has(name) && accepts(argument.type, value);
}

function saidToday(launch: Launch, { name, value }: Setting): Today | undefined {
  const replacement = replacementOf(name);
  if (replacement?.listOf !== undefined) return listOfToday(replacement.listOf, value);
  if (replacement?.means !== undefined) return replacement.means(value, launch);
  const today = replacement?.values?.find(([old]) => old === value)?.[1];
  return typeof today === "function" ? today(launch) : today;
}

/** Who gave a list, or nothing, keeps that. */
function listOfToday(name: string, value: PythonValue): Today | undefined {
  if (value === null || value === "") return {};
  if (typeof value === "string") return { [name]: [value] };
  return isList(value) && value.every((it) => typeof it === "string") ? { [name]: value } : undefined;
}

/** `silu` was what LLaMA's MLP gated with; `swiglu` says both. */
function isOldGate(launch: Launch, name: string, value: PythonValue): boolean {
  const argument = launch.catalogue.get(name);
  return (
    value === "swiglu" &&
    launch.named(name) === "silu" &&
    argument !== undefined &&
    accepts(argument.type, value)
  );
}
