import type { TextEdit } from "./edit";
import { keySource } from "./keyStyle";
import {
  commaAfter,
  commentAfter,
  hasBraces,
  indentationAt,
  isBlank,
  isLineStart,
  lineBreakOf,
  lineEndAt,
  startsLine,
} from "./layout";
import type { Entry, MapNode, YamlDocument, YamlNode } from "./tree";

/** An entry to be written; `value` is YAML source, see `valueSource`. */
export interface NewEntry {
  readonly key: string;
  readonly value: string;
}

/**
 * Writes new entries after `after` or, without it, after the last one, in the style of their neighbours: their
 * quotes, dashes or underscores, indentation, one a line or all on one line, with or without a trailing comma.
 * `map` is undefined for a document without content.
 */
export function insertEntries(
  document: YamlDocument,
  map: MapNode | undefined,
  added: readonly NewEntry[],
  after?: Entry,
): TextEdit[] {
  const entries = map?.entries ?? [];
  const neighbour = after ?? entries.at(-1);
  const neighbours = neighbour ? [neighbour, ...[...entries].reverse()] : [];
  const sources = added.map(({ key, value }) => `${keySource(key, neighbours, document)}: ${value}`);
  if (map === undefined) return appendToEmpty(document, sources);
  if (neighbour === undefined) return fillBraces(document, map, sources);
  if (!map.flow) return [insertLines(document, neighbour, sources)];
  if (!hasBraces(document, map)) return addBraces(map, neighbour, sources.join(", "));
  return insertInFlow(document, neighbour, sources);
}

/** `insertEntries` of one. */
export function insertEntry(
  document: YamlDocument,
  map: MapNode | undefined,
  key: string,
  value: string,
  after?: Entry,
): TextEdit[] {
  return insertEntries(document, map, [{ key, value }], after);
}

function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

function appendToEmpty(document: YamlDocument, sources: readonly string[]): TextEdit[] {
  const { text } = document;
  const lineBreak = lineBreakOf(document);
  const onNewLine = startsLine(text, text.length) ? "" : lineBreak;
  return [insertion(text.length, `${onNewLine}${sources.join(lineBreak)}${lineBreak}`)];
}

/** The first entry of `{}`; on a line of its own when the braces are on different lines. */
function fillBraces(document: YamlDocument, map: MapNode, sources: readonly string[]): TextEdit[] {
  const { text } = document;
  const inside = map.span.start + 1;
  const line = lineEndAt(text, inside);
  if (line >= map.span.end) return [insertion(inside, sources.join(", "))];
  const newLine = `${lineBreakOf(document)}${indentationAt(text, map.span.end - 1)}  `;
  const comment = commentAfter(document, inside);
  return [insertion(comment?.span.end ?? inside, `${newLine}${sources.join(`,${newLine}`)}`)];
}

/** `[a: 1]` is a list of one mapping without braces; a second entry needs them. */
function addBraces(map: MapNode, neighbour: Entry, source: string): TextEdit[] {
  return [
    insertion(map.span.start, "{"),
    insertion(neighbour.span.end, `${commaBehind(neighbour)} ${source}}`),
  ];
}

/** Lines of their own in block style, below the neighbour and the comment on its line. */
function insertLines(document: YamlDocument, neighbour: Entry, sources: readonly string[]): TextEdit {
  const { text } = document;
  const { start, end } = neighbour.span;
  const lineBreak = lineBreakOf(document);
  const indentation = indentationAt(text, start);
  // Behind the line breaks that a `|+` keeps, a line starts already.
  if (end > start && isLineStart(text, end))
    return insertion(end, sources.map((source) => `${indentation}${source}${lineBreak}`).join(""));
  return insertion(
    lineEndAt(text, end),
    sources.map((source) => `${lineBreak}${indentation}${source}`).join(""),
  );
}

function insertInFlow(document: YamlDocument, neighbour: Entry, sources: readonly string[]): TextEdit[] {
  const { text } = document;
  const { end } = neighbour.span;
  const ownComma = commaBehind(neighbour);
  const onOneLine = insertion(end, `${ownComma} ${sources.join(", ")}`);
  if (!startsLine(text, neighbour.span.start)) return [onOneLine];
  const newLine = `${lineBreakOf(document)}${indentationAt(text, neighbour.span.start)}`;
  const lines = `${newLine}${sources.join(`,${newLine}`)}`;
  const comma = commaAfter(document, neighbour);
  const endOfLine = lineEndAt(text, end);
  const restOfLine = commentAfter(document, end)?.span ?? { start: endOfLine, end: endOfLine };
  if (comma === undefined) {
    const closesHere = !isBlank(text, { start: end, end: restOfLine.start });
    if (closesHere) return [insertion(end, `${ownComma}${lines}`)];
    return [insertion(end, ownComma), insertion(restOfLine.end, lines)];
  }
  const endsWithComma =
    comma < restOfLine.start && isBlank(text, { start: comma + 1, end: restOfLine.start });
  if (!endsWithComma) return [onOneLine];
  return [insertion(restOfLine.end, `${lines},`)];
}

/** What separates an entry from the next: PyYAML reads a comma right behind a tag as part of it. */
function commaBehind({ key, value, span }: Entry): string {
  const isTag = (node: YamlNode) =>
    node.kind !== "alias" && node.properties?.tag !== undefined && node.properties.span.end === span.end;
  return isTag(key) || isTag(value) ? " ," : ",";
}
