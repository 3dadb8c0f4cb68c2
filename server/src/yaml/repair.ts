import type { TextEdit } from "./edit";
import { lineEndAt, lineStartAt } from "./layout";
import type { YamlProblem } from "./tree";

/** A problem with the edit, of the same length, after which the rest of the text can be read. */
export interface Stop extends YamlProblem {
  readonly repair?: TextEdit | undefined;
}

/** The text without what stopped the reader; undefined where it is no slip inside of one line. */
export function repaired(text: string, { raises, span, repair }: Stop): string | undefined {
  const isUndefinedAlias = raises === "ComposerError" && text[span.start] === "*";
  if (raises !== "ScannerError" && raises !== "ParserError" && !isUndefinedAlias) return undefined;
  const edit = repair ?? repairAt(text, span.start);
  return text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
}

function repairAt(text: string, offset: number): TextEdit {
  if (text[offset] === "\t") return { span: { start: offset, end: offset + 1 }, newText: " " };
  return blankLine(text, offset);
}

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
