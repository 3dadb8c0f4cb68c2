import { t } from "../../../base/l10n";
import type { Fix } from "../../../engine/rule";
import type { Launch, Setting } from "../../../launch/launch";
import { rootMap } from "../../../launch/settings";
import type { TextEdit } from "../../../yaml/edit";
import { insertEntries } from "../../../yaml/insert";
import { renameKey, replaceValue } from "../../../yaml/replace";
import type { PythonValue } from "../../../yaml/value";
import { valueSource } from "../../../yaml/valueStyle";

/** What is new takes the place of the old key, one key below the other; what is set already only changes. */
export function replacing(
  setting: Setting,
  launch: Launch,
  today: readonly (readonly [string, PythonValue])[],
): Fix {
  const title = t("Replace {0} by {1}", setting.writtenName, today.map(([name]) => name).join(t(", ")));
  const [first, ...others] = today.filter(([name]) => !launch.settings.has(name));
  const changed = today.filter(([name]) => launch.settings.has(name));
  const shared: Fix = { title, preferred: true, keepsMeaning: true };
  if (first === undefined)
    return { ...shared, movesValue: true, set: Object.fromEntries(changed), remove: [setting.name] };
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
