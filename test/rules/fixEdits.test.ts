import { expect, test } from "vitest";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { resolveFix } from "../../server/src/rules/fix";
import type { Fix } from "../../server/src/rules/rule";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";

/** The text after a fix. */
function after(text: string, fix: Omit<Fix, "title">): string {
  const launch = createLaunch({ files: [{ path: "a.yml", document: readYaml(text) }], target: MAIN_TARGET });
  return applyEdits(text, resolveFix(launch, { title: "", ...fix })?.edits ?? []);
}

test.each([
  ["block", "a: 1\n", "a: 1\nb: 2\nc: 3\n"],
  ["flow on one line", "{a: 1}", "{a: 1, b: 2, c: 3}"],
  ["flow, one a line", "{\n  a: 1\n}", "{\n  a: 1,\n  b: 2,\n  c: 3\n}"],
  ["flow, with a comma at the end", "{\n  a: 1,\n}", "{\n  a: 1,\n  b: 2,\n  c: 3,\n}"],
  ["flow, with a comment", "{\n  a: 1 # x\n}", "{\n  a: 1, # x\n  b: 2,\n  c: 3\n}"],
  ["empty braces", "{}", "{b: 2, c: 3}"],
  ["empty braces on two lines", "{\n}", "{\n  b: 2,\n  c: 3\n}"],
])("two keys are added: %s", (_style, text, expected) => {
  expect(after(text, { set: { b: 2n, c: 3n } })).toBe(expected);
});

test.each([
  ["block", "a: 1\nb: 2\nc: 3\n", "a: 1\n"],
  ["flow on one line", "{a: 1, b: 2, c: 3}", "{a: 1, }"],
  ["flow, one a line", "{\n  a: 1,\n  b: 2,\n  c: 3\n}", "{\n  a: 1,\n}"],
  ["all there is", "{b: 2, c: 3}", "{}"],
])("two neighbours are removed: %s", (_style, text, expected) => {
  const result = after(text, { remove: ["b", "c"] });
  expect(result).toBe(expected);
  expect(readYaml(result).problems).toEqual([]);
});
