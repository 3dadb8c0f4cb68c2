import { cut } from "../base/cut";
import { repr } from "../python/text";
import type { PythonValue } from "../yaml/value";

/** A value as one would write it in a config, cut where it would fill the screen. */
export function shownValue(value: PythonValue, most = 60): string {
  return cut(written(value, most), most);
}

function written(value: PythonValue, most: number): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string" && value !== "") return value;
  return repr(value, most);
}
