import type { ConfigFile, Launch, Setting } from "../../launch/launch";
import { resolveAlias } from "../../yaml/alias";
import { effectiveEntries } from "../../yaml/effectiveEntries";
import type { Entry, MapNode } from "../../yaml/tree";
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
  const node = setting && valueAt(setting.entry.value, inner);
  const map = node && resolveAlias(node);
  if (setting === undefined || map?.kind !== "map") return [];
  const written = [...effectiveEntries(map)].filter(([, { merged }]) => !merged);
  const siblings = written.map(([key]) => key);
  return written.map(([key, { entry }]) => {
    const path = [name, ...inner, key].join(".");
    return { setting, file: setting.file, key, path, entry, map, siblings };
  });
}
