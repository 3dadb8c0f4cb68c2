import { expect, test } from "vitest";
import { readYaml } from "../../server/src/yaml/read";
import {
  PythonBytes,
  PythonDate,
  PythonObject,
  type PythonValue,
  typeName,
} from "../../server/src/yaml/value";
import recorded from "./pyyaml-scalars.json";

/** `str` and `int` as `str()` prints them, the others as `repr()` does, as in the record. */
function pythonText(value: PythonValue): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return pythonFloat(value);
  if (value instanceof PythonDate) return value.text;
  if (value instanceof PythonBytes) return Buffer.from(value.base64, "base64").toString("hex");
  return String(value);
}

/** Python's `repr` of a float. */
function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const [digits = "", power = ""] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) {
    const text = value.toFixed(Math.max(0, (digits.split(".")[1]?.length ?? 0) - exponent));
    return text.includes(".") ? text : `${text}.0`;
  }
  return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** What we make of a scalar, as a row of the record. */
function row(source: string): readonly string[] {
  const { root, problems } = readYaml(source);
  const problem = problems[0];
  if (problem) return [source, problem.raises, ""];
  const value = root ? root.value : null;
  if (value instanceof PythonObject) return [source, value.type, ""];
  return [source, typeName(value), pythonText(value)];
}

test("scalars are what PyYAML's FullLoader constructs", () => {
  const expected = recorded.map(([source = "", type = "", text = ""]) =>
    type === "complex" ? [source, type, ""] : [source, type, text],
  );
  expect(expected.length).toBeGreaterThan(4000);
  expect(recorded.map(([source = ""]) => row(source))).toEqual(expected);
});
