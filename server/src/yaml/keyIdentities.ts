import { PythonBytes, PythonDate, PythonObject, PythonTuple, type PythonValue } from "./value";

/** Bits of an int that is written out at each use; of longer ones no text has many. */
const SHORT = 4096;

/**
 * Tells keys that are one key in Python: the same text for both, where one and the same of these gave it. What aliases
 * share is looked at once, however many keys it is a part of.
 */
export class KeyIdentities {
  /** Of what is long; undefined for a tuple of something unhashable. */
  private readonly known = new Map<PythonValue, string | undefined>();
  private readonly numbers = new Map<string, number>();

  /** Undefined for what is unhashable. */
  of(key: PythonValue): string | undefined {
    if (key === null) return "None";
    if (typeof key === "string") return `str:${this.numberOf(key)}`;
    if (typeof key === "boolean") return `number:${key ? 1 : 0}`;
    if (typeof key === "number") return `number:${Number.isInteger(key) ? BigInt(key).toString(16) : key}`;
    if (typeof key === "bigint" && BigInt.asIntN(SHORT, key) === key) return `number:${key.toString(16)}`;
    if (key instanceof PythonTuple) this.tuplesIn(key);
    else if (!this.known.has(key)) this.known.set(key, this.written(key));
    return this.known.get(key);
  }

  private written(key: PythonValue): string | undefined {
    if (typeof key === "bigint") return `number:${key.toString(16)}`;
    if (key instanceof PythonDate) return `${key.type}:${inUtc(key.text)}`;
    if (key instanceof PythonBytes) return `bytes:${this.numberOf(key.base64)}`;
    if (key instanceof PythonObject) return `${key.type}:${this.numberOf(key.text)}`;
    return undefined;
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

  private tuple({ items }: PythonTuple): string | undefined {
    const numbers: number[] = [];
    for (const item of items) {
      const identity = this.of(item);
      if (identity === undefined) return undefined;
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

/** Two datetimes with zones are one key where they are one moment. */
function inUtc(datetime: string): string {
  const [, local, fraction = "", zone] = /^(.{19})(\.\d+)?([-+]\d\d:\d\d)$/.exec(datetime) ?? [];
  return local === undefined ? datetime : `${Date.parse(`${local.replace(" ", "T")}${zone}`)}${fraction} UTC`;
}
