import { nearestName } from "../../arguments/suggestName";
import type { Launch } from "../../launch/launch";
import { type NestedEntry, nestedEntries } from "./nestedEntries";

/** Of a block with more keys no others are looked at: they are no misspellings. */
const MOST_KEYS = 1000;

/** By the keys of a block and what is asked for: each of a hundred findings in it asks. */
const known = new WeakMap<readonly string[], Map<string, readonly string[]>>();

/** The keys of a block that may be misspellings of a name that it lacks. */
export function misspellingsOf(name: string, keys: readonly string[]): readonly string[] {
  const byName = known.get(keys) ?? new Map<string, readonly string[]>();
  known.set(keys, byName);
  const found =
    byName.get(name) ?? keys.slice(0, MOST_KEYS).filter((key) => nearestName(key, [name]) !== undefined);
  byName.set(name, found);
  return found;
}

/** The entries of a block, which lacks a key, that may be misspellings of it. */
export function misspeltEntries(
  launch: Launch,
  block: readonly string[],
  name: string,
): readonly NestedEntry[] {
  const entries = nestedEntries(launch, block);
  const [first] = entries;
  const keys = new Set(first && misspellingsOf(name, first.siblings));
  return keys.has(name) ? [] : entries.filter(({ key }) => keys.has(key));
}
