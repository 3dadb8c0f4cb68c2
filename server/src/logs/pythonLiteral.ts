import { areToldApart } from "../base/farNumber";
import { ownValue } from "../base/ownValue";
import type { PythonValue } from "../yaml/value";
import { PythonTuple } from "../yaml/value";

/** Reads what Python's `repr` prints of plain values; undefined for anything else, such as an object. */
export function pythonLiteral(text: string): PythonValue | undefined {
  const reader = new LiteralReader(text);
  try {
    return reader.whole();
  } catch (error) {
    if (error === NO_LITERAL) return undefined;
    throw error;
  }
}

/** Thrown inside only. One object for all: it needs no stack trace. */
const NO_LITERAL = { reason: "no literal" } as const;

const WORDS: Readonly<Record<string, PythonValue>> = {
  None: null,
  True: true,
  False: false,
  inf: Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
};

/** Python itself neither reads nor prints an int of more. */
const MOST_DIGITS = 4300;

/** Deeper is no config. */
const DEEPEST = 100;

class LiteralReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  whole(): PythonValue {
    const value = this.value();
    this.blank();
    if (this.at < this.text.length) throw NO_LITERAL;
    return value;
  }

  private value(): PythonValue {
    this.blank();
    const next = this.text[this.at];
    if (next === "{") return this.dict();
    if (next === "[") return this.items("[", "]");
    if (next === "(") return new PythonTuple(this.items("(", ")"));
    if (next === "'" || next === '"') return this.string(next);
    return this.wordOrNumber();
  }

  private dict(): PythonValue {
    const entries: [PythonValue, PythonValue][] = [];
    this.each("{", "}", () => {
      const key = this.value();
      this.expect(":");
      entries.push([key, this.value()]);
    });
    if (!areToldApart(entries.map(([key]) => key))) throw NO_LITERAL;
    return new Map(entries);
  }

  private items(open: string, close: string): PythonValue[] {
    const items: PythonValue[] = [];
    this.each(open, close, () => items.push(this.value()));
    return items;
  }

  private each(open: string, close: string, read: () => void): void {
    this.expect(open);
    this.depth += 1;
    if (this.depth > DEEPEST) throw NO_LITERAL;
    for (this.blank(); this.text[this.at] !== close; this.blank()) {
      read();
      this.blank();
      if (this.text[this.at] !== close) this.expect(",");
    }
    this.depth -= 1;
    this.at += 1;
  }

  private string(quote: string): string {
    let value = "";
    for (this.at += 1; this.text[this.at] !== quote; this.at += 1) {
      const next = this.text[this.at];
      if (next === undefined) throw NO_LITERAL;
      value += next === "\\" ? this.escape() : next;
    }
    this.at += 1;
    return value;
  }

  /** Leaves `at` on the last character of the escape. */
  private escape(): string {
    this.at += 1;
    const kind = this.text[this.at] ?? "";
    const digits = { x: 2, u: 4, U: 8 }[kind];
    if (digits === undefined) return ownValue(ESCAPES, kind) ?? kind;
    const written = this.text.slice(this.at + 1, this.at + 1 + digits);
    const code = Number.parseInt(written, 16);
    if (written.length < digits || /[^\da-f]/i.test(written) || code > 0x10ffff) throw NO_LITERAL;
    this.at += digits;
    return String.fromCodePoint(code);
  }

  private wordOrNumber(): PythonValue {
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.text)?.[0] ?? "";
    this.at += token.length;
    const word = Object.hasOwn(WORDS, token) ? ownValue(WORDS, token) : undefined;
    if (word !== undefined) return word;
    if (token.length > MOST_DIGITS) throw NO_LITERAL;
    if (/^-?\d+$/.test(token)) return BigInt(token);
    const number = /^-?[\d.]+(?:e[+-]?\d+)?$/.test(token) ? Number(token) : Number.NaN;
    if (!Number.isNaN(number)) return number;
    throw NO_LITERAL;
  }

  private expect(character: string): void {
    this.blank();
    if (this.text[this.at] !== character) throw NO_LITERAL;
    this.at += 1;
  }

  private blank(): void {
    while (this.text[this.at] === " " || this.text[this.at] === "\n") this.at += 1;
  }
}

const TOKEN = /[\w.+-]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\u0007",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
};
