import { expect, test } from "vitest";
import { check } from "../../../server/src/features/check";
import { readYaml } from "../../../server/src/yaml/read";

function fixTitles(text: string): readonly string[] {
  const files = [{ path: "model.yml", document: readYaml(text) }];
  const { findings } = check({ files, target: { kind: "unknown" }, scope: "launch" });
  return findings
    .filter(({ rule }) => rule === "attention-config-length")
    .flatMap((finding) => finding.fixes().map(({ title }) => title));
}

test("a pattern is repeated over all layers", () => {
  expect(fixTitles('num_layers: 12\nattention_config: [[["flash"], 10]]\n')).toEqual([
    "Repeat flash over all 12 layers",
    "num_layers: 10",
  ]);
});

test("names without a count are a pattern too", () => {
  expect(fixTitles('num_layers: 12\nattention_config: ["global"]\n')).toEqual([
    "Repeat global over all 12 layers",
  ]);
});

test("a pattern that does not divide the layers counts them", () => {
  expect(fixTitles('num_layers: 7\nattention_config: [[["flash", "global"], 4]]\n')).toEqual([
    "num_layers: 8",
  ]);
});

test("layers that nobody counts are counted by the pattern", () => {
  expect(fixTitles('attention_config: [[["flash"], 10]]\n')).toEqual(["num_layers: 10"]);
});

test.each([
  ['["flash", "12"]', ["Repeat flash over all 12 layers"]],
  ['["Flash", "global", "all"]', ["Repeat flash, global over all 12 layers"]],
  ["flash, global", ["Repeat flash, global over all 12 layers"]],
  ["flsh", ["Repeat flash over all 12 layers"]],
  ['[["flash", 12]]', ["Repeat flash over all 12 layers"]],
  ['[[["flash"], 6], ["global", 6]]', []],
  ["[nothing, known]", []],
])("attention_config: %s gets types that NeoX knows", (config, expected) => {
  expect(fixTitles(`num_layers: 12\nattention_config: ${config}\n`)).toEqual(expected);
});
