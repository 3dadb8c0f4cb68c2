import { expect, test } from "vitest";
import { hasDistinctKeys } from "../../server/src/yaml/distinctKeys";
import { readYaml } from "../../server/src/yaml/read";

test.each([
  ["{}", true],
  ["a: 1\nb: 1\n1: 1\n", true],
  ["a: 1\na: 1\n", false],
  ["a: 1\n'a': 1\n", false],
  // One key of a dict.
  ["1: a\n1.0: b\n", false],
  // Two of a dict, though spelt alike.
  ["1: a\n'1': b\n", true],
  // The merged key makes up for the repeated one.
  ["a: 1\na: 1\n<<: {b: 1, c: 1}\n", false],
  ["!!set {a, b}", false],
  ["[a]: 1\n", false],
])("each entry of %j has a key of its own: %s", (text, expected) => {
  const { root } = readYaml(text);
  expect(root?.kind === "map" && hasDistinctKeys(root)).toBe(expected);
});
