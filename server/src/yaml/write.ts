import { implicitTag } from "./resolver";
import {
  isList,
  PythonBytes,
  PythonDate,
  type PythonDict,
  PythonObject,
  PythonSet,
  PythonTuple,
  type PythonValue,
} from "./value";

/** Text that means itself without quotes, in block and in flow style, in keys and in values. */
const PLAIN = /^(?!\.\.\.)(?:-[^\s\-?:,[\]{}#]|[^\s\-?:,[\]{}#&*!|>'"%@`])[^:,[\]{}#?\n\t]*$/;

/** What stands around a string; nothing where it means itself without. */
export type Quote = '"' | "'" | "";

/** The quotes that a text has around its keys and strings. */
export interface Quotes {
  readonly keys: Quote;
  readonly values: Quote;
}

const FEWEST: Quotes = { keys: "", values: "" };

/** Characters of a written value. What aliases share is written each time, so a value may be larger than any file. */
const LONGEST_SOURCE = 1_000_000;
/** Levels of a value; PyYAML reads fewer than 500. */
const DEEPEST = 400;

/** Thrown where a value is too large to be written out. */
export class TooLarge extends Error {}

/**
 * The source that PyYAML reads back as exactly this value; collections in flow style, strings in these quotes or
 * those that they need. Only where a value contains itself, as an alias can make it, stands null.
 * @throws TooLarge
 */
export function writeScalar(value: PythonValue, quotes: Quotes = FEWEST): string {
  return write(value, quotes, [], { left: LONGEST_SOURCE });
}

/** The same; undefined for a value that would take more characters. */
export function writeScalarIfShort(value: PythonValue, most = LONGEST_SOURCE): string | undefined {
  try {
    return write(value, FEWEST, [], { left: Math.min(most, LONGEST_SOURCE) });
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/** The characters that may still be written. */
interface Room {
  left: number;
}

const TOO_LARGE = "the value is too large to be written out";
/** In hexadecimal, the shortest way to write an int. */
const BITS_OF_A_DIGIT = 4;
const SIGN = 1;

function within(room: Room, text: string): string {
  room.left -= text.length;
  if (room.left < 0) throw new TooLarge(TOO_LARGE);
  return text;
}

/** `around` are the collections that are being written. */
function write(value: PythonValue, quotes: Quotes, around: readonly PythonValue[], room: Room): string {
  if (value === null || around.includes(value)) return within(room, "null");
  if (typeof value === "bigint") {
    const bits = SIGN + Math.max(room.left, 0) * BITS_OF_A_DIGIT;
    if (BigInt.asIntN(bits, value) !== value) throw new TooLarge(TOO_LARGE);
    return within(room, writeInt(value));
  }
  if (typeof value !== "object") {
    // Quotes and escapes only add to it.
    if (typeof value === "string") within({ ...room }, value);
    return within(room, writePlain(value, quotes));
  }
  if (value instanceof PythonDate) return within(room, value.text);
  if (value instanceof PythonBytes) {
    within({ ...room }, value.base64);
    return within(room, `!!binary ${quoteDouble(value.base64)}`);
  }
  if (value instanceof PythonObject) {
    within({ ...room }, value.text);
    return within(room, writeObject(value));
  }
  if (around.length === DEEPEST) throw new TooLarge("the value is too deep to be written out");
  const inside = [...around, value];
  // Brackets and commas count as well, for collections may be empty.
  within(room, "[]");
  return writeCollection(
    value,
    (item) => write(item, quotes, inside, room),
    (key) => write(key, { ...quotes, values: quotes.keys }, inside, room),
  );
}

function writePlain(value: boolean | number | string, quotes: Quotes): string {
  if (typeof value === "number") return writeFloat(value);
  return typeof value === "string" ? quoted(value, quotes.values) : String(value);
}

/** Python reads no more than 4,300 digits of an int, but in hexadecimal as many as there are. */
function writeInt(value: bigint): string {
  const digits = value.toString(16).length > 3500 ? value.toString(16) : undefined;
  if (digits === undefined) return String(value);
  return digits.startsWith("-") ? `-0x${digits.slice(1)}` : `0x${digits}`;
}

function writeObject({ type, text }: PythonObject): string {
  return type === "complex" ? `!!python/complex ${quoteDouble(text)}` : `!!python/name:${text} ''`;
}

function writeCollection(
  value: readonly PythonValue[] | PythonDict | PythonSet | PythonTuple,
  each: (item: PythonValue) => string,
  eachKey: (key: PythonValue) => string,
): string {
  if (isList(value)) return `[${value.map(each).join(", ")}]`;
  if (value instanceof PythonTuple) return `!!python/tuple [${value.items.map(each).join(", ")}]`;
  if (value instanceof PythonSet) return `!!set {${value.members.map(each).join(", ")}}`;
  return `{${[...value].map(([key, item]) => `${inLine(eachKey(key))}: ${each(item)}`).join(", ")}}`;
}

/** PyYAML looks no further for the colon of a key. */
const LONGEST_KEY = 1000;

function inLine(key: string): string {
  if (key.length > LONGEST_KEY) throw new TooLarge("a key of the value is too long to be written out");
  return key;
}

/** The shortest digits that read back as this double, spelt as PyYAML needs a float: `1.0e-5`, not `1e-5`. */
function writeFloat(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  const isPlain = size === 0 || (size >= 1e-4 && size < 1e16);
  const [mantissa = "", exponent] = (isPlain ? String(value) : value.toExponential()).split("e");
  const decimal = mantissa.includes(".") ? mantissa : `${mantissa}.0`;
  return exponent === undefined ? decimal : `${decimal}e${exponent}`;
}

/** A string as PyYAML reads it back: plain where that means itself, else in double quotes. */
export function writeString(text: string): string {
  const isPlain = PLAIN.test(text) && !/\s$/.test(text) && isPrintable(text) && implicitTag(text) === "str";
  return isPlain ? text : quoteDouble(text);
}

/** A string in these quotes, or in those that it needs. */
export function quoted(text: string, quote: Quote): string {
  if (quote === "") return writeString(text);
  return quote === "'" ? quoteSingle(text) : quoteDouble(text);
}

/** Whether a text may stand in YAML as it is, in one line, and is seen as it stands there. */
export function isPrintable(text: string): boolean {
  return (
    /^[\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text) &&
    !/[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(text)
  );
}

/** Double quotes, with escapes for what cannot stand in a file. */
export function quoteDouble(text: string): string {
  const escaped = text
    .replace(/["\\]/g, "\\$&")
    .replace(
      /[^ -~\xa0-\u061b\u061d-\u200d\u2010-\u2027\u2030-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu,
      escapeCharacter,
    )
    // What is printed into a log of CI is then no command to its runner.
    .replace(/##(?=(?:vso|teamcity)?\[)/gi, "#\\x23");
  return `"${escaped}"`;
}

function escapeCharacter(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Single quotes where the text allows them, double quotes where it does not. */
export function quoteSingle(text: string): string {
  return isPrintable(text) ? `'${text.replaceAll("'", "''")}'` : quoteDouble(text);
}
