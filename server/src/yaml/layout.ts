import { firstIndex } from "../base/firstIndex";
import type { Comment, Entry, MapNode, Span, YamlDocument, YamlNode } from "./tree";

/** The line break the document uses: that of its first line. */
export function lineBreakOf(document: YamlDocument): string {
  return /\r\n|\r|\n/.exec(document.text)?.[0] ?? "\n";
}

/** What ends a line in YAML 1.1; editors know only the first two. */
const LINE_BREAK = /[\r\n\x85\u2028\u2029]/;

/** What may stand between the parts of a text: what else JavaScript takes for white space is text in YAML. */
const WHITE_SPACE = /[ \t\r\n\x85\u2028\u2029]/;

/** The offset of the first character of the line of `offset`, behind a byte order mark. */
export function lineStartAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !LINE_BREAK.test(text.charAt(start - 1))) start--;
  return start === 0 && text.startsWith("\uFEFF") ? 1 : start;
}

/** The offset of the line break (or the end of the text) at or after `offset`. */
export function lineEndAt(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !LINE_BREAK.test(text.charAt(end))) end++;
  return end;
}

/** The offset behind the line break at `lineEnd`. */
export function nextLineAt(text: string, lineEnd: number): number {
  if (text.startsWith("\r\n", lineEnd)) return lineEnd + 2;
  return Math.min(lineEnd + 1, text.length);
}

/** Whether nothing but spaces stands before `offset` on its line, however long that line is. */
export function startsLine(text: string, offset: number): boolean {
  return isLineStart(text, blanksBefore(text, offset));
}

/** Whether `offset` is that of the first character of a line. */
export function isLineStart(text: string, offset: number): boolean {
  if (offset <= 1 && text.startsWith("\uFEFF")) return offset === 1;
  return offset === 0 || LINE_BREAK.test(text.charAt(offset - 1));
}

/** Where the spaces begin that end at `offset`. */
export function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--;
  return start;
}

export function isBlank(text: string, { start, end }: Span): boolean {
  return /^[ \t]*$/.test(text.slice(start, end));
}

/** The spaces that put a new line at the column of `offset`. */
export function indentationAt(text: string, offset: number): string {
  return text.slice(lineStartAt(text, offset), offset).replace(/[^\t ]/g, " ");
}

/** The comment on the line of `offset`, behind it. */
export function commentAfter(document: YamlDocument, offset: number): Comment | undefined {
  const end = lineEndAt(document.text, offset);
  return firstFrom(document.comments, offset, end);
}

/** The first comment that starts in `[from, to)`; comments are in source order. */
function firstFrom(comments: readonly Comment[], from: number, to: number): Comment | undefined {
  const comment = comments[countBefore(comments, from)];
  return comment && comment.span.start < to ? comment : undefined;
}

/** The comments that start within a span. */
export function commentsIn({ comments }: YamlDocument, { start, end }: Span): readonly Comment[] {
  return comments.slice(countBefore(comments, start), countBefore(comments, end));
}

/** How many comments, which are in source order, start before an offset. */
function countBefore(comments: readonly Comment[], offset: number): number {
  return firstIndex(comments.length, (index) => (comments[index]?.span.start ?? offset) >= offset);
}

/** Where the white space ends that begins at `offset`. */
export function whiteSpaceEnd(text: string, offset: number): number {
  let end = offset;
  while (WHITE_SPACE.test(text.charAt(end))) end++;
  return end;
}

/** Where the white space begins that ends at `offset`. */
export function whiteSpaceStart(text: string, offset: number): number {
  let start = offset;
  while (WHITE_SPACE.test(text.charAt(start - 1))) start--;
  return start;
}

/** A text without the white space around it. */
export function trimmed(text: string): string {
  return text.slice(whiteSpaceEnd(text, 0), whiteSpaceStart(text, text.length));
}

/** Where the last thing before `offset` ends: neither white space nor comments, of which all before it are given. */
export function endBefore(text: string, offset: number, comments: readonly Comment[]): number {
  let end = offset;
  for (let index = countBefore(comments, offset) - 1; ; index--) {
    end = whiteSpaceStart(text, end);
    const span = comments[index]?.span;
    if (span === undefined || end <= span.start || end > span.end) return end;
    end = span.start;
  }
}

/** Steps over white space, line breaks and comments. */
export function skipGap(document: YamlDocument, from: number): number {
  let offset = from;
  for (;;) {
    offset = whiteSpaceEnd(document.text, offset);
    const comment = firstFrom(document.comments, offset, offset + 1);
    if (comment === undefined) return offset;
    offset = comment.span.end;
  }
}

/** The comma that follows an entry of a flow mapping. */
export function commaAfter(document: YamlDocument, entry: Entry): number | undefined {
  const offset = skipGap(document, entry.span.end);
  return document.text[offset] === "," ? offset : undefined;
}

/** Whether a mapping is written with braces; a pair inside of a flow list is one without. */
export function hasBraces(document: YamlDocument, map: MapNode): boolean {
  return map.flow && document.text[map.span.start] === "{";
}

/** Whether a value's last line break is part of it. */
export function endsInBlockText(node: YamlNode | undefined): boolean {
  if (node?.kind === "map") return endsInBlockText(node.entries.at(-1)?.value);
  if (node?.kind === "list") return endsInBlockText(node.items.at(-1));
  return node?.kind === "scalar" && (node.style === "literal" || node.style === "folded");
}
