import { PythonError } from "../yaml/pythonError";
import { pythonInt } from "../yaml/pythonNumber";
import { isDict, isList, type PythonDict, PythonTuple, type PythonValue, typeName } from "../yaml/value";
import { equals, numberOf } from "./compare";
import { countOfElements, elementsOf } from "./elements";
import { repr } from "./text";
import { UNKNOWN } from "./unknown";

/** Python's `value[key]`. */
export function subscript(value: PythonValue, key: PythonValue): PythonValue {
  if (isDict(value)) {
    const found = value.get(key);
    if (found === undefined) throw new PythonError("KeyError", repr(key));
    return found;
  }
  if (isList(value)) return itemAt(value, key, "list");
  if (value instanceof PythonTuple) return itemAt(value.items, key, "tuple");
  if (typeof value === "string") return itemAt([...value], key, "string");
  throw new PythonError("TypeError", `'${typeName(value)}' object is not subscriptable`);
}

function itemAt(
  items: readonly PythonValue[],
  key: PythonValue,
  kind: "list" | "tuple" | "string",
): PythonValue {
  const index = numberOf(key);
  if (typeof index !== "bigint") {
    const wanted = kind === "string" ? "integers, not " : "integers or slices, not ";
    const given = kind === "string" ? `'${typeName(key)}'` : typeName(key);
    throw new PythonError("TypeError", `${kind} indices must be ${wanted}${given}`);
  }
  const item = items.at(Number(index));
  if (item === undefined) throw new PythonError("IndexError", `${kind} index out of range`);
  return item;
}

/** Calls `value.get(key, otherwise)`, which only a dict has. */
export function dictGet(value: PythonValue, key: string, otherwise: PythonValue = null): PythonValue {
  const found = method(value, "get").get(key);
  return found === undefined ? otherwise : found;
}

/** Calls `value.lower()`, which only a str has. */
export function lower(value: PythonValue): string {
  if (typeof value !== "string") throw noAttribute(value, "lower");
  return value.toLowerCase();
}

function method(value: PythonValue, name: string): PythonDict {
  if (!isDict(value)) throw noAttribute(value, name);
  return value;
}

function noAttribute(value: PythonValue, name: string): PythonError {
  return new PythonError("AttributeError", `'${typeName(value)}' object has no attribute '${name}'`);
}

/** Python's `item in container`. */
export function contains(container: PythonValue, item: PythonValue): boolean {
  if (typeof container === "string") {
    if (typeof item === "string") return container.includes(item);
    const type = typeName(item);
    throw new PythonError("TypeError", `'in <string>' requires string as left operand, not ${type}`);
  }
  const elements = elementsOf(container);
  if (elements !== undefined) return elements.some((element) => equals(element, item));
  throw new PythonError("TypeError", `argument of type '${typeName(container)}' is not iterable`);
}

/** The items of `for item in value`. */
export function iterate(value: PythonValue): readonly PythonValue[] {
  const elements = elementsOf(value);
  if (elements !== undefined) return elements;
  throw new PythonError("TypeError", `'${typeName(value)}' object is not iterable`);
}

/** Python's `len(value)`. */
export function length(value: PythonValue): number {
  const count = countOfElements(value);
  if (count !== undefined) return count;
  throw new PythonError("TypeError", `object of type '${typeName(value)}' has no len()`);
}

/** How often `for _ in range(value)` runs. More than anyone has layers is unknown. */
export function rangeLength(value: PythonValue): number {
  const count = numberOf(value);
  if (typeof count !== "bigint") {
    const type = typeName(value);
    throw new PythonError("TypeError", `'${type}' object cannot be interpreted as an integer`);
  }
  if (count > 100_000n) throw UNKNOWN;
  return Math.max(0, Number(count));
}

/** Python's `int(value)`. */
export function toInt(value: PythonValue): bigint {
  if (typeof value === "number") return truncated(value);
  const number = numberOf(value);
  if (typeof number === "bigint") return number;
  if (typeof value !== "string") {
    const wanted = "a string, a bytes-like object or a real number";
    throw new PythonError("TypeError", `int() argument must be ${wanted}, not '${typeName(value)}'`);
  }
  const isWhole = /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(value);
  const parsed = isWhole ? pythonInt(value.replaceAll("_", ""), 10) : undefined;
  if (parsed !== undefined) return parsed;
  throw new PythonError("ValueError", `invalid literal for int() with base 10: ${repr(value)}`);
}

function truncated(value: number): bigint {
  if (Number.isNaN(value)) throw new PythonError("ValueError", "cannot convert float NaN to integer");
  if (!Number.isFinite(value)) {
    throw new PythonError("OverflowError", "cannot convert float infinity to integer");
  }
  return BigInt(Math.trunc(value));
}
