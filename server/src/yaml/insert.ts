import type { TextEdit } from "./edit";
import { keySource } from "./keyStyle";
import {
  commaAfter,
  commentAfter,
  hasBraces,
  indentationAt,
  isBlank,
  lineBreakOf,
  lineEndAt,
  lineStartAt,
  startsLine,
} from "./layout";
import type { Entry, MapNode, YamlDocument } from "./tree";

/**
 * Writes a new entry after `after` or, without it, after the last one, in the style of its neighbours: their
 * quotes, dashes or underscores, indentation, one a line or all on one line, with or without a trailing comma.
 * `map` is undefined for a document without content. `valueSource` is YAML source, see `writeScalar`.
 */
export function insertEntry(
  document: YamlDocument,
  map: MapNode | undefined,
  key: string,
  valueSource: string,
  after?: Entry,
): TextEdit[] {
  const entries = map?.entries ?? [];
  const neighbour = after ?? entries.at(-1);
  const neighbours = neighbour ? [neighbour, ...[...entries].reverse()] : [];
  const source = `${keySource(key, neighbours, document)}: ${valueSource}`;
  if (map === undefined) return appendToEmpty(document, source);
  if (neighbour === undefined) return fillBraces(document, map, source);
  if (!map.flow) return [insertLine(document, neighbour, source)];
  if (!hasBraces(document, map)) return addBraces(map, neighbour, source);
  return insertInFlow(document, neighbour, source);
}

function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

function appendToEmpty(document: YamlDocument, source: string): TextEdit[] {
  const { text } = document;
  const lineBreak = lineBreakOf(document);
  const onNewLine = startsLine(text, text.length) ? "" : lineBreak;
  return [insertion(text.length, `${onNewLine}${source}${lineBreak}`)];
}

/** The first entry of `{}`; on a line of its own when the braces are on different lines. */
function fillBraces(document: YamlDocument, map: MapNode, source: string): TextEdit[] {
  const { text } = document;
  const inside = map.span.start + 1;
  const line = lineEndAt(text, inside);
  if (line >= map.span.end) return [insertion(inside, source)];
  const indentation = `${indentationAt(text, map.span.end - 1)}  `;
  const comment = commentAfter(document, inside);
  return [insertion(comment?.span.end ?? inside, `${lineBreakOf(document)}${indentation}${source}`)];
}

/** `[a: 1]` is a list of one mapping without braces; a second entry needs them. */
function addBraces(map: MapNode, neighbour: Entry, source: string): TextEdit[] {
  return [insertion(map.span.start, "{"), insertion(neighbour.span.end, `, ${source}}`)];
}

/** A line of its own in block style, below the neighbour and the comment on its line. */
function insertLine(document: YamlDocument, neighbour: Entry, source: string): TextEdit {
  const { text } = document;
  const { start, end } = neighbour.span;
  const lineBreak = lineBreakOf(document);
  const indentation = indentationAt(text, start);
  // Behind the line breaks that a `|+` keeps, a line starts already.
  if (end > start && lineStartAt(text, end) === end)
    return insertion(end, `${indentation}${source}${lineBreak}`);
  return insertion(lineEndAt(text, end), `${lineBreak}${indentation}${source}`);
}

function insertInFlow(document: YamlDocument, neighbour: Entry, source: string): TextEdit[] {
  const { text } = document;
  const { end } = neighbour.span;
  if (!startsLine(text, neighbour.span.start)) return [insertion(end, `, ${source}`)];
  const line = `${lineBreakOf(document)}${indentationAt(text, neighbour.span.start)}${source}`;
  const comma = commaAfter(document, neighbour);
  const endOfLine = lineEndAt(text, end);
  const restOfLine = commentAfter(document, end)?.span ?? { start: endOfLine, end: endOfLine };
  if (comma === undefined) {
    const closesHere = !isBlank(text, { start: end, end: restOfLine.start });
    if (closesHere) return [insertion(end, `,${line}`)];
    return [insertion(end, ","), insertion(restOfLine.end, line)];
  }
  const endsWithComma =
    comma < restOfLine.start && isBlank(text, { start: comma + 1, end: restOfLine.start });
  if (!endsWithComma) return [insertion(end, `, ${source}`)];
  return [insertion(restOfLine.end, `${line},`)];
}
