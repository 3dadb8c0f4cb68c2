import { expect, test } from "vitest";
import { rotaryDims, rotaryTableFits } from "../../server/src/model/positions";

test("a share of a head is truncated, and only even numbers and one meet the table", () => {
  const dims = [rotaryDims(64, 1), rotaryDims(64, 0.25), rotaryDims(16, 0.2), rotaryDims(4, 0.3)];
  expect(dims).toEqual([64, 16, 3, 1]);
  expect([0, 1, 2, 3, 4, 5].map(rotaryTableFits)).toEqual([true, true, true, false, true, false]);
});
