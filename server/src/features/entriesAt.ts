import { cut } from "../base/cut";
import { nodeAt } from "../yaml/nodeAt";
import type { Entry, YamlDocument } from "../yaml/tree";

/** A key with its value, and where it stands. */
export interface EntryAt {
  readonly entry: Entry;
  /** The keys from the top level down to this one, with underscores: `["optimizer", "params", "lr"]`. */
  readonly path: readonly string[];
  /** Whether the offset is on the key. */
  readonly onKey: boolean;
}

/** The innermost entry at an offset; undefined between entries. Items of lists add nothing to a path. */
export function entryAt(document: YamlDocument, offset: number): EntryAt | undefined {
  const entries = nodeAt(document, offset).filter((node): node is Entry => "key" in node);
  const entry = entries.at(-1);
  if (entry === undefined) return undefined;
  const { start, end } = entry.key.span;
  return { entry, path: entries.map(keyName), onKey: start <= offset && offset <= end };
}

/** No argument has as many characters, and aliases may repeat a longer key in each mapping and at each level. */
const LONGEST_KEY = 1000;

/** The key as NeoX names it; a long one is cut. */
export function keyName({ key }: Entry): string {
  return typeof key.value === "string" ? cut(key.value, LONGEST_KEY).replaceAll("-", "_") : "";
}
