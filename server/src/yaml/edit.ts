import type { Span } from "./tree";

/** Replace the characters of `span` by `newText`. Edits of one list never overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Edits in the order of their places, with what is inserted before what is replaced from there on, as LSP wants them. */
export function inOrder<Edit extends TextEdit>(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The text with all edits made, in whatever order they are listed; insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let from = 0;
  for (const { span, newText } of inOrder(edits)) {
    if (span.start < from) throw new RangeError("edits overlap");
    result += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return result + text.slice(from);
}

/** Whether two spans touch; a cursor at either end of a span touches it. */
export function touches(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end;
}
