import {
  isDict,
  isList,
  PythonBytes,
  PythonDate,
  type PythonDict,
  PythonObject,
  PythonSet,
  PythonTuple,
  type PythonValue,
} from "../yaml/value";

/** Python's `str(value)`. */
export function str(value: PythonValue): string {
  if (typeof value === "string") return value;
  return value instanceof PythonDate ? value.text : repr(value);
}

/** Python's `repr(value)`. */
export function repr(value: PythonValue): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return reprFloat(value);
  if (typeof value === "string") return reprString(value);
  if (isList(value)) return `[${value.map(repr).join(", ")}]`;
  if (isDict(value)) return reprDict(value);
  if (value instanceof PythonSet) return reprSet(value);
  if (value instanceof PythonBytes) return `b'${value.base64}'`;
  if (value instanceof PythonTuple) return reprTuple(value);
  return value instanceof PythonObject ? value.text : reprDate(value);
}

function reprTuple({ items }: PythonTuple): string {
  return `(${items.map(repr).join(", ")}${items.length === 1 ? "," : ""})`;
}

function reprDict(value: PythonDict): string {
  return `{${[...value].map(([key, item]) => `${repr(key)}: ${repr(item)}`).join(", ")}}`;
}

function reprSet({ members }: PythonSet): string {
  return members.length === 0 ? "set()" : `{${members.map(repr).join(", ")}}`;
}

function reprDate(value: PythonDate): string {
  const parts = value.text.split(/[^\d]+/).filter((part) => part !== "");
  return `datetime.${value.type}(${parts.map(Number).join(", ")})`;
}

/** The shortest digits that read back equal, with an exponent below 1e-4 and from 1e16 on. */
function reprFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  const digits = value.toString();
  return digits.includes(".") ? digits : `${digits}.0`;
}

const ESCAPES = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = [...text].map((character) => {
    if (character === quote) return `\\${quote}`;
    return ESCAPES.get(character) ?? escapedControl(character);
  });
  return `${quote}${inside.join("")}${quote}`;
}

function escapedControl(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const isControl = code < 0x20 || (code >= 0x7f && code <= 0xa0);
  return isControl ? `\\x${code.toString(16).padStart(2, "0")}` : character;
}
