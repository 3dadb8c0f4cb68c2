import { t } from "../base/l10n";
import { PythonError } from "./pythonError";
import { PythonBytes, PythonDate, PythonObject, PythonTuple, type PythonValue } from "./value";

/** Bits of an int. A longer one would be compared as a whole at each use. */
const LONGEST_INT = 4096;

/**
 * Tells keys that are one key in Python: the same text for both, where one and the same of these gave it. What aliases
 * share is looked at once, however many keys it is a part of.
 */
export class KeyIdentities {
  /** Of what is long, by the object. */
  private readonly known = new Map<PythonValue, string | PythonError>();
  private readonly numbers = new Map<string, number>();

  /** An error for what is no key: TypeError for what is unhashable, MemoryError for an int that is too long. */
  of(key: PythonValue): string | PythonError {
    if (key === null) return "None";
    if (typeof key === "string") return `str:${this.numberOf(key)}`;
    if (typeof key === "boolean") return `number:${key ? 1 : 0}`;
    if (typeof key === "number") return `number:${Number.isInteger(key) ? BigInt(key).toString(16) : key}`;
    if (typeof key === "bigint")
      return BigInt.asIntN(LONGEST_INT, key) === key ? `number:${key.toString(16)}` : tooLong();
    if (key instanceof PythonTuple) this.tuplesIn(key);
    else if (!this.known.has(key)) this.known.set(key, this.written(key));
    return this.known.get(key) ?? unhashable();
  }

  private written(key: PythonValue): string | PythonError {
    if (key instanceof PythonDate) return `${key.type}:${inUtc(key.text)}`;
    if (key instanceof PythonBytes) return `bytes:${this.numberOf(key.base64)}`;
    if (key instanceof PythonObject) return `${key.type}:${this.numberOf(key.text)}`;
    return unhashable();
  }

  /** Inner ones first, and not by calls in calls: aliases make tuples that are deeper than a stack. */
  private tuplesIn(tuple: PythonTuple): void {
    const open = [tuple];
    for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
      const unknown = this.known.has(at) ? [] : at.items.filter((item) => this.isUnknownTuple(item));
      if (unknown.length === 0) {
        if (!this.known.has(at)) this.known.set(at, this.tuple(at));
        open.pop();
      }
      for (const inner of unknown) open.push(inner);
    }
  }

  private isUnknownTuple(value: PythonValue): value is PythonTuple {
    return value instanceof PythonTuple && !this.known.has(value);
  }

  private tuple({ items }: PythonTuple): string | PythonError {
    const numbers: number[] = [];
    for (const item of items) {
      const identity = this.of(item);
      if (typeof identity !== "string") return identity;
      numbers.push(this.numberOf(identity));
    }
    return `tuple:${this.numberOf(numbers.join(","))}`;
  }

  /** A short name for a text that may be long. */
  private numberOf(text: string): number {
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    return number;
  }
}

function unhashable(): PythonError {
  return new PythonError("TypeError", t("a list or a mapping cannot be part of a key"));
}

function tooLong(): PythonError {
  return new PythonError("MemoryError", t("a key has a number of more than {0} bits", LONGEST_INT));
}

/** Two datetimes with zones are one key where they are one moment. */
function inUtc(datetime: string): string {
  const [, local, fraction = "", zone] = /^(.{19})(\.\d+)?([-+]\d\d:\d\d)$/.exec(datetime) ?? [];
  return local === undefined ? datetime : `${Date.parse(`${local.replace(" ", "T")}${zone}`)}${fraction} UTC`;
}
