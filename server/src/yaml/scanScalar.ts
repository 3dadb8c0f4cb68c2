import { t } from "../base/l10n";
import { ownValue } from "../base/ownValue";
import {
  Code,
  type Cursor,
  isBlank,
  isBreak,
  isBreakOrEnd,
  isDigit,
  isFlowIndicator,
  isSpaceBreakOrEnd,
  isWhite,
  YamlStop,
} from "./cursor";
import type { Comment, ScalarNode, Span } from "./tree";

/** Line breaks one after the other, of which millions are counted and not each added to a text. */
class LineBreaks {
  private before = "";
  private lineFeeds = 0;

  /** What they mean in a scalar. */
  get text(): string {
    return this.before + "\n".repeat(this.lineFeeds);
  }

  take(cursor: Cursor): void {
    const lineBreak = cursor.takeLineBreak();
    if (lineBreak === "\n") this.lineFeeds++;
    else {
      this.before = this.text + lineBreak;
      this.lineFeeds = 0;
    }
  }
}

/** A scalar's text as written in the file and after unquoting and folding. */
export interface ScannedScalar {
  readonly kind: "scalar";
  readonly span: Span;
  readonly style: ScalarNode["style"];
  readonly source: string;
}

/** What one of the letters after a backslash means in double quotes. */
const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "\\": "\\",
  "/": "/",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

/** How many hexadecimal digits follow `\x`, `\u` and `\U`. */
const ESCAPE_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Scans a single or double quoted scalar; the cursor is at its quote. */
export function scanQuoted(cursor: Cursor): ScannedScalar {
  const start = cursor.offset;
  const quote = cursor.peek();
  const double = quote === Code.doubleQuote;
  cursor.offset++;
  let source = scanQuotedText(cursor, double);
  while (cursor.peek() !== quote) {
    source += scanQuotedSpaces(cursor);
    source += scanQuotedText(cursor, double);
  }
  cursor.offset++;
  const style = double ? "double" : "single";
  return { kind: "scalar", span: { start, end: cursor.offset }, style, source };
}

/** Characters and escapes up to white space, the end or the closing quote. */
function scanQuotedText(cursor: Cursor, double: boolean): string {
  let source = "";
  for (;;) {
    const start = cursor.offset;
    let code = cursor.peek();
    while (
      !isWhite(code) &&
      code !== Code.singleQuote &&
      code !== Code.doubleQuote &&
      code !== Code.backslash
    ) {
      cursor.offset++;
      code = cursor.peek();
    }
    source += cursor.text.slice(start, cursor.offset);
    if (!double && code === Code.singleQuote && cursor.peek(1) === Code.singleQuote) {
      source += "'";
      cursor.offset += 2;
    } else if (double && code === Code.backslash) {
      cursor.offset++;
      source += scanEscape(cursor);
    } else if (double ? code === Code.singleQuote : code === Code.doubleQuote || code === Code.backslash) {
      source += String.fromCharCode(code);
      cursor.offset++;
    } else {
      return source;
    }
  }
}

function scanEscape(cursor: Cursor): string {
  const letter = cursor.atEnd() ? "" : cursor.character();
  const replacement = ownValue(ESCAPES, letter);
  if (replacement !== undefined) {
    cursor.offset++;
    return replacement;
  }
  const digits = ownValue(ESCAPE_DIGITS, letter);
  if (digits !== undefined) {
    cursor.offset++;
    return scanHexadecimal(cursor, digits);
  }
  if (isBreak(cursor.peek())) {
    cursor.takeLineBreak();
    return scanQuotedBreaks(cursor);
  }
  throw cursor.stop(
    t("'\\{0}' is not an escape sequence; write '\\\\' for a backslash, or use single quotes", letter),
  );
}

function scanHexadecimal(cursor: Cursor, length: number): string {
  const digits = cursor.text.slice(cursor.offset, cursor.offset + length);
  if (!/^[0-9A-Fa-f]+$/.test(digits) || digits.length < length) {
    throw cursor.stop(t("expected {0} hexadecimal digits after the backslash escape", length));
  }
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) {
    const span = { start: cursor.offset, end: cursor.offset + length };
    // Python's `chr` takes a C int.
    const raises = code > 0x7fffffff ? "OverflowError" : "ValueError";
    throw new YamlStop(raises, t("there is no character U+{0}", digits.toUpperCase()), span);
  }
  cursor.offset += length;
  return String.fromCodePoint(code);
}

function scanQuotedSpaces(cursor: Cursor): string {
  const start = cursor.offset;
  cursor.skipBlanks();
  if (cursor.atEnd()) throw cursor.stop(t("the quoted text is not closed before the end of the file"));
  if (!isBreak(cursor.peek())) return cursor.text.slice(start, cursor.offset);
  const lineBreak = cursor.takeLineBreak();
  return foldBreaks(lineBreak, scanQuotedBreaks(cursor));
}

/** One line break folds to a space, several to one fewer; LS and PS are kept. */
function foldBreaks(lineBreak: string, breaks: string): string {
  if (lineBreak !== "\n") return lineBreak + breaks;
  return breaks === "" ? " " : breaks;
}

function scanQuotedBreaks(cursor: Cursor): string {
  const breaks = new LineBreaks();
  for (;;) {
    if (cursor.atDocumentMark("---") || cursor.atDocumentMark("...")) {
      throw cursor.stop(t("the quoted text is not closed before the end of the document"));
    }
    cursor.skipBlanks();
    if (!isBreak(cursor.peek())) return breaks.text;
    breaks.take(cursor);
  }
}

/** Scans a plain scalar; `atLineStart` says whether white space after it ran over a line break. */
export function scanPlain(
  cursor: Cursor,
  indent: number,
  inFlow: boolean,
): { readonly token: ScannedScalar; readonly atLineStart: boolean } {
  const start = cursor.offset;
  let end = start;
  let source = "";
  let spaces: PlainSpaces = { text: "", atLineStart: false };
  while (cursor.peek() !== Code.hash) {
    const from = cursor.offset;
    skipPlainText(cursor, inFlow);
    if (cursor.offset === from) break;
    end = cursor.offset;
    source += spaces.text + cursor.text.slice(from, end);
    spaces = scanPlainSpaces(cursor);
    if (spaces.text === "" || (!inFlow && cursor.column < indent)) break;
  }
  const token = { kind: "scalar", span: { start, end }, style: "plain", source } as const;
  return { token, atLineStart: spaces.atLineStart };
}

function skipPlainText(cursor: Cursor, inFlow: boolean): void {
  for (;;) {
    const code = cursor.peek();
    if (isWhite(code)) return;
    if (code === Code.colon) {
      const next = cursor.peek(1);
      if (isWhite(next) || (inFlow && isFlowIndicator(next))) return;
    } else if (inFlow && (code === Code.question || isFlowIndicator(code))) {
      return;
    }
    cursor.offset++;
  }
}

interface PlainSpaces {
  /** What the white space folds to; empty when the scalar cannot go on. */
  readonly text: string;
  readonly atLineStart: boolean;
}

/** Spaces and line breaks after plain text. Tabs end a plain scalar in PyYAML. */
function scanPlainSpaces(cursor: Cursor): PlainSpaces {
  const start = cursor.offset;
  cursor.skipSpaces();
  if (!isBreak(cursor.peek())) {
    return { text: cursor.text.slice(start, cursor.offset), atLineStart: false };
  }
  const ended = { text: "", atLineStart: true };
  const lineBreak = cursor.takeLineBreak();
  if (atEitherMark(cursor)) return ended;
  const breaks = new LineBreaks();
  while (cursor.peek() === Code.space || isBreak(cursor.peek())) {
    if (cursor.peek() === Code.space) {
      cursor.offset++;
    } else {
      breaks.take(cursor);
      if (atEitherMark(cursor)) return ended;
    }
  }
  return { text: foldBreaks(lineBreak, breaks.text), atLineStart: true };
}

function atEitherMark(cursor: Cursor): boolean {
  return cursor.atDocumentMark("---") || cursor.atDocumentMark("...");
}

/** Scans a `|` or `>` scalar whose content must be indented more than `parentIndent`. */
export function scanBlockScalar(cursor: Cursor, parentIndent: number, comments: Comment[]): ScannedScalar {
  const start = cursor.offset;
  const folded = cursor.peek() === Code.greaterThan;
  cursor.offset++;
  const { chomping, increment } = scanBlockHeader(cursor);
  let end = cursor.offset;
  skipBlockHeaderRest(cursor, comments);

  const leading = scanBlockStart(cursor, Math.max(parentIndent + 1, 1), increment);
  let { breaks } = leading;
  const { indent } = leading;
  const parts: string[] = [];
  let lineBreak = "";
  while (cursor.column === indent && !cursor.atEnd()) {
    const startsWithText = !isBlank(cursor.peek());
    const from = cursor.offset;
    cursor.skipToLineEnd();
    end = cursor.offset;
    parts.push(breaks, cursor.text.slice(from, end));
    lineBreak = cursor.takeLineBreak();
    breaks = scanBlockBreaks(cursor, indent);
    if (cursor.column !== indent || cursor.atEnd()) break;
    const joins = folded && lineBreak === "\n" && startsWithText && !isBlank(cursor.peek());
    parts.push(joins ? (breaks === "" ? " " : "") : lineBreak);
  }
  if (chomping !== "strip") parts.push(lineBreak);
  if (chomping === "keep") {
    parts.push(breaks);
    // The empty lines are content.
    end = Math.max(end, cursor.offset - cursor.column);
  }
  const style = folded ? "folded" : "literal";
  return { kind: "scalar", span: { start, end }, style, source: parts.join("") };
}

interface BlockHeader {
  readonly chomping: "strip" | "keep" | "clip";
  readonly increment: number | undefined;
}

/** `|`, `|-`, `|2`, `|+2`, `|2+`. */
function scanBlockHeader(cursor: Cursor): BlockHeader {
  let chomping = takeChomping(cursor);
  const increment = takeIncrement(cursor);
  if (increment !== undefined) chomping ??= takeChomping(cursor);
  if (!isSpaceBreakOrEnd(cursor.peek())) {
    throw cursor.stop(
      t("expected '+', '-' or a digit after '|' or '>', but found '{0}'", cursor.character()),
    );
  }
  return { chomping: chomping ?? "clip", increment };
}

function takeChomping(cursor: Cursor): "strip" | "keep" | undefined {
  const code = cursor.peek();
  if (code !== Code.plus && code !== Code.minus) return undefined;
  cursor.offset++;
  return code === Code.plus ? "keep" : "strip";
}

function takeIncrement(cursor: Cursor): number | undefined {
  if (!isDigit(cursor.peek())) return undefined;
  const increment = cursor.peek() - 0x30;
  if (increment === 0) throw cursor.stop(t("the indentation of a block text must be 1 to 9, not 0"));
  cursor.offset++;
  return increment;
}

function skipBlockHeaderRest(cursor: Cursor, comments: Comment[]): void {
  cursor.skipSpaces();
  takeComment(cursor, comments);
  if (!isBreakOrEnd(cursor.peek())) {
    throw cursor.stop(
      t("expected a comment or a new line after '|' or '>', but found '{0}'", cursor.character()),
    );
  }
  cursor.takeLineBreak();
}

/** Steps over `# ...` when the cursor is at one. */
export function takeComment(cursor: Cursor, comments: Comment[]): void {
  if (cursor.peek() !== Code.hash) return;
  const start = cursor.offset;
  cursor.skipToLineEnd();
  const span = { start, end: cursor.offset };
  comments.push({ span, text: cursor.text.slice(start + 1, cursor.offset).trim() });
}

/** Leading empty lines, and how far the text behind them is indented. */
interface BlockStart {
  readonly breaks: string;
  readonly indent: number;
}

function scanBlockStart(cursor: Cursor, minimum: number, increment: number | undefined): BlockStart {
  if (increment === undefined) return scanBlockIndentation(cursor, minimum);
  const indent = minimum + increment - 1;
  return { breaks: scanBlockBreaks(cursor, indent), indent };
}

/** The deepest of the empty lines' spaces or of the first text line's is the indentation. */
function scanBlockIndentation(cursor: Cursor, minimum: number): BlockStart {
  const breaks = new LineBreaks();
  let deepest = minimum;
  for (;;) {
    if (cursor.peek() === Code.space) {
      cursor.offset++;
      deepest = Math.max(deepest, cursor.column);
    } else if (isBreak(cursor.peek())) {
      breaks.take(cursor);
    } else {
      return { breaks: breaks.text, indent: deepest };
    }
  }
}

function scanBlockBreaks(cursor: Cursor, indent: number): string {
  const breaks = new LineBreaks();
  for (;;) {
    while (cursor.column < indent && cursor.peek() === Code.space) cursor.offset++;
    if (!isBreak(cursor.peek())) return breaks.text;
    breaks.take(cursor);
  }
}
