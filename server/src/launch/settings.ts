import { resolveAlias } from "../yaml/alias";
import { effectiveEntries } from "../yaml/effectiveEntries";
import type { Entry, MapNode } from "../yaml/tree";
import type { Clash, ConfigFile, Setting } from "./launch";

/** What the files of a launch say together. */
export interface MergedSettings {
  readonly settings: ReadonlyMap<string, Setting>;
  readonly clashes: readonly Clash[];
}

/**
 * Merges config files as NeoX's `from_ymls` does (megatron/neox_arguments/arguments.py:225-285):
 * in order, one flat namespace. It looks for a clash under the key as written, but stores under the key with
 * underscores; so a key written with a dash never clashes and silently replaces the earlier value.
 * Files without a mapping and keys that are no strings stop NeoX; here they are left out, and rules tell.
 */
export function mergeSettings(files: readonly ConfigFile[]): MergedSettings {
  const settings = new Map<string, Setting>();
  const clashes: Clash[] = [];
  for (const file of files) {
    for (const clash of repeatedKeys(file)) clashes.push(clash);
    for (const setting of settingsOf(file)) {
      const earlier = settings.get(setting.name);
      if (earlier !== undefined) {
        const kind = earlier.file === file ? "same-file" : "across-files";
        clashes.push({ earlier, later: setting, kind, stopsNeoX: settings.has(setting.writtenName) });
      }
      settings.set(setting.name, setting);
    }
  }
  return { settings, clashes };
}

function settingsOf(file: ConfigFile): readonly Setting[] {
  const root = rootMap(file);
  if (root === undefined) return [];
  return [...effectiveEntries(root).values()].flatMap(({ entry }) => settingOf(entry, file) ?? []);
}

/** Undefined for a key that is no string. */
function settingOf(entry: Entry, file: ConfigFile): Setting | undefined {
  const key = entry.key.value;
  if (typeof key !== "string") return undefined;
  return { name: underscored(key), writtenName: key, value: entry.value.value, entry, file };
}

function rootMap({ document }: ConfigFile): MapNode | undefined {
  const root = document.root && resolveAlias(document.root);
  return root?.kind === "map" ? root : undefined;
}

/** One spelling twice in one mapping: PyYAML keeps the last without a word. */
function repeatedKeys(file: ConfigFile): readonly Clash[] {
  const clashes: Clash[] = [];
  const last = new Map<string, Setting>();
  for (const entry of rootMap(file)?.entries ?? []) {
    const later = settingOf(entry, file);
    if (later === undefined || later.writtenName === "<<") continue;
    const earlier = last.get(later.writtenName);
    if (earlier !== undefined) clashes.push({ earlier, later, kind: "same-file", stopsNeoX: false });
    last.set(later.writtenName, later);
  }
  return clashes;
}

/** The name NeoX stores a key under. */
export function underscored(key: string): string {
  return key.replaceAll("-", "_");
}
