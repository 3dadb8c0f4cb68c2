import { expect, test } from "vitest";
import { str } from "../../server/src/python/text";
import { readYaml } from "../../server/src/yaml/read";
import {
  isDict,
  isList,
  PythonBytes,
  PythonDate,
  PythonObject,
  PythonSet,
  PythonTuple,
  type PythonValue,
} from "../../server/src/yaml/value";
import recorded from "./pyyaml-documents.json";

/** A value as `record-pyyaml-documents.py` writes it. */
function encode(value: PythonValue, path: readonly PythonValue[] = []): unknown {
  if (value === null) return null;
  if (typeof value === "boolean") return value ? "b1" : "b0";
  if (typeof value === "bigint") return `i${value}`;
  if (typeof value === "number") return `f${str(value)}`;
  if (typeof value === "string") return `s${value}`;
  if (value instanceof PythonBytes) return `bytes${Buffer.from(value.base64, "base64").toString("hex")}`;
  if (value instanceof PythonDate) return `d${value.text}`;
  if (value instanceof PythonObject) return value.text;
  if (path.includes(value)) return "cycle";
  const inside = [...path, value];
  const each = (item: PythonValue) => encode(item, inside);
  if (isDict(value)) return ["dict", ...[...value].map((pair) => pair.map(each))];
  if (isList(value)) return ["list", ...value.map(each)];
  if (value instanceof PythonTuple) return ["tuple", ...value.items.map(each)];
  if (value instanceof PythonSet) return ["set", ...value.members.map(each).sort()];
  throw new Error("no such value");
}

/** Line and column as PyYAML counts them: more line breaks than an editor has, code points, no byte order marks. */
function markAt(text: string, offset: number): readonly [number, number] {
  const lines = text.slice(0, offset).split(/\r\n|[\r\n\x85\u2028\u2029]/);
  return [lines.length - 1, [...(lines.at(-1) ?? "").replaceAll("\uFEFF", "")].length];
}

function row(text: string, hasMark: boolean): readonly unknown[] {
  const { root, problems } = readYaml(text);
  expect(problems.length).toBeLessThan(2);
  const problem = problems[0];
  if (!problem) return [text, encode(root ? root.value : null)];
  return [text, problem.raises, ...(hasMark ? markAt(text, problem.span.start) : [null, null])];
}

test("documents are read, or refused at the same place, as by PyYAML", () => {
  expect(recorded.length).toBeGreaterThan(2500);
  const rows = recorded.map(([text, , line]) => row(String(text), typeof line === "number"));
  expect(rows).toEqual(recorded);
});
