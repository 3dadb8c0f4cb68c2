import { describe, expect, it } from "vitest";
import {
  contains,
  dictGet,
  iterate,
  length,
  lower,
  rangeLength,
  subscript,
  toInt,
} from "../../server/src/python/access";
import { divide, floorDivide, modulo, multiply } from "../../server/src/python/arithmetic";
import { compare, equals, truthy } from "../../server/src/python/compare";
import { repr, str } from "../../server/src/python/text";
import { PythonError } from "../../server/src/yaml/pythonError";
import type { PythonValue } from "../../server/src/yaml/value";
import record from "./fixtures/semantics.json";

const FUNCTIONS: Readonly<Record<string, (a: PythonValue) => PythonValue>> = {
  bool: truthy,
  str,
  repr,
  len: (a) => BigInt(length(a)),
  int: toInt,
  iter: (a) => iterate(a),
  range: (a) => BigInt(rangeLength(a)),
  lower,
};

const OPERATORS: Readonly<Record<string, (a: PythonValue, b: PythonValue) => PythonValue>> = {
  "*": multiply,
  "/": divide,
  "//": floorDivide,
  "%": modulo,
  "<": (a, b) => compare(a, "<", b),
  "<=": (a, b) => compare(a, "<=", b),
  ">": (a, b) => compare(a, ">", b),
  ">=": (a, b) => compare(a, ">=", b),
  "==": equals,
  in: (a, b) => contains(b, a),
  "[]": subscript,
  get: (a, b) => dictGet(a, "stage", b),
};

/** Each operand's Python source as a value. */
const VALUES = new Map<string, PythonValue>([
  ["None", null],
  ["True", true],
  ["False", false],
  ...["0", "1", "-7", "8"].map((source): [string, PythonValue] => [source, BigInt(source)]),
  ...["0.0", "-0.5", "1.0", "2.5", "0.1", "1e-05", "5e+16"].map((source): [string, PythonValue] => [
    source,
    Number(source),
  ]),
  ...["", "8", "all"].map((text): [string, PythonValue] => [`'${text}'`, text]),
  ["[]", []],
  ["[1]", [1n]],
  ["[['all'], 8]", [["all"], 8n]],
  ["{}", new Map()],
  ["{'stage': 1}", new Map([["stage", 1n]])],
  ["{'stage': None}", new Map([["stage", null]])],
]);

const OPERANDS = [...VALUES.values()];

/** As recorded; where Python's answer was left out of the record, ours is too. */
function outcomes(recorded: readonly (string | null)[], compute: (operand: PythonValue) => PythonValue) {
  return OPERANDS.map((operand, index) => {
    if (recorded[index] === null) return null;
    try {
      return `= ${repr(compute(operand))}`;
    } catch (error) {
      if (error instanceof PythonError) return error.toString();
      throw error;
    }
  });
}

describe("the port of Python's semantics does what Python did", () => {
  it("on the operands of the record", () => {
    expect([...VALUES.keys()]).toEqual(record.operands);
    expect(Object.keys(FUNCTIONS)).toEqual(Object.keys(record.functions));
    expect(Object.keys(OPERATORS)).toEqual(Object.keys(record.operators));
  });

  it.each(Object.entries(record.functions))("%s()", (name, recorded) => {
    const call = FUNCTIONS[name] ?? (() => null);
    expect(outcomes(recorded, call)).toEqual(recorded);
  });

  it.each(Object.entries(record.operators))("a %s b", (name, recorded) => {
    const call = OPERATORS[name] ?? (() => null);
    expect(OPERANDS.map((a, row) => outcomes(recorded[row] ?? [], (b) => call(a, b)))).toEqual(recorded);
  });
});
