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
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\n": "", "0": "\0" };

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
  return inside.replace(
    /\\([\s\S])/g,
    (whole, escaped: string) => ownValue(ESCAPES, escaped) ?? (/\w/.test(escaped) ? whole : escaped),
  );
}

function parseInteger(text: string): bigint {
  return text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text.replace(/^\+/, ""));
}
