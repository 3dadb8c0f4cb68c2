import { expect, test } from "vitest";
import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { cases } from "../cases";
import { checkExample } from "../example";

const lion = (stage: number, more = "") =>
  `zero_optimization: {stage: ${stage}}\noptimizer: {type: Lion, params: {lr: 0.0001, betas: [0.9, 0.98]}}${more}`;
const LION = "{type: Lion, params: {lr: 0.0001, betas: [0.9, 0.98]}}";

cases("zero-refuses-lion", [
  [lion(1), LION, { neox: "2024-03-02" }],
  [lion(1), LION],
  [lion(1), "no", { neox: "main" }],
  [lion(0), "no", { neox: "2024-03-02" }],
  [lion(1, "\ndeepspeed_extra_args: {zero_allow_untested_optimizer: true}"), "no", { neox: "2024-03-02" }],
]);

test.each([
  ["2024-03-02", "deepspeed_extra_args: {zero_allow_untested_optimizer: true}"],
  ["v2.0", "zero_allow_untested_optimizer: True"],
])("at %s the optimizer is kept by %s", (neox, title) => {
  const { findings } = checkExample({ files: { "model.yml": `${EXAMPLE_MODEL}${lion(1)}\n` }, neox });
  const found = findings.find(({ rule }) => rule === "zero-refuses-lion");
  const preferred = found?.fixes().filter((it) => it.preferred);
  expect(preferred?.map((it) => it.title)).toEqual([title]);
});
