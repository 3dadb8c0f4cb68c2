import { expect, test } from "vitest";
import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { checkExample } from "../example";

const adam = (params: string, type = "Adam") =>
  `optimizer: {type: ${type}, params: {lr: 0.001${params}}}\nno_weight_tying: true`;

test.each([
  ["the loss becomes nan", adam(", eps: 0"), ["warning"]],
  ["as a float too", adam(", eps: 0.0"), ["warning"]],
  ["the second step stops", `${adam(", eps: 0")}\nprecision: bfloat16`, ["error"]],
  [
    "ZeRO checks no norm",
    `${adam(", eps: 0")}\nprecision: bfloat16\nzero_optimization: {stage: 1}`,
    ["warning"],
  ],
  ["the default is above 0", adam(""), []],
  ["tied embeddings learn of every token", adam(", eps: 0").replace("true", "false"), []],
  ["a generation takes no step", `${adam(", eps: 0")}\ntext_gen_type: unconditional`, []],
])("%s", (_name, lines, expected) => {
  const { findings } = checkExample({ files: { "model.yml": `${EXAMPLE_MODEL}${lines}\n` }, neox: "main" });
  const found = findings.filter(({ rule }) => rule === "adam-eps-zero");
  expect(found.map(({ severity }) => severity)).toEqual(expected);
  for (const finding of found)
    expect(finding.fixes().flatMap(({ edits }) => edits.map(({ newText }) => newText))).toEqual(["1.0e-8"]);
});
