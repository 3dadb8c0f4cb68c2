import { isDict, isList, type PythonValue } from "../yaml/value";
import { repr, str } from "./text";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Items of a value, those that aliases share each time. Of more, JSON has the beginning of Python's `repr`. */
const MOST_ITEMS = 100_000;
/** Levels of collections; below, JSON has `...`. */
const DEEPEST = 100;

/** A Python value in JSON: an int that JSON readers would round becomes its digits, what JSON lacks Python's `str`. */
export function jsonOf(value: PythonValue): Json {
  const builder = new JsonBuilder();
  const json = builder.inside(value, []);
  return builder.isFull ? repr(value) : json;
}

/** JSON with a space behind each comma and colon, as Python's `json.dumps` writes it. */
export function dumps(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isJsonList(value)) return `[${value.map(dumps).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${dumps(item)}`)
    .join(", ")}}`;
}

function isJsonList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

class JsonBuilder {
  #items = 0;

  get isFull(): boolean {
    return this.#items > MOST_ITEMS;
  }

  /** `around` are the collections on the way: one that contains itself, as a YAML alias can make it, ends there. */
  inside(value: PythonValue, around: readonly PythonValue[]): Json {
    this.#items++;
    if (this.isFull || around.length === DEEPEST) return "...";
    if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : str(value);
    if (around.includes(value)) return isDict(value) ? "{...}" : "[...]";
    const each = (item: PythonValue) => this.inside(item, [...around, value]);
    if (isList(value)) return value.map(each);
    if (isDict(value)) return Object.fromEntries([...value].map(([key, item]) => [str(key), each(item)]));
    const isJson = value === null || typeof value !== "object";
    return isJson && !(typeof value === "number" && !Number.isFinite(value)) ? value : str(value);
  }
}
