import type { Entry, MapNode, YamlNode } from "../yaml/tree";
import type { PythonValue } from "../yaml/value";

/** A key of the dict PyYAML constructs from a mapping, and the entry that gave it its value. */
export interface EffectiveEntry {
  readonly key: PythonValue;
  readonly entry: Entry;
}

/**
 * The items of the dict PyYAML constructs, in its order, with the entry that each came from:
 * what `<<` brings in comes first, and the last of equal keys gives the value at the first one's place.
 */
export function effectiveEntries(map: MapNode): readonly EffectiveEntry[] {
  const byKey = new Map<PythonValue, EffectiveEntry>();
  for (const entry of flattened(map, new Set())) {
    const key = entry.key.value;
    byKey.set(key, { key, entry });
  }
  return [...byKey.values()];
}

/** Entries in the order in which PyYAML's `flatten_mapping` lets them overwrite each other. */
function flattened(map: MapNode, within: ReadonlySet<MapNode>): readonly Entry[] {
  if (within.has(map)) return [];
  const inner = new Set([...within, map]);
  const merges = map.entries.filter(isMerge);
  const merged = merges.flatMap((entry) =>
    mergedMaps(entry.value).flatMap((source) => flattened(source, inner)),
  );
  return [...merged, ...map.entries.filter((entry) => !isMerge(entry))];
}

/** The mappings a `<<` names; of a list the first has the last word. */
function mergedMaps(node: YamlNode): readonly MapNode[] {
  const target = resolved(node);
  if (target?.kind === "map") return [target];
  if (target?.kind !== "list") return [];
  return target.items.flatMap(mergedMaps).reverse();
}

function isMerge(entry: Entry): boolean {
  const { key } = entry;
  return key.kind === "scalar" && key.style === "plain" && key.source === "<<";
}

/** The node an alias stands for; any other node is itself. */
export function resolved(node: YamlNode | undefined): Exclude<YamlNode, { kind: "alias" }> | undefined {
  let target = node;
  for (let depth = 0; target?.kind === "alias" && depth < 100; depth++) target = target.target;
  return target?.kind === "alias" ? undefined : target;
}
