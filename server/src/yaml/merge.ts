import { t } from "../base/l10n";
import type { DraftEntry, DraftList, DraftMap, DraftNode, DraftTarget } from "./draft";
import { tagOf } from "./tag";

/** PyYAML flattens recursively and hits Python's recursion limit. */
const deepestMerge = 900;
/** Merges of merges grow without end in PyYAML; here they stop. */
const mostMergedEntries = 200_000;

export type Fail = (node: DraftNode, raises: string, message: () => string) => void;

/** Resolves `<<` as PyYAML's `flatten_mapping` does: merged entries come first, so that written ones win. */
export class Merger {
  /** Mappings with a `<<` or `=` key that are being flattened, and what is left of their entries; undefined where a `<<` was. */
  private readonly flattened = new Map<DraftMap, (DraftEntry | undefined)[]>();
  /** The entries of mappings with such a key, once they are final. */
  private readonly finished = new Map<DraftMap, readonly DraftEntry[]>();
  /** `=` keys that became ordinary text. */
  private readonly textKeys = new Set<DraftNode>();
  /** The first `=` entry of mappings that are asked for theirs. */
  private readonly valueEntries = new Map<DraftMap, DraftEntry | undefined>();
  private depth = 0;
  private mergedEntries = 0;

  constructor(private readonly fail: Fail) {}

  /** The tag of a node as it stands after merging: PyYAML turns an `=` key to a string. */
  tagOf(node: DraftTarget): string {
    return this.textKeys.has(node) ? "str" : tagOf(node);
  }

  /** The entry that stands for a mapping where a single value is wanted. */
  valueEntryOf(map: DraftMap): DraftEntry | undefined {
    if (this.valueEntries.has(map)) return this.valueEntries.get(map);
    const found = map.entries.find((entry) => this.keyTag(entry) === "value");
    this.valueEntries.set(map, found);
    return found;
  }

  /** The entries of a mapping in the order PyYAML assigns them. */
  entriesOf(map: DraftMap): readonly DraftEntry[] {
    const finished = this.finished.get(map);
    if (finished !== undefined) return finished;
    const begun = this.flattened.get(map);
    // Looked at again each time, for most mappings are asked for once, and merges of them are counted.
    if (begun === undefined && !this.hasSpecialKey(map)) return map.entries;
    const entries = begun ?? [...map.entries];
    this.flattened.set(map, entries);
    this.depth++;
    if (this.depth > deepestMerge) this.fail(map, "RecursionError", () => t("merges are nested too deep"));
    else this.flatten(map, entries);
    this.depth--;
    return this.finished.get(map) ?? leftOf(entries);
  }

  private hasSpecialKey({ entries }: DraftMap): boolean {
    for (const entry of entries) if (this.keyTag(entry) !== undefined) return true;
    return false;
  }

  private flatten(map: DraftMap, entries: (DraftEntry | undefined)[]): void {
    const merged: DraftEntry[] = [];
    for (const [index, entry] of entries.entries()) {
      const tag = entry && this.keyTag(entry);
      if (entry && tag === "merge") {
        entries[index] = undefined;
        this.collect(entry, merged);
      } else if (entry && tag === "value") {
        this.textKeys.add(targetOf(entry.key) ?? entry.key);
        this.valueEntries.delete(map);
      }
    }
    // One that merges itself was finished in between.
    const left = this.finished.get(map) ?? leftOf(entries);
    this.finished.set(map, merged.length > 0 ? firstAndLast(merged).concat(left) : left);
    this.flattened.delete(map);
  }

  private collect(entry: DraftEntry, merged: DraftEntry[]): void {
    if (this.mergedEntries > mostMergedEntries) return;
    const value = targetOf(entry.value);
    if (value?.kind === "map") {
      this.append(merged, value, entry);
    } else if (value?.kind === "list") {
      for (const source of this.sourcesIn(value).reverse()) this.append(merged, source, entry);
    } else {
      this.fail(entry.value, "ConstructorError", () => t("'<<' merges a mapping or a list of mappings"));
    }
  }

  /** The mappings of a list, each flattened at its first turn. What is none is work as well, for the list may be long. */
  private sourcesIn({ items }: DraftList): DraftMap[] {
    const sources: DraftMap[] = [];
    const known = new Set<DraftMap>();
    for (const item of items) {
      if (this.mergedEntries > mostMergedEntries) break;
      const source = targetOf(item);
      if (source?.kind === "map") {
        if (!known.has(source)) this.entriesOf(source);
        known.add(source);
        sources.push(source);
      } else {
        this.mergedEntries++;
        this.fail(item, "ConstructorError", () => t("'<<' merges mappings only"));
      }
    }
    return sources;
  }

  private append(merged: DraftEntry[], source: DraftMap, merge: DraftEntry): void {
    if (this.mergedEntries > mostMergedEntries) return;
    const entries = this.entriesOf(source);
    // An empty mapping is work as well.
    this.mergedEntries += Math.max(1, entries.length);
    if (this.mergedEntries > mostMergedEntries)
      this.fail(merge.key, "MemoryError", () => t("merges give more than {0} entries", mostMergedEntries));
    else for (const entry of entries) merged.push(entry);
  }

  private keyTag(entry: DraftEntry): "merge" | "value" | undefined {
    const key = targetOf(entry.key);
    if (key === undefined) return undefined;
    // Nearly all keys are ordinary words; do not resolve them.
    const written = key.properties?.tag ?? "!";
    if (written === "!" && !(key.kind === "scalar" && /^[<=]/.test(key.source))) return undefined;
    const tag = this.tagOf(key);
    return tag === "merge" || tag === "value" ? tag : undefined;
  }
}

function leftOf(entries: readonly (DraftEntry | undefined)[]): DraftEntry[] {
  return entries.filter((entry) => entry !== undefined);
}

/** The node an alias stands for, or the node itself. */
export function targetOf(node: DraftNode): DraftTarget | undefined {
  return node.kind === "alias" ? node.target : node;
}

/**
 * Leaves out all occurrences of an entry but its first, which gives a key its place in the dict, and its last,
 * which gives it its value. So merging the same anchor again and again does not grow.
 */
function firstAndLast(entries: readonly DraftEntry[]): DraftEntry[] {
  const last = new Map(entries.map((entry, index) => [entry, index]));
  const seen = new Set<DraftEntry>();
  return entries.filter((entry, index) => {
    const isFirst = !seen.has(entry);
    seen.add(entry);
    return isFirst || last.get(entry) === index;
  });
}
