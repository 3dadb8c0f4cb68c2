import { expect, test } from "vitest";
import { Random } from "../differential/random";
import { faultsOf } from "./check";
import { mutated } from "./texts";

const MODEL = "hidden_size: 512\nnum_layers: 12\nnum_attention_heads: 8\n";
const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

test.each(NAMES)("%s is a key, a value and a nested key like any other", (name) => {
  const uses = [
    `${name}: 1`,
    `norm: ${name}`,
    `optimizer: { type: ${name}, params: { ${name}: 1 } }`,
    `data_impl: ${name}`,
  ];
  const texts = uses.map((use) => `${MODEL}${use}\n`);
  expect(texts.flatMap((text) => faultsOf(text, new Random(1)))).toEqual([]);
});

test("hostile texts lose no rule, no place and no fix", () => {
  const seeds = [
    "{}",
    MODEL,
    `{ "hidden-size": 512, "num-layers": 12, # comment\n "norm": "rmsnorm", }\n`,
  ] as const;
  const faults = Array.from({ length: 300 }, (_, seed) =>
    faultsOf(mutated(new Random(seed), [...seeds]), new Random(seed)),
  );
  expect(faults.flat()).toEqual([]);
});
