import { expect, test, vi } from "vitest";
import { objectionsToShape, zeroObjections } from "../../server/src/features/report/objections";
import { EXAMPLE_MODEL } from "../../server/src/rules/kit/exampleModel";
import { rules } from "../../server/src/rules/registry";
import { launchOf } from "../model/launchOf";

test("a rule that fails itself ends no report", () => {
  const launch = launchOf(`${EXAMPLE_MODEL}hidden_size: 770\n`);
  const before = objectionsToShape(launch);
  expect(before).not.toEqual([]);
  const failing = rules
    .filter(({ family, keys }) => family === "dimensions" || keys.includes("zero_optimization"))
    .map((rule) =>
      vi.spyOn(rule, "check").mockImplementation(() => {
        throw new RangeError("of the rule");
      }),
    );
  expect([objectionsToShape(launch), zeroObjections(launch)]).toEqual([[], {}]);
  for (const it of failing) it.mockRestore();
});
