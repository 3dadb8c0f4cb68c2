import {
  isDict,
  isList,
  PythonBytes,
  PythonDate,
  type PythonDict,
  PythonSet,
  PythonTuple,
  type PythonValue,
} from "../yaml/value";

/** Characters of a printed value. More nobody reads, and what aliases share may stand for more than any memory holds. */
export const LONGEST_TEXT = 10_000;
/** Levels of a printed value; below stands `...`. */
const DEEPEST = 100;
/** Python prints no int of more digits in decimals. */
const LARGEST_DECIMAL = 10n ** 4300n;

/** Python's `str(value)`; of what is no string, as much as `repr` prints. */
export function str(value: PythonValue): string {
  if (typeof value === "string") return value;
  return value instanceof PythonDate ? value.text : repr(value);
}

/**
 * Python's `repr(value)`, of which no more than `most` characters are built: where they end, `...` follows. What
 * contains itself, as a YAML alias can make it, is `[...]` or `{...}` inside.
 */
export function repr(value: PythonValue, most = LONGEST_TEXT): string {
  const printer = new Printer(most);
  printer.print(value, []);
  return printer.text;
}

class Printer {
  #text = "";
  #isCut = false;

  constructor(private readonly most: number) {}

  get text(): string {
    return this.#isCut ? `${this.#text}...` : this.#text;
  }

  /** `around` are the collections that are being printed. */
  print(value: PythonValue, around: readonly PythonValue[]): void {
    if (this.#isCut) return;
    if (!isCollection(value)) this.#add(this.#scalar(value));
    else if (around.includes(value)) this.#add(isDict(value) ? "{...}" : "[...]");
    else if (around.length === DEEPEST) this.#add("...");
    else this.#collection(value, [...around, value]);
  }

  #add(text: string): void {
    const room = this.most - this.#text.length;
    this.#isCut ||= text.length > room;
    this.#text += text.slice(0, Math.max(0, room));
  }

  #scalar(value: Exclude<PythonValue, Collection>): string {
    if (value === null) return "None";
    if (typeof value === "boolean") return value ? "True" : "False";
    if (typeof value === "bigint") return reprInt(value, this.most);
    if (typeof value === "number") return reprFloat(value);
    if (typeof value === "string") return reprString(value, this.most);
    if (value instanceof PythonDate) return reprDate(value);
    return value instanceof PythonBytes ? `b'${value.base64}'` : value.text;
  }

  #collection(value: Collection, around: readonly PythonValue[]): void {
    if (isList(value)) this.#items("[", value, "]", around);
    else if (value instanceof PythonTuple)
      this.#items("(", value.items, value.items.length === 1 ? ",)" : ")", around);
    else if (value instanceof PythonSet && value.members.length === 0) this.#add("set()");
    else if (value instanceof PythonSet) this.#items("{", value.members, "}", around);
    else this.#entries(value, around);
  }

  #items(begin: string, items: readonly PythonValue[], end: string, around: readonly PythonValue[]): void {
    this.#add(begin);
    for (const [index, item] of items.entries()) {
      if (this.#isCut) return;
      if (index > 0) this.#add(", ");
      this.print(item, around);
    }
    this.#add(end);
  }

  #entries(dict: PythonDict, around: readonly PythonValue[]): void {
    let separator = "{";
    for (const [key, item] of dict) {
      if (this.#isCut) return;
      this.#add(separator);
      this.print(key, around);
      this.#add(": ");
      this.print(item, around);
      separator = ", ";
    }
    this.#add(dict.size === 0 ? "{}" : "}");
  }
}

type Collection = readonly PythonValue[] | PythonDict | PythonSet | PythonTuple;

function isCollection(value: PythonValue): value is Collection {
  return isList(value) || isDict(value) || value instanceof PythonSet || value instanceof PythonTuple;
}

function reprInt(value: bigint, most: number): string {
  if (value < LARGEST_DECIMAL && value > -LARGEST_DECIMAL) return value.toString();
  return `${value < 0n ? "-" : ""}0x${firstDigits(value < 0n ? -value : value, most).toString(16)}`;
}

/** The bits of V8's longest int are fewer. */
const LONGEST_SHIFT = 2 ** 30;

/** Of an int's hexadecimals the first, some more than `most`: a text of all would be made to be cut. */
function firstDigits(value: bigint, most: number): bigint {
  const enough = 16n ** BigInt(most);
  let first = value;
  for (let bits = LONGEST_SHIFT; bits >= 4; bits /= 2) {
    const shorter = first >> BigInt(bits);
    if (shorter >= enough) first = shorter;
  }
  return first;
}

/** `datetime.datetime(2020, 1, 2, 10, 0, tzinfo=datetime.timezone.utc)`, with seconds only where there are some. */
function reprDate({ type, text }: PythonDate): string {
  const zone = type === "datetime" ? /([+-]\d\d):(\d\d)$/.exec(text) : null;
  const parts = text.slice(0, zone?.index).split(/\D/).map(Number);
  while (parts.length > 5 && parts.at(-1) === 0) parts.pop();
  const tzinfo = zone === null ? "" : `, tzinfo=${reprZone(zone[1] ?? "", zone[2] ?? "")}`;
  return `datetime.${type}(${parts.join(", ")}${tzinfo})`;
}

/** A zone by its offset, hours with their sign. A negative `timedelta` has days below zero and seconds above. */
function reprZone(hours: string, minutes: string): string {
  const seconds = Number(hours) * 3600 + Number(`${hours.charAt(0)}${minutes}`) * 60;
  if (seconds === 0) return "datetime.timezone.utc";
  const delta = seconds < 0 ? `days=-1, seconds=${seconds + 86_400}` : `seconds=${seconds}`;
  return `datetime.timezone(datetime.timedelta(${delta}))`;
}

/** The shortest digits that read back equal, with an exponent below 1e-4 and from 1e16 on. */
function reprFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  const digits = value.toString();
  return digits.includes(".") ? digits : `${digits}.0`;
}

const ESCAPES = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** No more than the first `most` characters are looked at; then the quote that ends it is missing. */
function reprString(text: string, most: number): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = [...text.slice(0, most + 1)].map((character) => {
    if (character === quote) return `\\${quote}`;
    return ESCAPES.get(character) ?? escapedControl(character);
  });
  return `${quote}${inside.join("")}${quote}`;
}

function escapedControl(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const isControl = code < 0x20 || (code >= 0x7f && code <= 0xa0);
  return isControl ? `\\x${code.toString(16).padStart(2, "0")}` : character;
}
