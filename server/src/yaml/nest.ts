import type { TextEdit } from "./edit";
import { keySource } from "./keyStyle";
import { lineBreakOf, lineStartAt, startsLine } from "./layout";
import type { Entry, MapNode, YamlDocument } from "./tree";

/**
 * Puts neighbouring entries of a mapping one level deeper, under a key of this name: a new one, or the one before them
 * that has no value yet. None where other entries stand between them.
 */
export function nestEntries(
  document: YamlDocument,
  map: MapNode,
  entries: readonly Entry[],
  key: string,
): TextEdit[] {
  const [first] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined || !areNeighbours(map, entries)) return [];
  const empty = map.entries.find((entry) => entry.key.value === key);
  const before = map.entries[map.entries.indexOf(first) - 1];
  if (empty !== undefined && (empty !== before || map.flow || !isBare(empty))) return [];
  const span = { start: first.span.start, end: last.span.end };
  const source = document.text.slice(span.start, span.end);
  const name = keySource(key, entries, document);
  if (map.flow) return [{ span, newText: `${name}: {${source}}` }];
  if (!startsLine(document.text, span.start)) return [];
  const deeper = `  ${source.replace(/(\r\n|[\r\n\x85\u2028\u2029])(?=[^\r\n\x85\u2028\u2029])/g, "$1  ")}`;
  const indentation = document.text.slice(lineStartAt(document.text, span.start), span.start);
  const line = empty === undefined ? `${name}:${lineBreakOf(document)}${indentation}` : "";
  return [{ span, newText: line + deeper }];
}

/** Whether nothing at all stands behind the key. */
function isBare({ value: { span } }: Entry): boolean {
  return span.start === span.end;
}

function areNeighbours(map: MapNode, entries: readonly Entry[]): boolean {
  const [first] = entries;
  const start = first === undefined ? -1 : map.entries.indexOf(first);
  return start >= 0 && entries.every((entry, at) => map.entries[start + at] === entry);
}
