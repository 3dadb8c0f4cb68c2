import type { TextEdit } from "./edit";
import { keySource } from "./keyStyle";
import { commentsIn, endBefore, lineBreakOf, lineStartAt } from "./layout";
import type { Entry, Span, YamlDocument, YamlNode } from "./tree";

/**
 * Puts `newSource` in the place of a value. Comments, a `&anchor` and everything around stay; a `!tag` goes,
 * for it belongs to the old value.
 */
export function replaceValue(document: YamlDocument, node: YamlNode, newSource: string): TextEdit[] {
  const anchor = node.kind === "alias" ? undefined : node.properties?.anchor;
  const newText = anchor === undefined ? newSource : `&${anchor} ${newSource}`;
  const start = node.kind === "alias" ? node.span.start : (node.properties?.span.start ?? node.span.start);
  const end = endWithoutBreaks(document, node);
  const comments = commentsAmongProperties(document, node);
  if (comments.length > 0) return aroundComments(document, { start, end }, comments, newText);
  if (start === end) return [{ span: { start, end }, newText: missingValue(document, start, newText) }];
  const isBlock = (node.kind === "list" || node.kind === "map") && !node.flow;
  if (isBlock && node !== document.root) return replaceBlock(document, start, end, newText);
  return [{ span: { start, end }, newText }];
}

/** Comments between a node's anchor or tag and what it holds. */
function commentsAmongProperties(document: YamlDocument, node: YamlNode): readonly Span[] {
  const start = node.kind === "alias" ? undefined : node.properties?.span.start;
  if (start === undefined) return [];
  return commentsIn(document, { start, end: node.span.start }).map(({ span }) => span);
}

/** In front of the first comment; of what was between and behind them the line breaks stay, which end a comment. */
function aroundComments(
  { text }: YamlDocument,
  { start, end }: Span,
  comments: readonly Span[],
  newText: string,
): TextEdit[] {
  const ends = [...comments.slice(1).map((comment) => comment.start), end];
  const isLineEnd = /^[ \t]*(?:#|[\r\n]|$)/.test(text.slice(end, end + 200));
  const behind = comments.map((comment, index): TextEdit => {
    const span = { start: comment.end, end: ends[index] ?? end };
    const isLast = index === comments.length - 1;
    return {
      span,
      newText: isLast && isLineEnd ? "" : (/^\s*/.exec(text.slice(span.start, span.end))?.[0] ?? ""),
    };
  });
  const first = { start, end: comments[0]?.start ?? end };
  return [{ span: first, newText: `${newText} ` }, ...behind];
}

/** Where a node's text ends; the line breaks kept by `|+` are left in place. */
function endWithoutBreaks({ text }: YamlDocument, { span }: YamlNode): number {
  let { end } = span;
  while (end > span.start && /[\r\n]/.test(text.charAt(end - 1))) end--;
  return end;
}

/** What to insert where a value is missing: after `key:`, after `-`, or after a lone `key` of a flow mapping. */
function missingValue(document: YamlDocument, offset: number, newText: string): string {
  const line = document.text.slice(lineStartAt(document.text, offset), offset);
  if (/:$|(?:^|\s)-$/.test(line)) return ` ${newText}`;
  const explicit = /^([ \t]*)\?(?:\s|$)/.exec(line);
  return explicit === null ? `: ${newText}` : `${lineBreakOf(document)}${explicit[1]}: ${newText}`;
}

/** Moves the value up to the line of its key, in front of a comment there. */
function replaceBlock(document: YamlDocument, start: number, end: number, newText: string): TextEdit[] {
  const gap = endBefore(document.text, start, document.comments);
  const lastComment = commentsIn(document, { start: gap, end: start }).at(-1)?.span.end;
  if (lastComment === undefined) return [{ span: { start: gap, end }, newText: ` ${newText}` }];
  return [
    { span: { start: gap, end: gap }, newText: ` ${newText}` },
    { span: { start: lastComment, end }, newText: "" },
  ];
}

/** Renames a key; quotes and dashes or underscores stay as they were. */
export function renameKey(document: YamlDocument, entry: Entry, newKey: string): TextEdit[] {
  return [{ span: entry.key.span, newText: keySource(newKey, [entry], document) }];
}
