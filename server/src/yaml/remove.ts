import type { TextEdit } from "./edit";
import {
  commaAfter,
  commentAfter,
  commentsIn,
  endsInBlockText,
  hasBraces,
  indentationAt,
  isBlank,
  isLineStart,
  lineEndAt,
  lineStartAt,
  nextLineAt,
  skipGap,
  startsLine,
  whiteSpaceEnd,
} from "./layout";
import { replaceValue } from "./replace";
import type { Entry, MapNode, Span, YamlDocument } from "./tree";

/**
 * Takes an entry away: its line or lines with the comment at their end in block style, its comma in flow style.
 * A mapping that loses its only entry becomes `{}`. An anchor inside of the entry goes with it.
 * Nothing goes for an entry of another mapping, which a `<<` brings: others may have it from there.
 */
export function removeEntry(document: YamlDocument, map: MapNode, entry: Entry): TextEdit[] {
  const index = map.entries.indexOf(entry);
  if (index < 0) return [];
  const isOnly = map.entries.length === 1;
  if (map.flow) {
    if (!hasBraces(document, map)) return [{ span: map.span, newText: "{}" }];
    return removeFromFlow(document, map, index).map((span) => ({ span, newText: "" }));
  }
  if (isOnly) return removeOnly(document, map, entry);
  return [{ span: blockLines(document, map, index), newText: "" }];
}

/** Removals that leave the comments in them, in lines of their own: what was said of a value holds where that goes elsewhere. */
export function keepingComments(document: YamlDocument, edits: readonly TextEdit[]): TextEdit[] {
  return edits.flatMap((edit) => (edit.newText === "" ? aroundComments(document, edit.span) : [edit]));
}

function aroundComments(document: YamlDocument, { start, end }: Span): TextEdit[] {
  const { text } = document;
  const comments = commentsIn(document, { start, end });
  const [first] = comments;
  if (first === undefined) return [{ span: { start, end }, newText: "" }];
  const from = whiteSpaceEnd(text, start);
  const indentation = indentationAt(text, from);
  const between = comments.map((comment, index) => {
    const next = comments[index + 1]?.span.start;
    const span = { start: Math.min(nextLineAt(text, comment.span.end), end), end: next ?? end };
    return { span, newText: next === undefined ? "" : indentation };
  });
  return [{ span: { start: from, end: first.span.start }, newText: "" }, ...between].filter(
    ({ span }) => span.start < span.end,
  );
}

/** The only entry, with the comment behind it and what would stand between that and a comment before. */
function removeOnly(document: YamlDocument, map: MapNode, { span }: Entry): TextEdit[] {
  const edits = replaceValue(document, map, "{}");
  const own = isLineStart(document.text, span.end) ? undefined : commentAfter(document, span.end);
  if (own === undefined) return edits;
  const from = edits[0]?.span.start ?? map.span.start;
  const before = commentsIn(document, { start: from, end: map.span.end }).at(-1)?.span.end ?? span.end;
  const kept = edits.filter((edit) => edit.span.start < before);
  const start = Math.max(before, kept.at(-1)?.span.end ?? before);
  return [...kept, { span: { start, end: own.span.end }, newText: "" }];
}

/** The lines of an entry of a block mapping. */
function blockLines(document: YamlDocument, map: MapNode, index: number): Span {
  const { text } = document;
  const entry = map.entries[index]?.span ?? map.span;
  const next = map.entries[index + 1]?.span;
  if (!startsLine(text, entry.start)) {
    // Behind a dash: the next entry moves up, or the comment before it.
    const end = isLineStart(text, entry.end) ? entry.end : lineEndAt(text, entry.end);
    const [comment] = next === undefined ? [] : commentsIn(document, { start: end, end: next.start });
    return { start: entry.start, end: comment?.span.start ?? next?.start ?? entry.end };
  }
  const start = lineStartAt(text, entry.start);
  if (isLineStart(text, entry.end)) return { start, end: entry.end };
  const endOfLine = lineEndAt(text, entry.end);
  if (endOfLine < text.length) return { start, end: nextLineAt(text, endOfLine) };
  const isBehindBlock = endsInBlockText(map.entries[index - 1]?.value);
  return { start: isBehindBlock ? start : endOfPreviousLine(text, start), end: endOfLine };
}

/** Without a final line break the one before goes instead. */
function endOfPreviousLine(text: string, lineStart: number): number {
  if (text.slice(0, lineStart).endsWith("\r\n")) return lineStart - 2;
  return Math.max(lineStart - 1, 0);
}

/** The entry with one of the commas around it. */
function removeFromFlow(document: YamlDocument, map: MapNode, index: number): Span[] {
  const { text } = document;
  const entry = map.entries[index];
  if (entry === undefined) return [];
  const previous = map.entries[index - 1];
  const next = map.entries[index + 1];
  const comma = commaAfter(document, entry);
  const end = comma === undefined ? entry.span.end : comma + 1;
  const orphan = comma === undefined && previous ? commaOf(document, previous) : [];
  const lines = ownLines(document, entry.span.start, end);
  if (lines) return [...orphan, lines];
  if (next) {
    const hasGap =
      skipGap(document, end) === next.span.start && !/[\r\n#]/.test(text.slice(end, next.span.start));
    return [{ start: entry.span.start, end: hasGap ? next.span.start : end }];
  }
  if (previous === undefined) return [{ start: entry.span.start, end }];
  const between = text.slice(previous.span.end, entry.span.start);
  if (/^\s*,\s*$/.test(between)) return [{ start: previous.span.end, end: entry.span.end }];
  return [...orphan, { start: entry.span.start, end }];
}

function commaOf(document: YamlDocument, entry: Entry): Span[] {
  const comma = commaAfter(document, entry);
  return comma === undefined ? [] : [{ start: comma, end: comma + 1 }];
}

/** The whole lines from `start` to `end` and the comment behind, when nothing else stands on them. */
function ownLines(document: YamlDocument, start: number, end: number): Span | undefined {
  const { text } = document;
  if (!startsLine(text, start)) return undefined;
  const endOfLine = lineEndAt(text, end);
  const rest = commentAfter(document, end)?.span.start ?? endOfLine;
  if (!isBlank(text, { start: end, end: rest })) return undefined;
  return { start: lineStartAt(text, start), end: nextLineAt(text, endOfLine) };
}
