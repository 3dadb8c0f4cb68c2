import { isBreak } from "./cursor";
import type { TextEdit } from "./edit";
import { keySource } from "./keyStyle";
import {
  commentsIn,
  endBefore,
  isBlank,
  lineBreakOf,
  lineEndAt,
  lineStartAt,
  whiteSpaceEnd,
  whiteSpaceStart,
} from "./layout";
import type { Entry, Span, YamlDocument, YamlNode } from "./tree";

/**
 * Puts `newSource` in the place of a value. Comments, also those inside of the value, a `&anchor` and everything around
 * stay; a `!tag` goes, for it belongs to the old value.
 */
export function replaceValue(document: YamlDocument, node: YamlNode, newSource: string): TextEdit[] {
  const { text, comments, root } = document;
  const anchor = node.kind === "alias" ? undefined : node.properties?.anchor;
  const newText = anchor === undefined ? newSource : `&${anchor} ${newSource}`;
  const start = node.kind === "alias" ? node.span.start : (node.properties?.span.start ?? node.span.start);
  const end = endWithoutBreaks(document, node);
  if (start === end) return [{ span: { start, end }, newText: missingValue(document, start, newText) }];
  const isBlock = (node.kind === "list" || node.kind === "map") && !node.flow;
  if (!isBlock || node === root) return replaceSpan(document, { start, end }, newText);
  // Up to the line of its key, in front of a comment there.
  return replaceSpan(document, { start: endBefore(text, start, comments), end }, ` ${newText}`);
}

/** In front of the comments in a span, each of which stays with the blanks before it and the line break behind it. */
function replaceSpan(document: YamlDocument, { start, end }: Span, newText: string): TextEdit[] {
  const { text } = document;
  const comments = commentsIn(document, { start, end });
  const [first] = comments;
  if (first === undefined) return [{ span: { start, end }, newText }];
  const valueEnd = Math.max(start, whiteSpaceStart(text, first.span.start));
  const edits: TextEdit[] = [{ span: { start, end: valueEnd }, newText }];
  const isLineEnd = isBlank(text, { start: end, end: lineEndAt(text, end) });
  for (const [index, comment] of comments.entries()) {
    const next = comments[index + 1]?.span.start;
    const behind = comment.span.end;
    const rest = {
      start: next === undefined && isLineEnd ? behind : whiteSpaceEnd(text, behind),
      end: next ?? end,
    };
    if (rest.start < rest.end) edits.push({ span: rest, newText: "" });
  }
  return edits.length > MOST_EDITS ? [joined(text, { start, end }, edits)] : edits;
}

/** Of one value: a fix of more is one edit, for each of several fixes would hold them all. */
const MOST_EDITS = 100;

/** What edits in a span, from its first to its last, make of it. */
function joined(text: string, { start, end }: Span, edits: readonly TextEdit[]): TextEdit {
  const parts: string[] = [];
  let at = start;
  for (const { span, newText } of edits) {
    parts.push(text.slice(at, span.start), newText);
    at = span.end;
  }
  return { span: { start, end }, newText: parts.join("") + text.slice(at, end) };
}

/** Where a node's text ends; the line breaks kept by `|+` are left in place. */
function endWithoutBreaks({ text }: YamlDocument, { span }: YamlNode): number {
  let { end } = span;
  while (end > span.start && isBreak(text.charCodeAt(end - 1))) end--;
  return end;
}

/** What to insert where a value is missing: after `key:`, after `-`, or after a lone `key` of a flow mapping. */
function missingValue(document: YamlDocument, offset: number, newText: string): string {
  const line = document.text.slice(lineStartAt(document.text, offset), offset);
  if (/:$|(?:^|\s)-$/.test(line)) return ` ${newText}`;
  const explicit = /^([ \t-]*)\?(?:\s[^{[]*)?$/.exec(line)?.[1]?.replaceAll("-", " ");
  return explicit === undefined ? `: ${newText}` : `${lineBreakOf(document)}${explicit}: ${newText}`;
}

/** Renames a key; quotes and dashes or underscores stay as they were, and a comment in the head of a block of text. */
export function renameKey(document: YamlDocument, entry: Entry, newKey: string): TextEdit[] {
  const span = { start: entry.key.span.start, end: endWithoutBreaks(document, entry.key) };
  return replaceSpan(document, span, keySource(newKey, [entry], document));
}
