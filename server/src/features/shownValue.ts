import { repr } from "../python/text";
import type { PythonValue } from "../yaml/value";

/** A value as one would write it in a config, cut where it would fill the screen. */
export function shownValue(value: PythonValue, most = 60): string {
  const text = written(value);
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}

function written(value: PythonValue): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string" && value !== "") return value;
  return repr(value);
}
