import { isDict, isList, type PythonValue } from "../yaml/value";
import { str } from "./text";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A Python value in JSON: an int that JSON readers would round becomes its digits, what JSON lacks Python's `str`. */
export function jsonOf(value: PythonValue): Json {
  return jsonInside(value, []);
}

/** `around` are the collections on the way: one that contains itself, as a YAML alias can make it, ends there. */
function jsonInside(value: PythonValue, around: readonly PythonValue[]): Json {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (around.includes(value)) return isDict(value) ? "{...}" : "[...]";
  const each = (item: PythonValue) => jsonInside(item, [...around, value]);
  if (isList(value)) return value.map(each);
  if (isDict(value)) return Object.fromEntries([...value].map(([key, item]) => [str(key), each(item)]));
  const isJson = value === null || typeof value !== "object";
  return isJson && !(typeof value === "number" && !Number.isFinite(value)) ? value : str(value);
}
