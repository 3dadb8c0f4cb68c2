import type { TextEdit } from "./edit";
import { keySource } from "./keyStyle";
import { lineBreakOf, lineStartAt } from "./layout";
import type { Entry, YamlDocument, YamlNode } from "./tree";

/**
 * Puts `newSource` in the place of a value. Comments, a `&anchor` and everything around stay; a `!tag` goes,
 * for it belongs to the old value.
 */
export function replaceValue(document: YamlDocument, node: YamlNode, newSource: string): TextEdit[] {
  const anchor = node.kind === "alias" ? undefined : node.properties?.anchor;
  const newText = anchor === undefined ? newSource : `&${anchor} ${newSource}`;
  const start = node.kind === "alias" ? node.span.start : (node.properties?.span.start ?? node.span.start);
  const end = endWithoutBreaks(document, node);
  if (start === end) return [{ span: { start, end }, newText: missingValue(document, start, newText) }];
  const isBlock = (node.kind === "list" || node.kind === "map") && !node.flow;
  if (isBlock && node !== document.root) return replaceBlock(document, start, end, newText);
  return [{ span: { start, end }, newText }];
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
  let gap = start;
  let lastComment: number | undefined;
  for (;;) {
    while (/\s/.test(document.text.charAt(gap - 1))) gap--;
    const comment = document.comments.find(({ span }) => span.end === gap);
    if (comment === undefined) break;
    lastComment ??= gap;
    gap = comment.span.start;
  }
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
