import { t } from "../../../base/l10n";
import type { Fix } from "../../../engine/rule";
import type { Launch, Setting } from "../../../launch/launch";
import { rootMap } from "../../../launch/settings";
import type { TextEdit } from "../../../yaml/edit";
import { insertEntries } from "../../../yaml/insert";
import { renameKey, replaceValue } from "../../../yaml/replace";
import type { PythonValue } from "../../../yaml/value";
import { valueSource } from "../../../yaml/valueStyle";
import { accepts } from "./acceptance";
import type { Today } from "./replacement";
import { replacementOf } from "./replacements";

/** The ways to be rid of a key: what says the same today, as far as the launch's version takes it, or removal. */
export function replacementFixes(launch: Launch, setting: Setting): readonly Fix[] {
  const removal: Fix = { title: t("Remove {0}", setting.writtenName), remove: [setting.name] };
  const rename = replacementOf(setting.name)?.rename;
  if (rename !== undefined && isFree(launch, rename, setting.value))
    return [renaming(setting, rename), removal];
  const today = saidToday(launch, setting);
  if (today === undefined) return [removal];
  const missing = Object.entries(today).filter(([name, value]) => launch.named(name) !== value);
  if (missing.length === 0) return [{ ...removal, preferred: true }];
  const changes = new Set(replacementOf(setting.name)?.changes);
  const canSay = ([name, value]: (typeof missing)[number]) =>
    changes.has(name) || isFree(launch, name, value) || isOldGate(launch, name, value);
  if (!missing.every(canSay)) return [removal];
  return [replacement(launch, setting, missing), removal];
}

/** What is new takes the place of the old key, one key below the other; what is set already only changes. */
function replacement(
  launch: Launch,
  setting: Setting,
  today: readonly (readonly [string, PythonValue])[],
): Fix {
  const title = t("Replace {0} by {1}", setting.writtenName, today.map(([name]) => name).join(t(", ")));
  const [first, ...others] = today.filter(([name]) => !launch.settings.has(name));
  const changed = today.filter(([name]) => launch.settings.has(name));
  const shared: Fix = { title, preferred: true, keepsMeaning: true };
  if (first === undefined) return { ...shared, set: Object.fromEntries(changed), remove: [setting.name] };
  const { file, entry } = setting;
  const [name, value] = first;
  const below = linesBelow(setting, others);
  const edits = [
    ...renameKey(file.document, entry, name),
    ...replaceValue(file.document, entry.value, valueSource(value, rootMap(file), entry)),
    ...(below ?? []),
  ].map((edit) => ({ ...edit, file }));
  return { ...shared, set: Object.fromEntries(below ? changed : [...changed, ...others]), edits };
}

/** New entries below a key; undefined for one that the file merges in from another mapping. */
function linesBelow(
  { file: { document }, entry }: Setting,
  values: readonly (readonly [string, PythonValue])[],
): TextEdit[] | undefined {
  const { root } = document;
  if (root?.kind !== "map" || !root.entries.includes(entry)) return undefined;
  const added = values.map(([key, value]) => ({ key, value: valueSource(value, root, entry) }));
  return added.length === 0 ? [] : insertEntries(document, root, added, entry);
}

/** Another name for a key, whose spelling with dashes or underscores and quotes stays. */
export function renaming(setting: Setting, name: string): Fix {
  const title = t("Rename {0} to {1}", setting.writtenName, name);
  return { title, preferred: true, keepsMeaning: true, rename: { [setting.name]: name } };
}

/** Whether an argument can be given this value without taking another value away. */
export function isFree(launch: Launch, name: string, value: PythonValue): boolean {
  const argument = launch.catalogue.get(name);
  return argument !== undefined && !launch.settings.has(name) && accepts(argument.type, value);
}

function saidToday(launch: Launch, { name, value }: Setting): Today | undefined {
  const replacement = replacementOf(name);
  if (replacement?.listOf !== undefined) return { [replacement.listOf]: [value] };
  if (replacement?.means !== undefined) return replacement.means(value, launch);
  const today = replacement?.values?.find(([old]) => old === value)?.[1];
  return typeof today === "function" ? today(launch) : today;
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
