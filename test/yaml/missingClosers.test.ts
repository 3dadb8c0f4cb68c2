import { expect, test } from "vitest";
import { applyEdits } from "../../server/src/yaml/edit";
import { missingClosers } from "../../server/src/yaml/missingClosers";
import { readYaml } from "../../server/src/yaml/read";

test.each([
  ["the last brace", '{\n  "a": 1\n', '{\n  "a": 1\n}\n'],
  ["on one line", "a: {b: 1, c: 2\n", "a: {b: 1, c: 2}\n"],
  ["a bracket", "a: [1, 2\n", "a: [1, 2]\n"],
  ["both", "a: {b: [1, 2\n", "a: {b: [1, 2]}\n"],
  ["behind a comment", "{\n  a: 1 # one\n", "{\n  a: 1 # one\n}\n"],
  [
    "a nested one, before the next key",
    '{\n  "a": {"b": 1, "c": {"d": 2},\n  "e": 3\n}\n',
    '{\n  "a": {"b": 1, "c": {"d": 2}},\n  "e": 3\n}\n',
  ],
  [
    "a nested one over several lines",
    '{\n  "a": {\n    "b": [1, 2],\n    "c": 2,\n  "e": 3\n}\n',
    '{\n  "a": {\n    "b": [1, 2],\n    "c": 2},\n  "e": 3\n}\n',
  ],
  ["braces in texts are none", '{\n  "a": "}{",\n  b: 1 # }\n', '{\n  "a": "}{",\n  b: 1 # }\n}\n'],
])("%s", (_, text, expected) => {
  const mended = applyEdits(text, missingClosers(text));
  expect(mended).toBe(expected);
  expect(readYaml(mended).problems).toEqual([]);
});

test.each([["a: 1\n"], ["{a: [1, 2]}\n"], ["{a: [1, 2}]\n"], ["a: 1}\n"]])("nothing in %j", (text) => {
  expect(missingClosers(text)).toEqual([]);
});
