import type { ConfigFile, Launch } from "../launch/launch";
import type { Span } from "../yaml/tree";
import type { Place, Rule } from "./rule";

export interface FilePlace {
  readonly file: ConfigFile;
  readonly span: Span;
}

/**
 * Where a finding shows. A key that no file sets (its default takes part) gives way to the first of the
 * rule's keys that one does; with none of them set, the start of the launch's last file stands for the launch.
 */
export function placeOf(launch: Launch, rule: Rule, at: Place): FilePlace | undefined {
  if (typeof at === "string")
    return valuePlace(launch, at) ?? anyKeyPlace(launch, rule) ?? startPlace(launch);
  if ("file" in at) return at;
  return keyPlace(launch, at.key) ?? anyKeyPlace(launch, rule) ?? startPlace(launch);
}

/** The value of a key where a file sets it; the key itself where the value is empty. */
export function valuePlace(launch: Launch, name: string): FilePlace | undefined {
  const setting = launch.settings.get(name);
  if (setting === undefined) return undefined;
  const { key, value } = setting.entry;
  return { file: setting.file, span: value.span.end > value.span.start ? value.span : key.span };
}

function keyPlace(launch: Launch, name: string): FilePlace | undefined {
  const setting = launch.settings.get(name);
  return setting && { file: setting.file, span: setting.entry.key.span };
}

function anyKeyPlace(launch: Launch, rule: Rule): FilePlace | undefined {
  for (const key of rule.keys) {
    const place = valuePlace(launch, key);
    if (place) return place;
  }
  return undefined;
}

function startPlace(launch: Launch): FilePlace | undefined {
  const file = launch.files.at(-1);
  if (file === undefined) return undefined;
  const end = file.document.text.search(/[\r\n]|$/);
  return { file, span: { start: 0, end } };
}
