import { t } from "../base/l10n";
import type { TextEdit } from "./edit";
import { lineEndAt, lineStartAt, startsLine } from "./layout";
import type { Span, YamlProblem } from "./tree";

/** A problem with the edit, of the same length, after which the rest of the text can be read. */
export interface Stop extends YamlProblem {
  readonly repair?: TextEdit | undefined;
}

/** The text without what stopped the reader; undefined where it is no slip inside of one line. */
export function repaired(text: string, { raises, span, repair }: Stop): string | undefined {
  const isUndefinedAlias = raises === "ComposerError" && text[span.start] === "*";
  if (raises !== "ScannerError" && raises !== "ParserError" && !isUndefinedAlias) return undefined;
  const edit = repair ?? balancedLine(text, span.start);
  if (edit === undefined) return undefined;
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

/** Spaces instead of a line that opens and closes all of its own: behind any other nobody knows what belongs to what. */
export function balancedLine(text: string, offset: number): TextEdit | undefined {
  const edit = blankLine(text, offset);
  const line = text.slice(edit.span.start, edit.span.end);
  const count = (mark: string) => line.split(mark).length;
  return count("{") === count("}") && count("[") === count("]") ? edit : undefined;
}

/** Spaces instead of the whole line. */
function blankLine(text: string, offset: number): TextEdit {
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

/** Why a plain text is not over where a `:` stands that can belong to no key. */
export function whyNoKey(text: string, colon: number): string {
  if (runningOn(text, colon) !== undefined)
    return t("the line before has no ':' with a space behind it, so its text runs on to here");
  return startsWithKey(text.slice(lineStartAt(text, colon), colon + 1))
    ? t("this line is indented, so it goes on with the value of the line before")
    : t("a second ':' on this line; put the text with the ':' in quotes");
}

/** A space behind the `:` of the line before, without which it is text that runs on to `colon`. */
export function missingSpace(text: string, colon: number): TextEdit | undefined {
  const line = runningOn(text, colon);
  const key = line && /^[ \t]*[\w-]+:/.exec(text.slice(line.start, line.end));
  return line && key ? insertion(line.start + key[0].length, " ") : undefined;
}

/** The indentation of the line before for a line that begins with a key. */
export function sameIndentation(text: string, colon: number): TextEdit | undefined {
  const start = lineStartAt(text, colon);
  const line = text.slice(start, colon + 1);
  if (!startsWithKey(line)) return undefined;
  const before = text.slice(lineBefore(text, colon).start);
  return {
    span: { start, end: start + blanksOf(line).length },
    newText: blanksOf(before),
  };
}

/** The line before that of `offset`, when its text runs on for want of a `:` with white space behind it. */
function runningOn(text: string, offset: number): Span | undefined {
  const line = lineBefore(text, offset);
  // No text runs on over a comment.
  const ends = /:\s|(?:^|\s)#/.test(`${text.slice(line.start, line.end)} `);
  return line.end === 0 || ends ? undefined : line;
}

/** The last line before that of `offset` that is not blank. */
function lineBefore(text: string, offset: number): Span {
  const end = text.slice(0, lineStartAt(text, offset)).trimEnd().length;
  return { start: lineStartAt(text, end), end };
}

function startsWithKey(line: string): boolean {
  return /^[ \t]*[\w-]+:$/.test(line);
}

function blanksOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
