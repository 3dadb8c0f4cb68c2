import type { TextEdit } from "./edit";
import { lineEndAt, lineStartAt, startsLine } from "./layout";
import type { Comment, YamlProblem } from "./tree";

/** A problem with the edit, of the same length, after which the rest of the text can be read. */
export interface Stop extends YamlProblem {
  readonly repair?: TextEdit | undefined;
}

/** The text without what stopped the reader; undefined where it is no slip inside of one line. */
export function repaired(text: string, { raises, span, repair }: Stop): string | undefined {
  const isUndefinedAlias = raises === "ComposerError" && text[span.start] === "*";
  if (raises !== "ScannerError" && raises !== "ParserError" && !isUndefinedAlias) return undefined;
  const edit = repair ?? blankLine(text, span.start);
  return text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
}

/**
 * Spaces instead of tabs: all of the indentation where it has no meaning, in flow style. In block style nobody
 * knows how far a tab indents.
 */
export function tabsToSpaces(text: string, offset: number, inFlow: boolean): TextEdit | undefined {
  if (startsLine(text, offset)) {
    if (!inFlow) return undefined;
    const newText = text.slice(offset).replace(/^[ \t]+/gm, (blanks) => " ".repeat(blanks.length));
    return { span: { start: offset, end: text.length }, newText };
  }
  const blanks = /^[ \t]*/.exec(text.slice(offset))?.[0] ?? "";
  return { span: { start: offset, end: offset + blanks.length }, newText: " ".repeat(blanks.length) };
}

/** Spaces instead of the whole line. */
export function blankLine(text: string, offset: number): TextEdit {
  const span = { start: lineStartAt(text, offset), end: lineEndAt(text, offset) };
  return { span, newText: " ".repeat(span.end - span.start) };
}

/**
 * A comma in front of an entry of a flow collection. When `:` was found, the plain value before it ran on over
 * the line break and swallowed the next key, which starts the line.
 */
export function missingComma(text: string, offset: number, foundColon: boolean): TextEdit | undefined {
  let entry = offset;
  if (foundColon) {
    entry = lineStartAt(text, offset);
    while (/[ \t]/.test(text.charAt(entry))) entry++;
  }
  if (!/\s/.test(text.charAt(entry - 1))) return undefined;
  return { span: { start: entry - 1, end: entry }, newText: "," };
}

/** Where the last thing before `offset` ends: neither blanks nor comments, of which all before it are given. */
export function endBefore(text: string, offset: number, comments: readonly Comment[]): number {
  let end = offset;
  for (;;) {
    end = text.slice(0, end).trimEnd().length;
    const comment = comments.find(({ span }) => span.start < end && end <= span.end);
    if (comment === undefined) return end;
    end = comment.span.start;
  }
}
