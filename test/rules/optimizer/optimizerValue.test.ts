import { describe, expect, test } from "vitest";
import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { type Case, cases } from "../cases";
import { checkExample } from "../example";

const optimizer = (type: string, params: string, more = "") =>
  `optimizer: {type: ${type}, params: {lr: 0.001, ${params}}}${more}`;

const MAIN = { neox: "main" };
const rows: readonly (readonly [type: string, params: string, at: string])[] = [
  ["Adam", "betas: [0.9, 0.95]", "no"],
  ["Adam", "betas: [0.9, 1.5]", "no"],
  ["Adam", "betas: [0.9]", "[0.9]"],
  ["Adam", "betas: [0.9, 0.95, 0.99]", "[0.9, 0.95, 0.99]"],
  ["Adam", 'betas: "0.9,0.95"', '"0.9,0.95"'],
  ["Adam", "betas: 0.9", "0.9"],
  ["Adam", 'betas: ["0.9", "0.95"]', '["0.9", "0.95"]'],
  ["Adam", "eps: null", "null"],
  ["Adam", 'eps: "1.0e-8"', '"1.0e-8"'],
  ["Adam", "eps: 0", "no"],
  ["Adam", "amsgrad: true", "true"],
  ["Adam", "amsgrad: false", "no"],
  ["cpu_adam", "amsgrad: true", "no"],
  ["cpu_adam", "betas: [0.9]", "[0.9]"],
  ["Lion", "betas: [0.9]", "[0.9]"],
  ["Lion", "betas: [0.9, 0.99, 0.5]", "no"],
  ["Lion", "betas: [0.9, 1.5]", "[0.9, 1.5]"],
  ["sm3", "momentum: 1.5", "1.5"],
  ["sm3", "momentum: 0.9, beta: 0.99, eps: 1.0e-6", "no"],
  ["madgrad_wd", "momentum: 1.0", "1.0"],
  ["madgrad_wd", "eps: -1.0", "-1.0"],
];

describe("optimizer-value", () => {
  cases("optimizer-value", [
    ...rows.map(([type, params, at]): Case => [optimizer(type, params), at, MAIN]),
    // Text generation and a stand-in optimizer never read them; muP has another Adam.
    [optimizer("Adam", "betas: [0.9]", "\nno_load_optim: true"), "no", MAIN],
    [optimizer("Adam", "betas: [0.9]", "\ntext_gen_type: unconditional"), "no", MAIN],
    [optimizer("Adam", "betas: [0.9]", "\nuse_mup: true"), "no", MAIN],
    // With ZeRO it is DeepSpeed's Lion, which takes them apart.
    [
      optimizer("Lion", "betas: [0.9, 0.99, 0.5]", "\nzero_optimization: {stage: 1}"),
      "[0.9, 0.99, 0.5]",
      MAIN,
    ],
  ]);

  const stop = (lines: string) => {
    const { findings } = checkExample({ files: { "model.yml": `${EXAMPLE_MODEL}${lines}\n` }, ...MAIN });
    const found = findings.find(({ rule }) => rule === "optimizer-value" || rule === "number-as-string");
    return found && [found.rule, found.severity, found.phase, found.neox.raises];
  };

  test("where it stops", () => {
    const betas = optimizer("Adam", "betas: 0.9");
    expect(stop(betas)).toEqual(["optimizer-value", "error", "train", "TypeError"]);
    expect(stop(`${betas}\nfp16: {enabled: true}`)).toEqual([
      "optimizer-value",
      "error",
      "engine",
      "TypeError",
    ]);
    expect(stop(optimizer("cpu_adam", "betas: [0.9]"))).toEqual([
      "optimizer-value",
      "error",
      "optimizer",
      "IndexError",
    ]);
  });

  test("a number that PyYAML takes for a text is an error where the optimizer stops at it", () => {
    expect(stop(optimizer("Adam", "eps: 1e-8"))).toEqual(["number-as-string", "error", "train", "TypeError"]);
  });
});
