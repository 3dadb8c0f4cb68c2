import { t } from "../base/l10n";
import { PythonError } from "./pythonError";
import { pythonFloat, pythonInt, pythonNumeral } from "./pythonNumber";
import { implicitTag } from "./resolver";
import { constructTimestamp } from "./timestamp";
import { PythonBytes, PythonObject, type PythonValue } from "./value";

export { looksLikeNumber, pyYamlNumber } from "./numberSpelling";
export { type ImplicitTag, implicitTag } from "./resolver";

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["no", false],
  ["true", true],
  ["false", false],
  ["on", true],
  ["off", false],
]);

type ScalarConstructor = (source: string) => PythonValue;

/** FullLoader's scalar constructors by tag, without `tag:yaml.org,2002:` (`yaml/constructor.py`). */
const CONSTRUCTORS: ReadonlyMap<string, ScalarConstructor> = new Map<string, ScalarConstructor>([
  ["null", () => null],
  ["bool", constructBool],
  ["int", constructInt],
  ["float", constructFloat],
  ["str", (source) => source],
  ["timestamp", constructTimestamp],
  ["binary", constructBinary],
  ["python/none", () => null],
  ["python/bool", constructBool],
  ["python/int", constructInt],
  ["python/long", constructInt],
  ["python/float", constructFloat],
  ["python/str", (source) => source],
  ["python/unicode", (source) => source],
  ["python/bytes", constructBinary],
  ["python/complex", constructComplex],
]);

/** Whether `tag` (without `tag:yaml.org,2002:`) constructs a scalar. */
export function isScalarTag(tag: string): boolean {
  return CONSTRUCTORS.has(tag);
}

/**
 * The value FullLoader constructs for a scalar of this tag (without `tag:yaml.org,2002:`).
 * @throws PythonError what Python raises: ConstructorError, ValueError, KeyError, ...
 */
export function constructScalar(tag: string, source: string): PythonValue {
  const construct = CONSTRUCTORS.get(tag);
  if (construct) return construct(source);
  if (tag === "merge" || tag === "value") {
    throw new PythonError(
      "ConstructorError",
      t("'{0}' has a special meaning in YAML and cannot be a value; put it in quotes", source),
    );
  }
  throw new PythonError("ConstructorError", t("PyYAML does not know the tag '{0}'", tag));
}

/** The value of a plain scalar; undefined where PyYAML raises, as for `2020-13-45`. */
export function plainValue(source: string): PythonValue | undefined {
  const tag = implicitTag(source);
  if (tag === "str") return source;
  try {
    return constructScalar(tag, source);
  } catch (error) {
    if (error instanceof PythonError) return undefined;
    throw error;
  }
}

function constructBool(source: string): boolean {
  const value = BOOLEANS.get(source.toLowerCase());
  if (value === undefined) throw new PythonError("KeyError", t("'{0}' is not a boolean", source));
  return value;
}

/** `-12`, `0b11`, `017`, `0x1F`, `1:30`, all with `_` between digits. */
function constructInt(source: string): bigint {
  // Nearly all integers of a config; the rest of this function would give the same.
  if (/^(?:0|[1-9]\d{0,14})$/.test(source)) return BigInt(source);
  const { sign, digits } = splitSign(source);
  const parse = (text: string, base: 2 | 8 | 10 | 16) => {
    const value = pythonInt(text, base);
    if (value === undefined) throw notANumber("ValueError", source);
    return value;
  };
  const signed = (value: bigint) => (sign < 0 ? -value : value);
  if (digits === "") throw notANumber("IndexError", source);
  if (digits === "0") return 0n;
  if (digits.startsWith("0b")) return signed(parse(digits.slice(2), 2));
  if (digits.startsWith("0x")) return signed(parse(digits.slice(2), 16));
  if (digits.startsWith("0")) return signed(parse(digits, 8));
  if (!digits.includes(":")) return signed(parse(digits, 10));
  return signed(sexagesimal(digits.split(":"), (part) => parse(part, 10)));
}

/** Digits to base 60 that are one JavaScript number together. */
const DIGITS_AT_ONCE = 8;

/** Digits to base 60, most significant first; several at once and halves keep this fast for absurdly many. */
function sexagesimal(digits: readonly string[], parse: (digit: string) => bigint): bigint {
  const values: bigint[] = [];
  const first = digits.length % DIGITS_AT_ONCE || DIGITS_AT_ONCE;
  for (let end = first; end <= digits.length; end += DIGITS_AT_ONCE) {
    const some = digits.slice(Math.max(0, end - DIGITS_AT_ONCE), end);
    const areSmall = some.every((digit) => /^\d\d?$/.test(digit));
    values.push(
      areSmall
        ? BigInt(some.reduce((value, digit) => value * 60 + Number(digit), 0))
        : some.reduce((value, digit) => value * 60n + parse(digit), 0n),
    );
  }
  return positional(values, new Map());
}

/** `powers` are those of the base that were needed before, by their exponents. */
function positional(digits: readonly bigint[], powers: Map<number, bigint>): bigint {
  const base = 60n ** BigInt(DIGITS_AT_ONCE);
  if (digits.length < 100) return digits.reduce((value, digit) => value * base + digit, 0n);
  const half = digits.length >> 1;
  const low = digits.slice(half);
  const power = powers.get(low.length) ?? base ** BigInt(low.length);
  powers.set(low.length, power);
  return positional(digits.slice(0, half), powers) * power + positional(low, powers);
}

/** `1.5`, `1.0e+3`, `.inf`, `1:30.5`. */
function constructFloat(source: string): number {
  const { sign, digits } = splitSign(source.toLowerCase());
  const parse = (text: string) => {
    const value = pythonFloat(text);
    if (value === undefined) throw notANumber("ValueError", source);
    return value;
  };
  if (digits === ".inf") return sign * Number.POSITIVE_INFINITY;
  if (digits === ".nan") return Number.NaN;
  if (!digits.includes(":")) return sign * parse(digits);
  let value = 0;
  let base = 1n;
  for (const part of digits.split(":").map(parse).reverse()) {
    if (Number(base) === Number.POSITIVE_INFINITY)
      throw new PythonError("OverflowError", t("'{0}' is too large for a float", source));
    value += part * Number(base);
    base *= 60n;
  }
  return sign * value;
}

function notANumber(raises: string, source: string): PythonError {
  return new PythonError(raises, t("'{0}' is not a number", source));
}

function splitSign(source: string): { readonly sign: 1 | -1; readonly digits: string } {
  const text = source.replaceAll("_", "");
  if (text === "") throw notANumber("IndexError", source);
  if (text.startsWith("-")) return { sign: -1, digits: text.slice(1) };
  return { sign: 1, digits: text.startsWith("+") ? text.slice(1) : text };
}

/**
 * Python's lenient base64 (`binascii.a2b_base64`): characters outside of the alphabet are skipped, and so is a `=`
 * before enough of them end the data.
 */
function constructBinary(source: string): PythonBytes {
  const wrong = () => new PythonError("ConstructorError", t("this is not base64"));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (/[^\x00-\x7f]/.test(source)) throw wrong();
  const data: string[] = [];
  let padding = 0;
  for (const [character] of source.matchAll(/[A-Za-z0-9+/=]/g)) {
    const open = data.length % 4;
    if (character !== "=") {
      padding = 0;
      data.push(character);
    } else if (open >= 2 && open + ++padding >= 4) {
      return new PythonBytes(btoa(atob(data.join("") + "=".repeat(4 - open))));
    }
  }
  if (data.length % 4 !== 0) throw wrong();
  return new PythonBytes(btoa(atob(data.join(""))));
}

const REAL = String.raw`(?:(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[+-]?\d+)?|inf(?:inity)?|nan)`;
/** A real part, an imaginary part, or both. */
const COMPLEX = new RegExp(`^(?:[+-]?${REAL}|[+-]?${REAL}?j|[+-]?${REAL}[+-]${REAL}?j)$`, "i");

function constructComplex(source: string): PythonObject {
  const numeral = pythonNumeral(source).trim();
  const inner = numeral.startsWith("(") && numeral.endsWith(")") ? numeral.slice(1, -1).trim() : numeral;
  if (!COMPLEX.test(inner)) throw notANumber("ValueError", source);
  return new PythonObject("complex", source);
}
