import { resolveAlias } from "./alias";
import { tagOf } from "./tag";
import type { Entry, MapNode, YamlNode } from "./tree";

/** The entry that gives a key its value. */
export interface EffectiveEntry {
  readonly entry: Entry;
  /** Whether the entry is written in another mapping and reached through `<<`. */
  readonly merged: boolean;
}

/**
 * The winning entry of each scalar key, by the key's text: written entries win over merged ones, later over
 * earlier, and of several merged mappings the first in the list wins. Ordered as in the dict.
 */
export function effectiveEntries(map: MapNode): ReadonlyMap<string, EffectiveEntry> {
  const known = entriesByMap.get(map) ?? effective(map, new Map());
  entriesByMap.set(map, known);
  return known;
}

/** Many rules ask, and a node that was read never changes. */
const entriesByMap = new WeakMap<MapNode, ReadonlyMap<string, EffectiveEntry>>();

type Known = Map<MapNode, ReadonlyMap<string, EffectiveEntry>>;

/** `known` shares the work of mappings merged many times, and ends a mapping that merges itself. */
function effective(map: MapNode, known: Known): ReadonlyMap<string, EffectiveEntry> {
  const before = known.get(map);
  if (before) return before;
  const winners = new Map<string, EffectiveEntry>();
  known.set(map, winners);
  for (const entry of map.entries) {
    if (!isMerge(entry.key)) continue;
    for (const source of mergeSources(entry.value)) {
      if (source === map) continue;
      for (const [key, { entry }] of effective(source, known)) winners.set(key, { entry, merged: true });
    }
  }
  for (const entry of map.entries) {
    const key = resolveAlias(entry.key);
    if (key?.kind === "scalar" && !isMerge(key)) winners.set(key.source, { entry, merged: false });
  }
  return winners;
}

/** The mappings a `<<` names, in the order their entries are assigned: the first of a list comes last and wins. */
function mergeSources(value: YamlNode): readonly MapNode[] {
  const target = resolveAlias(value);
  const named = target?.kind === "list" ? [...target.items].reverse() : [value];
  return named.map(resolveAlias).filter((node) => node?.kind === "map");
}

/** Whether a key is `<<`, PyYAML's merge key. */
export function isMerge(node: YamlNode): boolean {
  const key = resolveAlias(node);
  if (key?.kind !== "scalar" || (key.source !== "<<" && (key.properties?.tag ?? "!") === "!")) return false;
  return tagOf(key) === "merge";
}
