import { isDict, isList, type PythonValue } from "../yaml/value";
import { repr, str } from "./text";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Items of values, those that aliases share each time; the characters of keys and texts count as so many parts of one. */
const MOST_ITEMS = 100_000;
const CHARACTERS_OF_AN_ITEM = 20;
/** Of a value without room, JSON has so many characters of Python's `repr`. */
const WITHOUT_ROOM = 300;
/** Levels of collections; below, JSON has `...`. */
const DEEPEST = 100;

/** How many items the values of one answer may still have. */
export interface Room {
  items: number;
}

export function roomForJson(): Room {
  return { items: MOST_ITEMS };
}

/**
 * A Python value in JSON: an int that JSON readers would round becomes its digits, what JSON lacks Python's `str`. The
 * values of one answer share its `room`.
 */
export function jsonOf(value: PythonValue, room = roomForJson()): Json {
  const before = room.items;
  const json = new JsonBuilder(room).inside(value, []);
  if (room.items >= 0) return json;
  // A smaller one may still have room.
  room.items = Math.max(0, before / 2 - 1);
  return repr(value, WITHOUT_ROOM);
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
  constructor(private readonly room: Room) {}

  /** `around` are the collections on the way: one that contains itself, as a YAML alias can make it, ends there. */
  inside(value: PythonValue, around: readonly PythonValue[]): Json {
    this.room.items -= 1;
    if (this.room.items < 0 || around.length === DEEPEST) return "...";
    if (typeof value === "bigint" && Number.isSafeInteger(Number(value))) return Number(value);
    if (around.includes(value)) return isDict(value) ? "{...}" : "[...]";
    const each = (item: PythonValue) => this.inside(item, [...around, value]);
    if (isList(value)) return value.map(each);
    if (isDict(value))
      return Object.fromEntries([...value].map(([key, item]) => [this.#text(key), each(item)]));
    if (value === null || typeof value === "boolean") return value;
    return typeof value === "number" && Number.isFinite(value) ? value : this.#text(value);
  }

  #text(value: PythonValue): string {
    if (this.room.items < 0) return "...";
    const text = str(value);
    this.room.items -= text.length / CHARACTERS_OF_AN_ITEM;
    return text;
  }
}
