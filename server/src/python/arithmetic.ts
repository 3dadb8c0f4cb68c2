import { PythonError } from "../yaml/pythonError";
import { isDict, isList, type PythonValue, typeName } from "../yaml/value";
import { numberOf } from "./compare";
import { UNKNOWN } from "./unknown";

/** Longer texts than this are not built. */
const LONGEST_TEXT = 1_000_000;
/** Nor lists, of which each item costs something: no launch has as many layers. */
const LONGEST_LIST = 10_000;

const longestLike = (sequence: Sequence) => (typeof sequence === "string" ? LONGEST_TEXT : LONGEST_LIST);

/** Of larger ints no product is made and no remainder: each would take a second, and no launch has them. */
const LARGEST_INT = 2n ** 4096n;

/** An int to compute with; throws UNKNOWN for one that is too large. */
function usualInt(value: bigint | number): bigint {
  const int = BigInt(value);
  if (int > LARGEST_INT || int < -LARGEST_INT) throw UNKNOWN;
  return int;
}

/** Python's `a * b`; `operator` is what its TypeError names. */
export function multiply(a: PythonValue, b: PythonValue, operator: "*" | "*=" = "*"): PythonValue {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== undefined && right !== undefined) {
    return areInts(left, right) ? usualInt(left) * usualInt(right) : Number(left) * Number(right);
  }
  if (isSequence(a)) return repeat(a, b);
  if (isSequence(b)) return repeat(b, a);
  throw unsupported(operator, a, b);
}

/** What Python takes as a number of items. */
const LARGEST_INDEX = 2n ** 63n - 1n;

/** Python's `a + b`: numbers are added, texts and lists joined. */
export function add(a: PythonValue, b: PythonValue): PythonValue {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== undefined && right !== undefined)
    return areInts(left, right) ? BigInt(left) + BigInt(right) : Number(left) + Number(right);
  const isText = typeof a === "string" && typeof b === "string";
  if (!isText && !(isList(a) && isList(b))) throw unsupported("+", a, b);
  if (a.length + b.length > longestLike(a)) throw UNKNOWN;
  return isText ? a + b : [...a, ...b];
}

/** Python's `a - b`. */
export function subtract(a: PythonValue, b: PythonValue): bigint | number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === undefined || right === undefined) throw unsupported("-", a, b);
  return areInts(left, right) ? BigInt(left) - BigInt(right) : Number(left) - Number(right);
}

/** Python's `a / b`, always a float. */
export function divide(a: PythonValue, b: PythonValue): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === undefined || right === undefined) throw unsupported("/", a, b);
  if (Number(right) === 0) {
    const isInt = areInts(left, right);
    throw new PythonError("ZeroDivisionError", isInt ? "division by zero" : "float division by zero");
  }
  return Number(left) / Number(right);
}

/** Python's `a // b`: rounds down, and stays an int between ints. */
export function floorDivide(a: PythonValue, b: PythonValue, operator: "//" | "//=" = "//"): bigint | number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === undefined || right === undefined) throw unsupported(operator, a, b);
  if (areInts(left, right)) {
    if (right === 0n) throw new PythonError("ZeroDivisionError", "integer division or modulo by zero");
    return (usualInt(left) - modulus(usualInt(left), usualInt(right))) / usualInt(right);
  }
  if (Number(right) === 0) throw new PythonError("ZeroDivisionError", "float floor division by zero");
  return floatFloorDivide(Number(left), Number(right));
}

/** Python's `a % b`: the sign is the divisor's. With a string on the left it formats. */
export function modulo(a: PythonValue, b: PythonValue): PythonValue {
  if (typeof a === "string") return format(a, b);
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === undefined || right === undefined) throw unsupported("%", a, b);
  if (areInts(left, right)) {
    if (right === 0n) throw new PythonError("ZeroDivisionError", "integer modulo by zero");
    return modulus(usualInt(left), usualInt(right));
  }
  if (Number(right) === 0) throw new PythonError("ZeroDivisionError", "float modulo");
  return floatModulus(Number(left), Number(right));
}

function areInts(a: bigint | number, b: bigint | number): boolean {
  return typeof a === "bigint" && typeof b === "bigint";
}

function modulus(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

function floatModulus(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

/** As CPython's `float_floor_div`: divides what is left after the rest is taken away, then rounds to a whole. */
function floatFloorDivide(a: number, b: number): number {
  const quotient = (a - floatModulus(a, b)) / b;
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

type Sequence = string | readonly PythonValue[];

function isSequence(value: PythonValue): value is Sequence {
  return typeof value === "string" || isList(value);
}

function repeat(sequence: Sequence, times: PythonValue): Sequence {
  const count = numberOf(times);
  if (typeof count !== "bigint") {
    const type = typeName(times);
    throw new PythonError("TypeError", `can't multiply sequence by non-int of type '${type}'`);
  }
  if (count > LARGEST_INDEX || count < -LARGEST_INDEX - 1n)
    throw new PythonError("OverflowError", "cannot fit 'int' into an index-sized integer");
  if (count <= 0n || sequence.length === 0) return typeof sequence === "string" ? "" : [];
  if (BigInt(sequence.length) * count > longestLike(sequence)) throw UNKNOWN;
  if (typeof sequence === "string") return sequence.repeat(Number(count));
  return Array.from({ length: Number(count) }, () => sequence).flat();
}

/** `"768" % 12`: without a placeholder Python complains of what is left over, unless it looks like a mapping. */
function format(template: string, value: PythonValue): PythonValue {
  if (template.includes("%")) throw UNKNOWN;
  if (isDict(value) || isList(value)) return template;
  throw new PythonError("TypeError", "not all arguments converted during string formatting");
}

function unsupported(operator: string, a: PythonValue, b: PythonValue): PythonError {
  const types = `'${typeName(a)}' and '${typeName(b)}'`;
  return new PythonError("TypeError", `unsupported operand type(s) for ${operator}: ${types}`);
}
