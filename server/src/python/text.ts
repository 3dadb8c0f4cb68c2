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

/** Python's `repr(value)`. What contains itself, as a YAML alias can make it, is `[...]` or `{...}` inside. */
export function repr(value: PythonValue): string {
  return reprInside(value, []);
}

/** `around` are the collections that are being printed. */
function reprInside(value: PythonValue, around: readonly PythonValue[]): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return reprFloat(value);
  if (typeof value === "string") return reprString(value);
  if (value instanceof PythonDate) return reprDate(value);
  if (value instanceof PythonBytes) return `b'${value.base64}'`;
  if (value instanceof PythonObject) return value.text;
  if (around.includes(value)) return isDict(value) ? "{...}" : "[...]";
  const inside = [...around, value];
  return reprCollection(value, (item) => reprInside(item, inside));
}

function reprCollection(
  value: readonly PythonValue[] | PythonDict | PythonSet | PythonTuple,
  each: (item: PythonValue) => string,
): string {
  if (isList(value)) return `[${value.map(each).join(", ")}]`;
  if (value instanceof PythonTuple) return reprTuple(value.items.map(each));
  if (value instanceof PythonSet)
    return value.members.length === 0 ? "set()" : `{${value.members.map(each).join(", ")}}`;
  return `{${[...value].map(([key, item]) => `${each(key)}: ${each(item)}`).join(", ")}}`;
}

function reprTuple(items: readonly string[]): string {
  return `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
}

/** `datetime.datetime(2020, 1, 2, 10, 0, tzinfo=datetime.timezone.utc)`, with seconds only where there are some. */
function reprDate({ type, text }: PythonDate): string {
  const zone = type === "datetime" ? /([+-]\d\d):(\d\d)$/.exec(text) : null;
  const parts = text.slice(0, zone?.index).split(/\D/).map(Number);
  while (parts.length > 5 && parts.at(-1) === 0) parts.pop();
  const tzinfo = zone === null ? "" : `, tzinfo=${reprZone(zone[1] ?? "", zone[2] ?? "")}`;
  return `datetime.${type}(${parts.join(", ")}${tzinfo})`;
}

/** A zone by its offset, hours with their sign. A negative `timedelta` has days below zero and seconds above. */
function reprZone(hours: string, minutes: string): string {
  const seconds = Number(hours) * 3600 + Number(`${hours.charAt(0)}${minutes}`) * 60;
  if (seconds === 0) return "datetime.timezone.utc";
  const delta = seconds < 0 ? `days=-1, seconds=${seconds + 86_400}` : `seconds=${seconds}`;
  return `datetime.timezone(datetime.timedelta(${delta}))`;
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
