import type { TextEdit } from "./edit";
import type { Span } from "./tree";

/** Thrown inside the reader where PyYAML would raise; caught by it, never seen outside. */
export class YamlStop extends Error {
  constructor(
    readonly raises: string,
    message: string,
    readonly span: Span,
    readonly repair?: TextEdit,
  ) {
    super(message);
  }
}

/** A position in a text, with the line and column PyYAML would count. */
export class Cursor {
  offset = 0;
  line = 0;
  private lineStart = 0;

  /** `text` must have no NUL: it is how every scan recognises the end. */
  constructor(readonly text: string) {
    if (text.startsWith("\uFEFF")) {
      // PyYAML drops a leading byte order mark and does not count its column.
      this.offset = 1;
      this.lineStart = 1;
    }
  }

  get column(): number {
    return this.offset - this.lineStart;
  }

  /** The UTF-16 unit `ahead` of the cursor; 0 behind the end. */
  peek(ahead = 0): number {
    const at = this.offset + ahead;
    return at < this.text.length ? this.text.charCodeAt(at) : 0;
  }

  /** The character at the cursor, for a message. */
  character(ahead = 0): string {
    return String.fromCodePoint(this.text.codePointAt(this.offset + ahead) ?? 0);
  }

  atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  skipSpaces(): void {
    while (this.peek() === Code.space) this.offset++;
  }

  skipBlanks(): void {
    while (isBlank(this.peek())) this.offset++;
  }

  skipToLineEnd(): void {
    while (!isBreakOrEnd(this.peek())) this.offset++;
  }

  /** Steps over one line break and returns what it means in a scalar; "" when there is none. */
  takeLineBreak(): "" | "\n" | "\u2028" | "\u2029" {
    const code = this.peek();
    if (!isBreak(code)) return "";
    this.offset += code === Code.carriageReturn && this.peek(1) === Code.lineFeed ? 2 : 1;
    this.line++;
    this.lineStart = this.offset;
    if (code === 0x2028) return "\u2028";
    return code === 0x2029 ? "\u2029" : "\n";
  }

  /** Whether `---` or `...` (as `mark`) stands here followed by white space; the caller checks the column. */
  atDocumentMark(mark: "---" | "..."): boolean {
    return this.text.startsWith(mark, this.offset) && isWhite(this.peek(3));
  }

  stop(message: string): YamlStop {
    const width = this.atEnd() ? 0 : this.character().length;
    return new YamlStop("ScannerError", message, { start: this.offset, end: this.offset + width });
  }
}

/** UTF-16 units the scanner looks for. */
export const Code = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  exclamation: 0x21,
  doubleQuote: 0x22,
  hash: 0x23,
  percent: 0x25,
  ampersand: 0x26,
  singleQuote: 0x27,
  asterisk: 0x2a,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  period: 0x2e,
  colon: 0x3a,
  lessThan: 0x3c,
  greaterThan: 0x3e,
  question: 0x3f,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  pipe: 0x7c,
  closeBrace: 0x7d,
} as const;

/** A line break as YAML 1.1 has it: LF, CR, NEL, LS or PS. */
export function isBreak(code: number): boolean {
  return (
    code === Code.lineFeed ||
    code === Code.carriageReturn ||
    code === 0x85 ||
    code === 0x2028 ||
    code === 0x2029
  );
}

export function isBreakOrEnd(code: number): boolean {
  return code === 0 || isBreak(code);
}

export function isBlank(code: number): boolean {
  return code === Code.space || code === Code.tab;
}

/** Blank, line break or end of the text. */
export function isWhite(code: number): boolean {
  return code <= Code.space ? isBlank(code) || isBreakOrEnd(code) : code >= 0x85 && isBreak(code);
}

/** What ends a directive, a tag or a block scalar's header: white space other than a tab. */
export function isSpaceBreakOrEnd(code: number): boolean {
  return code !== Code.tab && isWhite(code);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The characters of anchor names, tag handles and directive names. */
export function isNameCharacter(code: number): boolean {
  return (
    isDigit(code) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === Code.minus ||
    code === 0x5f
  );
}

const INDICATORS: ReadonlySet<number> = new Set(
  Array.from("-?:,[]{}#&*!|>'\"%@`", (character) => character.charCodeAt(0)),
);

/** The characters with a meaning of their own at the start of a token. */
export function isIndicator(code: number): boolean {
  return INDICATORS.has(code);
}

export function isFlowIndicator(code: number): boolean {
  return (
    code === Code.comma ||
    code === Code.openBracket ||
    code === Code.closeBracket ||
    code === Code.openBrace ||
    code === Code.closeBrace
  );
}
