import { t } from "../base/l10n";
import { PythonError } from "./pythonError";
import { PythonBytes, PythonDate, PythonObject, PythonSet, PythonTuple, type PythonValue } from "./value";

/** Whether Python's `isinstance(value, Hashable)` holds. */
export function isHashable(value: PythonValue): boolean {
  return !(Array.isArray(value) || value instanceof Map || value instanceof PythonSet);
}

/** Builds a dict with Python's key equality: `1`, `1.0` and `true` are one key, the first one written. */
export class DictBuilder {
  readonly dict = new Map<PythonValue, PythonValue>();
  /** Keys other than strings, by what makes them equal. */
  private readonly keys = new Map<string, PythonValue>();

  /** @throws PythonError TypeError for a tuple of something unhashable */
  set(key: PythonValue, value: PythonValue): void {
    if (typeof key === "string") {
      this.dict.set(key, value);
      return;
    }
    const identity = identityOf(key);
    const known = this.keys.get(identity) ?? key;
    this.keys.set(identity, known);
    this.dict.set(known, value);
  }
}

/** The same text for all keys that are one key in Python. Throws a PythonError TypeError for what is unhashable. */
export function identityOf(key: PythonValue): string {
  if (key === null) return "None";
  if (typeof key === "string") return `str:${JSON.stringify(key)}`;
  if (typeof key === "boolean") return `number:${key ? 1 : 0}`;
  if (typeof key === "bigint") return `number:${key}`;
  if (typeof key === "number") return `number:${Number.isInteger(key) ? BigInt(key) : key}`;
  if (key instanceof PythonDate) return `${key.type}:${inUtc(key.text)}`;
  if (key instanceof PythonBytes) return `bytes:${key.base64}`;
  if (key instanceof PythonObject) return `${key.type}:${key.text}`;
  if (key instanceof PythonTuple) return `tuple:(${key.items.map(identityOf).join(",")})`;
  throw new PythonError("TypeError", t("a list or a mapping cannot be part of a key"));
}

/** Two datetimes with zones are one key where they are one moment. */
function inUtc(datetime: string): string {
  const [, local, fraction = "", zone] = /^(.{19})(\.\d+)?([-+]\d\d:\d\d)$/.exec(datetime) ?? [];
  return local === undefined ? datetime : `${Date.parse(`${local.replace(" ", "T")}${zone}`)}${fraction} UTC`;
}
