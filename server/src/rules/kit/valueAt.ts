import { resolveAlias } from "../../yaml/alias";
import { effectiveEntries } from "../../yaml/effectiveEntries";
import type { YamlNode } from "../../yaml/tree";

/** The node under a path of keys, through aliases and merge keys, as Python's `value[key]...` would find it. */
export function valueAt(node: YamlNode, path: readonly string[]): YamlNode | undefined {
  let at: YamlNode | undefined = node;
  for (const key of path) {
    const map: YamlNode | undefined = at && resolveAlias(at);
    if (map?.kind !== "map") return undefined;
    at = effectiveEntries(map).get(key)?.entry.value;
  }
  return at;
}
