import { PythonError } from "../yaml/pythonError";
import {
  isDict,
  isList,
  PythonBytes,
  PythonDate,
  type PythonDict,
  PythonSet,
  PythonTuple,
  type PythonValue,
  typeName,
} from "../yaml/value";
import { elementsOf } from "./elements";

/** What Python counts with: a bool is the int 0 or 1; undefined for what is no number. */
export function numberOf(value: PythonValue): bigint | number | undefined {
  if (typeof value === "boolean") return value ? 1n : 0n;
  return typeof value === "bigint" || typeof value === "number" ? value : undefined;
}

/** Python's `bool(value)`. */
export function truthy(value: PythonValue): boolean {
  if (value === null || typeof value === "boolean") return value === true;
  const number = numberOf(value);
  // NaN is true in Python.
  if (number !== undefined) return typeof number === "bigint" ? number !== 0n : number !== 0;
  if (typeof value === "string") return value !== "";
  return elementsOf(value)?.length !== 0;
}

/** Python's `a == b`: `True == 1 == 1.0`. */
export function equals(a: PythonValue, b: PythonValue): boolean {
  if (a === b) return true;
  const [left, right] = [numberOf(a), numberOf(b)];
  // biome-ignore lint/suspicious/noDoubleEquals: JavaScript compares bigint and number exactly with `==`.
  if (left !== undefined && right !== undefined) return left == right;
  if (isList(a) && isList(b)) return equalLists(a, b);
  if (isDict(a) && isDict(b)) return equalDicts(a, b);
  if (a instanceof PythonTuple && b instanceof PythonTuple) return equalLists(a.items, b.items);
  if (a instanceof PythonSet && b instanceof PythonSet) return equalSets(a.members, b.members);
  if (a instanceof PythonDate && b instanceof PythonDate) return a.type === b.type && a.text === b.text;
  return a instanceof PythonBytes && b instanceof PythonBytes && a.base64 === b.base64;
}

function equalLists(a: readonly PythonValue[], b: readonly PythonValue[]): boolean {
  return a.length === b.length && a.every((item, index) => equals(item, b[index] ?? null));
}

function equalSets(a: readonly PythonValue[], b: readonly PythonValue[]): boolean {
  return a.length === b.length && a.every((member) => b.some((other) => equals(member, other)));
}

function equalDicts(a: PythonDict, b: PythonDict): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([key, item]) => {
    const other = b.get(key);
    return other !== undefined && equals(item, other);
  });
}

export type Order = "<" | "<=" | ">" | ">=";

/** Python's `a < b` and the like. Throws TypeError where Python has no order. */
export function compare(a: PythonValue, order: Order, b: PythonValue): boolean {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== undefined && right !== undefined) return ordered(left, order, right);
  if (typeof a === "string" && typeof b === "string") return ordered(a, order, b);
  if (isList(a) && isList(b)) return compareLists(a, order, b);
  const types = `'${typeName(a)}' and '${typeName(b)}'`;
  throw new PythonError("TypeError", `'${order}' not supported between instances of ${types}`);
}

function compareLists(a: readonly PythonValue[], order: Order, b: readonly PythonValue[]): boolean {
  const different = a.findIndex((item, index) => index < b.length && !equals(item, b[index] ?? null));
  const [left, right] = [a[different], b[different]];
  if (left === undefined || right === undefined) return ordered(a.length, order, b.length);
  return compare(left, order, right);
}

function ordered<T extends string | number | bigint>(a: T, order: Order, b: T): boolean {
  switch (order) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}
