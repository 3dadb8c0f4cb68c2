import { expect, test } from "vitest";
import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { cases } from "../cases";
import { checkExample } from "../example";

const adam = (params: string) => `optimizer: {type: Adam, params: {lr: 0.0004, ${params}}}`;

cases("optimizer-value", [
  [adam("betas: 0.9"), "0.9"],
  [adam("betas: [0.9]"), "[0.9]"],
  [adam("betas: [0.9, 0.95, 0.99]"), "[0.9, 0.95, 0.99]"],
  [adam('betas: "0.9, 0.95"'), '"0.9, 0.95"'],
  [adam("betas: null"), "null"],
  [adam("eps: tiny"), "tiny"],
  [adam("eps: 1.0e-80.0004"), "1.0e-80.0004"],
  [adam("eps: [1.0e-8]"), "[1.0e-8]"],
  [adam("betas: [0.9, 0.95], eps: 1.0e-8"), "no"],
  [adam("betas: [0.9, 1], weight_decay: 0"), "no"],
  // number-as-string tells of these.
  [adam("eps: 1e-8"), "no"],
  [adam("betas: [9e-1, 0.95]"), "no"],
  ["optimizer: {type: SM3, params: {lr: 0.0004, beta: none}}", "none"],
  ["optimizer: {type: SM3, params: {lr: 0.0004, betas: [0.9]}}", "no"],
  ["optimizer: {type: Lion, params: {lr: 0.0004, betas: 0.9}}", "0.9"],
]);

test("a text of two betas becomes a list of them", () => {
  const text = `${EXAMPLE_MODEL}${adam('betas: "0.9, 0.95"')}\n`;
  const { findings } = checkExample({ files: { "model.yml": text } });
  const [fix] = findings.find(({ rule }) => rule === "optimizer-value")?.fixes() ?? [];
  expect(fix?.edits.map(({ newText }) => newText)).toEqual(["[0.9, 0.95]"]);
});
