import { isSame } from "../base/isSame";
import { finish, type Steps } from "../base/steps";
import { resolveAlias } from "../yaml/alias";
import { hasDistinctKeys } from "../yaml/distinctKeys";
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
  return finish(mergingSettings(files));
}

/** `mergeSettings` in steps, a few for each file and one for a thousand settings. The same files are merged once. */
export function* mergingSettings(files: readonly ConfigFile[]): Steps<MergedSettings> {
  const [first] = files;
  const known = first && mergedByFirst.get(first);
  if (known && isSame(known.files, files)) return known;
  const merged = { files, ...(yield* merging(files)) };
  if (first) mergedByFirst.set(first, merged);
  return merged;
}

/** What was last merged, by the first of the files: whoever looks for a launch and whoever checks it both ask. */
const mergedByFirst = new WeakMap<ConfigFile, MergedSettings & { readonly files: readonly ConfigFile[] }>();

const SETTINGS_IN_A_STEP = 1000;

function* merging(files: readonly ConfigFile[]): Steps<MergedSettings> {
  const settings = new Map<string, Setting>();
  const clashes: Clash[] = [];
  for (const file of files) {
    yield;
    yield* repeatedKeys(file, clashes);
    yield;
    let seen = 0;
    for (const entry of ownEntries(rootMap(file))) {
      if (++seen % SETTINGS_IN_A_STEP === 0) yield;
      const setting = settingOf(entry, file);
      if (setting === undefined) continue;
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

/** The entries that give the keys of a file their values. */
function* ownEntries(root: MapNode | undefined): Iterable<Entry> {
  if (root === undefined) return;
  if (hasDistinctKeys(root)) yield* root.entries;
  else for (const { entry } of effectiveEntries(root).values()) yield entry;
}

/** Undefined for a key that is no string. */
function settingOf(entry: Entry, file: ConfigFile): Setting | undefined {
  const key = entry.key.value;
  if (typeof key !== "string") return undefined;
  return { name: underscored(key), writtenName: key, value: entry.value.value, entry, file };
}

/** The mapping that a config is; undefined for one that is another YAML. */
export function rootMap({ document }: ConfigFile): MapNode | undefined {
  const root = document.root && resolveAlias(document.root);
  return root?.kind === "map" ? root : undefined;
}

/** Adds one spelling twice in one mapping: PyYAML keeps the last without a word. */
function* repeatedKeys(file: ConfigFile, clashes: Clash[]): Steps<void> {
  const root = rootMap(file);
  if (root === undefined || hasDistinctKeys(root)) return;
  const last = new Map<string, Setting>();
  for (const [index, entry] of root.entries.entries()) {
    if (index % SETTINGS_IN_A_STEP === 0) yield;
    const key = entry.key.value;
    if (typeof key !== "string" || key === "<<") continue;
    const earlier = last.get(key);
    // The name of a long key that aliases repeat is made once.
    const later =
      earlier === undefined ? settingOf(entry, file) : { ...earlier, value: entry.value.value, entry };
    if (later !== undefined) last.set(key, later);
    if (earlier && later) clashes.push({ earlier, later, kind: "same-file", stopsNeoX: false });
  }
}

/** The name NeoX stores a key under. */
export function underscored(key: string): string {
  return key.replaceAll("-", "_");
}
