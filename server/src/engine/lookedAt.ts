import type { Launch } from "../launch/launch";
import type { YamlNode } from "../yaml/tree";

/** Characters that are looked at as quickly as one entry: many rules search texts. */
const CHARACTERS_OF_ONE = 100;

/**
 * What rules look at in a launch, and no more of it than this many: the entries and items of its files at all depths, with
 * long texts by their length, and keys that are merged.
 */
export function lookedAtIn({ files, settings }: Launch, most: number): number {
  let found = files.length;
  for (const { document } of files) {
    const waiting: YamlNode[] = document.root === undefined ? [] : [document.root];
    for (let node = waiting.pop(); node !== undefined && found < most; node = waiting.pop()) {
      if (node.kind === "map") for (const { value } of node.entries) waiting.push(value);
      if (node.kind === "list") for (const item of node.items) waiting.push(item);
      found += 1 + (node.kind === "scalar" ? Math.floor(node.source.length / CHARACTERS_OF_ONE) : 0);
    }
  }
  return Math.max(found, settings.size);
}
