import { describe, expect, test } from "vitest";
import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { checkExample } from "../example";

describe("global-num-gpus-given", () => {
  const severity = (gpus: number, lines = "") => {
    const files = { "model.yml": `${EXAMPLE_MODEL}global_num_gpus: 4\n${lines}` };
    return checkExample({ files, gpus, neox: "main" }).findings.find(
      ({ rule }) => rule === "global-num-gpus-given",
    )?.severity;
  };

  test.each([
    [8, "error"],
    [4, undefined],
    [2, "warning"],
  ] as const)("4 are told and %i start: %s", (gpus, said) => expect(severity(gpus)).toBe(said));

  test("more accumulation steps may leave some", () => {
    expect(severity(8, "gradient_accumulation_steps: 2\n")).toBe("warning");
  });
});
