import type { ConfigFile, Launch, Setting } from "../../launch/launch";
import { resolveAlias } from "../../yaml/alias";
import { effectiveEntries } from "../../yaml/effectiveEntries";
import type { Entry, MapNode, YamlNode } from "../../yaml/tree";
import { valueAt } from "./valueAt";

/** A key inside of a block, where it is written. */
export interface NestedEntry {
  readonly setting: Setting;
  readonly file: ConfigFile;
  readonly key: string;
  /** `zero_optimization.stage` */
  readonly path: string;
  readonly entry: Entry;
  readonly map: MapNode;
  /** The other keys of the block. */
  readonly siblings: readonly string[];
}

/** The keys written in the block at a path from the top-level key on; none where no file has such a mapping. */
export function nestedEntries(
  launch: Launch,
  [name = "", ...inner]: readonly string[],
): readonly NestedEntry[] {
  const setting = launch.settings.get(name);
  const map = blockOf(setting, inner);
  if (setting === undefined || map === undefined) return [];
  const path = [name, ...inner].join(".");
  const known = entriesBySetting.get(setting) ?? new Map<string, readonly NestedEntry[]>();
  entriesBySetting.set(setting, known);
  const entries = known.get(path) ?? entriesOf(map, setting, path);
  known.set(path, entries);
  return entries;
}

/** What a block says by key, with what it merges from elsewhere, which nobody edits in the block. */
export function saidInBlock(
  launch: Launch,
  [name = "", ...inner]: readonly string[],
): readonly (readonly [key: string, value: YamlNode])[] {
  const map = blockOf(launch.settings.get(name), inner);
  const entries = map === undefined ? [] : [...effectiveEntries(map)].slice(0, MOST_ENTRIES);
  return entries.map(([key, { entry }]) => [key, entry.value]);
}

function blockOf(setting: Setting | undefined, inner: readonly string[]): MapNode | undefined {
  const node = setting && valueAt(setting.entry.value, inner);
  const map = node && resolveAlias(node);
  return map?.kind === "map" ? map : undefined;
}

/** Entries of one block that are looked at, and twenty blocks may share one with a hundred thousand. */
const MOST_ENTRIES = 10_000;

/** By path; many rules ask. */
const entriesBySetting = new WeakMap<Setting, Map<string, readonly NestedEntry[]>>();

function entriesOf(map: MapNode, setting: Setting, block: string): readonly NestedEntry[] {
  const written = [...effectiveEntries(map)].filter(([, { merged }]) => !merged).slice(0, MOST_ENTRIES);
  const siblings = written.map(([key]) => key);
  return written.map(([key, { entry }]) => {
    return { setting, file: setting.file, key, path: `${block}.${key}`, entry, map, siblings };
  });
}
