import { expect, test } from "vitest";
import { compareLaunches } from "../../server/src/features/compare/compare";
import { comparisonText } from "../../server/src/features/compare/text";
import { launchOf } from "../model/launchOf";

test("a mapping that contains itself is compared as far as it is new", () => {
  const left = launchOf("data_types: &x { grad_accum_dtype: fp32, again: *x }\n", { scope: "launch" });
  const { differences } = compareLaunches(left, launchOf("", { scope: "launch" }));
  expect(differences.map(({ name }) => name)).toEqual([
    "data_types",
    "data_types.again",
    "data_types.grad_accum_dtype",
  ]);
});

/** The rows of the values that differ, without the blanks that align them. */
function rows(left: string, right: string): string[] {
  const comparison = compareLaunches(
    launchOf(left, { scope: "launch" }),
    launchOf(right, { scope: "launch" }),
  );
  const [, values = ""] = comparisonText(comparison).split("\n\n");
  return values
    .trim()
    .split("\n")
    .slice(2)
    .map((row) => row.replace(/ +/g, " "));
}

const MODEL = "hidden_size: 64\nnum_attention_heads: 4\nnum_layers: 6\n";

test("only what no file says is marked, and lists of layers are short", () =>
  expect(rows(`${MODEL}seed: 1\n`, `${MODEL}attention_config: [[["global"], 2], [["local"], 4]]\n`)).toEqual([
    "| attention_config | 6 × global (derived) | 2 × global, 4 × local (derived) |",
    "| seed | 1 | 1234 (default) |",
  ]));

test("values that would be cut alike are shown in full", () => {
  const path = `data/${"long/".repeat(12)}`;
  expect(rows(`${MODEL}data_path: ${path}a\n`, `${MODEL}data_path: ${path}b\n`)).toEqual([
    `| data_path | ${path}a | ${path}b |`,
  ]);
});
