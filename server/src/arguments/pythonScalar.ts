import { ownValue } from "../base/ownValue";

/** A scalar of Python source. */
export type PythonScalar = string | bigint | number | boolean | null;

const NAMES = new Map<string, PythonScalar>([
  ["None", null],
  ["True", true],
  ["False", false],
]);

const INTEGER = /^[+-]?(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|\d[\d_]*)$/;
const FLOAT = /^[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?$/;
const STRING = /^[rRuU]?("""|'''|"|')([\s\S]*)\1$/;
const ESCAPE = /\\(?:(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g;
const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v", "\n": "" },
  ...{ "\\": "\\", "'": "'", '"': '"' },
};

/** The value of a literal in Python source, `1.0` a number and `1` a bigint; undefined when it is no such literal. */
export function parseScalar(source: string): PythonScalar | undefined {
  const text = source.trim();
  const named = NAMES.get(text);
  if (named !== undefined) return named;
  if (INTEGER.test(text)) return parseInteger(text.replaceAll("_", ""));
  if (FLOAT.test(text)) return Number(text.replaceAll("_", ""));
  const string = STRING.exec(text);
  if (string === null) return undefined;
  const [, , inside = ""] = string;
  if (/^[rR]/.test(text)) return inside;
  return unescaped(inside);
}

/** A text without its escapes; undefined where one tells a character by its name, or a half of one. */
function unescaped(text: string): string | undefined {
  let isKnown = true;
  const read = text.replace(ESCAPE, (whole, hex?: string, octal?: string, other?: string) => {
    const character = other === undefined ? numbered(hex, octal) : (ownValue(ESCAPES, other) ?? whole);
    if (character === undefined || other === "N") isKnown = false;
    return character ?? whole;
  });
  return isKnown ? read : undefined;
}

function numbered(hex: string | undefined, octal = ""): string | undefined {
  const point = hex === undefined ? Number.parseInt(octal, 8) : Number.parseInt(hex.slice(1), 16);
  const isHalf = point >= 0xd800 && point <= 0xdfff;
  return isHalf || point > 0x10ffff ? undefined : String.fromCodePoint(point);
}

function parseInteger(text: string): bigint {
  return text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text.replace(/^\+/, ""));
}
