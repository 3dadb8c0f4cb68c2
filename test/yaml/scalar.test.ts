import { expect, test } from "vitest";
import { str } from "../../server/src/python/text";
import { readYaml } from "../../server/src/yaml/read";
import { PythonBytes, PythonObject, type PythonValue, typeName } from "../../server/src/yaml/value";
import recorded from "./pyyaml-scalars.json";

/** A value as the record has it: `str()` in Python, bytes in hexadecimal. */
function pythonText(value: PythonValue): string {
  return value instanceof PythonBytes ? Buffer.from(value.base64, "base64").toString("hex") : str(value);
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
