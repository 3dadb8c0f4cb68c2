import { describe, expect, it } from "vitest";
import { hasCases, RECORDED_TARGETS, readCases } from "./cases";
import { compare } from "./compare";

describe.skipIf(!hasCases)(hasCases ? "the recorded launches" : "skipped: no shared data", () => {
  it("are judged as gpt-neox judged their arguments", { timeout: 300_000 }, () => {
    const comparisons = readCases().flatMap(compare);
    const falseErrors = comparisons.filter(({ verdict, errors }) => verdict.launches && errors.length > 0);
    const elsewhere = comparisons.filter((it) => it.verdict.phase === "args" && !it.sameFunction);

    expect(comparisons.length).toBe(2000 * Object.keys(RECORDED_TARGETS).length);
    expect(comparisons.flatMap(({ failures }) => failures)).toEqual([]);
    expect(falseErrors.map(({ id, target, errors }) => [id, target, errors])).toEqual([]);
    expect(elsewhere.map(({ id, target, verdict, errors }) => [id, target, verdict.at, errors])).toEqual([]);
  });
});
