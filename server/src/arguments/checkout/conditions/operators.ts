import { contains } from "../../../python/access";
import { add, divide, floorDivide, modulo, multiply, subtract } from "../../../python/arithmetic";
import { compare, equals, type Order } from "../../../python/compare";
import { UNKNOWN } from "../../../python/unknown";
import { isDict, type PythonValue, typeName } from "../../../yaml/value";
import { LARGEST, MOST_ITEMS, sizeOf } from "./known";

type Operator = (left: PythonValue, right: PythonValue) => PythonValue;

/** Python's operators between two values, by how they are written. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  "==": equals,
  "!=": (left, right) => !equals(left, right),
  "<": ordered("<"),
  "<=": ordered("<="),
  ">": ordered(">"),
  ">=": ordered(">="),
  in: isIn,
  "not in": (item, container) => !isIn(item, container),
  is: isSame,
  "is not": (left, right) => !isSame(left, right),
  "+": usual(bounded(add)),
  "-": usual(subtract),
  "*": usual(bounded(product)),
  "/": divide,
  "//": (left, right) => floorDivide(left, right),
  "%": usual(modulo),
  "**": power,
  "&": bits((left, right) => left & right),
  "|": bits((left, right) => left | right),
};

/** Python computes with tuples, sets and dates as well, and nobody does so in a condition. */
function usual(run: Operator): Operator {
  return (left, right) => {
    if ([left, right].some((it) => COMPUTED_SELDOM.has(typeName(it)))) throw UNKNOWN;
    return run(left, right);
  };
}

const COMPUTED_SELDOM: ReadonlySet<string> = new Set(["bytes", "date", "datetime", "set", "tuple"]);

/** In Python 1, 1.0 and True are one key. */
function isIn(item: PythonValue, container: PythonValue): boolean {
  if (isDict(container) && typeof item !== "string") throw UNKNOWN;
  return contains(container, item);
}

function product(left: PythonValue, right: PythonValue): PythonValue {
  const [size, times] = typeof left === "bigint" ? [sizeOf(right), left] : [sizeOf(left), right];
  if (typeof times === "bigint" && BigInt(size) * times > MOST_ITEMS) throw UNKNOWN;
  return multiply(left, right);
}

function bounded(run: Operator): Operator {
  return (left, right) => {
    const result = run(left, right);
    if (typeof result === "bigint" && (result > LARGEST || result < -LARGEST)) throw UNKNOWN;
    return result;
  };
}

function ordered(order: Order): Operator {
  return (left, right) => compare(left, order, right);
}

/** Of None, True and False there is one each; of other values nobody can tell whether they are the same object. */
function isSame(left: PythonValue, right: PythonValue): boolean {
  const isOne = (value: PythonValue) => value === null || typeof value === "boolean";
  if (!isOne(left) && !isOne(right)) throw UNKNOWN;
  return left === right;
}

function power(base: PythonValue, exponent: PythonValue): PythonValue {
  const isSmall = typeof base === "bigint" && base < 2n ** 64n && base > -(2n ** 64n);
  if (!isSmall || typeof exponent !== "bigint" || exponent < 0n || exponent > 64n) throw UNKNOWN;
  return base ** exponent;
}

function bits(run: (left: bigint, right: bigint) => bigint): Operator {
  return (left, right) => {
    if (typeof left !== "bigint" || typeof right !== "bigint") throw UNKNOWN;
    return run(left, right);
  };
}
