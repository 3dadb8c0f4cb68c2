import { expect, test } from "vitest";
import { compareLaunches } from "../../server/src/features/compare/compare";
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
