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
  const known = entriesByMap.get(map) ?? effective(map);
  entriesByMap.set(map, known);
  return known;
}

/** Many rules ask, and a node that was read never changes. */
const entriesByMap = new WeakMap<MapNode, ReadonlyMap<string, EffectiveEntry>>();

function effective({ entries, assigned }: MapNode): ReadonlyMap<string, EffectiveEntry> {
  const winners = new Map<string, EffectiveEntry>();
  const written = new Set(assigned && entries);
  for (const entry of assigned ?? entries) {
    const key = resolveAlias(entry.key);
    if (key?.kind !== "scalar" || isMerge(key)) continue;
    winners.set(key.source, { entry, merged: assigned !== undefined && !written.has(entry) });
  }
  return winners;
}

/** Whether a key is `<<`, PyYAML's merge key. */
export function isMerge(node: YamlNode): boolean {
  const key = resolveAlias(node);
  if (key?.kind !== "scalar" || (key.source !== "<<" && (key.properties?.tag ?? "!") === "!")) return false;
  return tagOf(key) === "merge";
}
