import { isMerge } from "./effectiveEntries";
import type { MapNode } from "./tree";
import { isDict } from "./value";

/**
 * Whether each entry of a mapping gives the dict one key of its own. The dict's size tells, so that the keys of a huge
 * mapping are not all compared again.
 */
export function hasDistinctKeys({ entries, value }: MapNode): boolean {
  return isDict(value) && value.size === entries.length && !entries.some(({ key }) => isMerge(key));
}
