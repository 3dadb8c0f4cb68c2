import { ownValue } from "../../../base/ownValue";
import { dictGet, length, lower, toInt } from "../../../python/access";
import { compare, numberOf, truthy } from "../../../python/compare";
import { elementsOf } from "../../../python/elements";
import { str } from "../../../python/text";
import { UNKNOWN } from "../../../python/unknown";
import { PythonTuple, type PythonValue, typeName } from "../../../yaml/value";
import { applied, type Known } from "./known";

/** Python's own functions of one value, of those that conditions ask. */
const BUILTINS: Readonly<Record<string, (value: PythonValue) => PythonValue>> = {
  len: (value) => BigInt(length(value)),
  int: toInt,
  float: (value) => Number(numberOf(value) ?? unknown()),
  str,
  bool: truthy,
  abs: (value) => {
    const number = numberOf(value) ?? unknown();
    return number < 0 ? -number : number;
  },
  list: elements,
  tuple: (value) => new PythonTuple(elements(value)),
  all: (value) => elements(value).every(truthy),
  any: (value) => elements(value).some(truthy),
};

/** Whether a function is one of Python's own that are known here; the file may have one of that name as well. */
export function isBuiltin(name: string): boolean {
  return name === "min" || name === "max" || Object.hasOwn(BUILTINS, name);
}

/** Calls a function of Python's own; undefined where it is another, or its arguments are not known. */
export function callBuiltin(name: string, values: readonly Known[]): Known {
  if (name === "min" || name === "max")
    return applied((...all) => extreme(all, name === "min" ? "<" : ">"), ...values);
  return values.length === 1 ? applied(ownValue(BUILTINS, name), values[0]) : undefined;
}

function extreme(values: readonly PythonValue[], order: "<" | ">"): PythonValue {
  const [first] = values;
  const all = values.length === 1 && first !== undefined ? elements(first) : values;
  const [begin = unknown(), ...others] = all;
  return others.reduce((best, it) => (compare(it, order, best) ? it : best), begin);
}

/** Methods that change nothing. */
const METHODS: Readonly<Record<string, (value: PythonValue, ...given: PythonValue[]) => PythonValue>> = {
  get: (value, key, otherwise = null) => dictGet(value, typeof key === "string" ? key : unknown(), otherwise),
  items: unknown,
  keys: unknown,
  values: unknown,
  lower,
  upper: (value) => (typeof value === "string" ? value.toUpperCase() : unknown()),
  startswith: (value, other, ...place) =>
    isText(value) && isText(other) && place.length === 0 ? value.startsWith(other) : unknown(),
  endswith: (value, other, ...place) =>
    isText(value) && isText(other) && place.length === 0 ? value.endsWith(other) : unknown(),
};

function isText(value: PythonValue | undefined): value is string {
  return typeof value === "string";
}

/** Whether a method leaves the value as it is. */
export function isPure(method: string): boolean {
  return Object.hasOwn(METHODS, method);
}

export function callMethod(name: string, value: PythonValue, given: readonly Known[]): Known {
  return isPure(name) ? applied(ownValue(METHODS, name), value, ...given) : undefined;
}

/** `isinstance(value, int)`, or one of several types by their names: `(list, tuple)`. */
export function isInstance(value: Known, types: string): boolean | undefined {
  const names = types
    .replace(/[()\s]/g, "")
    .split(",")
    .filter((name) => name !== "");
  if (value === undefined || names.some((name) => !TYPES.has(name))) return undefined;
  const own = typeName(value);
  return names.includes(own) || (own === "bool" && names.includes("int"));
}

const TYPES: ReadonlySet<string> = new Set(["bool", "int", "float", "str", "list", "dict", "tuple", "set"]);

function elements(value: PythonValue): readonly PythonValue[] {
  return elementsOf(value) ?? unknown();
}

function unknown(): never {
  throw UNKNOWN;
}
