import { t } from "../base/l10n";
import {
  Code,
  type Cursor,
  isBreakOrEnd,
  isDigit,
  isNameCharacter,
  isSpaceBreakOrEnd,
  isWhite,
  YamlStop,
} from "./cursor";
import { takeComment } from "./scanScalar";
import type { Token } from "./token";
import type { Comment } from "./tree";

/** Scans `&name` or `*name`. */
export function scanAnchorOrAlias(cursor: Cursor): Token {
  const start = cursor.offset;
  const kind = cursor.peek() === Code.asterisk ? "alias" : "anchor";
  cursor.offset++;
  const name = takeName(cursor);
  const code = cursor.peek();
  if (name === "" || !(isWhite(code) || "?:,]}%@`".includes(String.fromCharCode(code)))) {
    throw cursor.stop(
      t(
        "the name of an anchor or alias has only letters, digits, '-' and '_', not '{0}'",
        cursor.character(),
      ),
    );
  }
  return { kind, span: { start, end: cursor.offset }, name };
}

function takeName(cursor: Cursor): string {
  const start = cursor.offset;
  while (isNameCharacter(cursor.peek())) cursor.offset++;
  return cursor.text.slice(start, cursor.offset);
}

/** Scans `!`, `!local`, `!!type`, `!handle!suffix` or `!<uri>`. */
export function scanTag(cursor: Cursor): Token {
  const start = cursor.offset;
  const { handle, suffix } = takeTag(cursor);
  if (!isSpaceBreakOrEnd(cursor.peek())) {
    throw cursor.stop(t("expected a space after the tag, but found '{0}'", cursor.character()));
  }
  return { kind: "tag", span: { start, end: cursor.offset }, handle, suffix };
}

function takeTag(cursor: Cursor): { readonly handle: string | undefined; readonly suffix: string } {
  if (cursor.peek(1) === Code.lessThan) {
    cursor.offset += 2;
    const suffix = takeUri(cursor);
    if (cursor.peek() !== Code.greaterThan) {
      throw cursor.stop(t("expected '>' at the end of the tag, but found '{0}'", cursor.character()));
    }
    cursor.offset++;
    return { handle: undefined, suffix };
  }
  if (isWhite(cursor.peek(1))) {
    cursor.offset++;
    return { handle: undefined, suffix: "!" };
  }
  if (hasHandle(cursor)) {
    const handle = takeHandle(cursor);
    return { handle, suffix: takeUri(cursor) };
  }
  cursor.offset++;
  return { handle: "!", suffix: takeUri(cursor) };
}

/** Whether a second `!` follows in the same word. */
function hasHandle(cursor: Cursor): boolean {
  for (let ahead = 1; ; ahead++) {
    const code = cursor.peek(ahead);
    if (code === Code.exclamation) return true;
    if (isSpaceBreakOrEnd(code)) return false;
  }
}

/** `!`, `!!` or `!name!`. */
function takeHandle(cursor: Cursor): string {
  const start = cursor.offset;
  if (cursor.peek() !== Code.exclamation) {
    throw cursor.stop(t("expected '!', but found '{0}'", cursor.character()));
  }
  cursor.offset++;
  if (cursor.peek() !== Code.space) {
    takeName(cursor);
    if (cursor.peek() !== Code.exclamation) {
      throw cursor.stop(t("expected '!', but found '{0}'", cursor.character()));
    }
    cursor.offset++;
  }
  return cursor.text.slice(start, cursor.offset);
}

function takeUri(cursor: Cursor): string {
  let uri = "";
  for (;;) {
    const code = cursor.peek();
    const start = cursor.offset;
    while (isUriCharacter(cursor.peek())) cursor.offset++;
    if (cursor.offset > start) uri += cursor.text.slice(start, cursor.offset);
    else if (code === Code.percent) uri += takeUriEscapes(cursor);
    else break;
  }
  if (uri === "") throw cursor.stop(t("expected the name of a tag, but found '{0}'", cursor.character()));
  return uri;
}

function isUriCharacter(code: number): boolean {
  return isNameCharacter(code) || URI_MARKS.has(code);
}

const URI_MARKS: ReadonlySet<number> = new Set(
  Array.from(";/?:@&=+$,_.!~*'()[]", (character) => character.charCodeAt(0)),
);

/** A run of `%41%C3%A9`, decoded as UTF-8. */
function takeUriEscapes(cursor: Cursor): string {
  const start = cursor.offset;
  const bytes: number[] = [];
  while (cursor.peek() === Code.percent) {
    cursor.offset++;
    const digits = cursor.text.slice(cursor.offset, cursor.offset + 2);
    if (!/^[0-9A-Fa-f]{2}$/.test(digits)) throw cursor.stop(t("expected two hexadecimal digits after '%'"));
    bytes.push(Number.parseInt(digits, 16));
    cursor.offset += 2;
  }
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  } catch {
    const span = { start, end: cursor.offset };
    throw new YamlStop("ScannerError", t("the escapes of this tag are not UTF-8"), span);
  }
}

/** Scans `%YAML 1.1`, `%TAG ! prefix` or an unknown directive, with the rest of its line. */
export function scanDirective(cursor: Cursor, comments: Comment[]): Token {
  const start = cursor.offset;
  cursor.offset++;
  const name = takeName(cursor);
  if (name === "" || !isSpaceBreakOrEnd(cursor.peek())) {
    throw cursor.stop(t("the name of a directive has only letters, digits, '-' and '_'"));
  }
  let value: { version?: string; tag?: { handle: string; prefix: string } } = {};
  if (name === "YAML") value = { version: takeVersion(cursor) };
  if (name === "TAG") value = { tag: takeTagDirective(cursor) };
  const span = { start, end: cursor.offset };
  if (name !== "YAML" && name !== "TAG") cursor.skipToLineEnd();
  cursor.skipSpaces();
  takeComment(cursor, comments);
  if (!isBreakOrEnd(cursor.peek())) {
    throw cursor.stop(t("expected a comment or a new line after the directive"));
  }
  cursor.takeLineBreak();
  return { kind: "directive", span, name, ...value };
}

/** The major version: PyYAML wants 1. */
function takeVersion(cursor: Cursor): string {
  cursor.skipSpaces();
  const major = takeInteger(cursor);
  if (cursor.peek() !== Code.period) throw cursor.stop(t("expected a digit or '.' in the YAML version"));
  cursor.offset++;
  takeInteger(cursor);
  if (!isSpaceBreakOrEnd(cursor.peek()))
    throw cursor.stop(t("expected a digit or a space after the YAML version"));
  return major;
}

/** Digits without leading zeros, as `int` reads them. */
function takeInteger(cursor: Cursor): string {
  const start = cursor.offset;
  while (isDigit(cursor.peek())) cursor.offset++;
  if (cursor.offset === start) throw cursor.stop(t("expected a digit in the YAML version"));
  return cursor.text.slice(start, cursor.offset).replace(/^0+(?=.)/, "");
}

function takeTagDirective(cursor: Cursor): { handle: string; prefix: string } {
  cursor.skipSpaces();
  const handle = takeHandle(cursor);
  if (cursor.peek() !== Code.space) throw cursor.stop(t("expected a space after the tag handle"));
  cursor.skipSpaces();
  const prefix = takeUri(cursor);
  if (!isSpaceBreakOrEnd(cursor.peek())) throw cursor.stop(t("expected a space after the tag prefix"));
  return { handle, prefix };
}
