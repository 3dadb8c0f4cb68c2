import { describe, expect, it } from "vitest";
import { hasCases, RECORDED_TARGETS, readCases } from "./cases";
import { compare } from "./compare";

describe.skipIf(!hasCases)(hasCases ? "the recorded launches" : "skipped: no shared data", () => {
  const cases = hasCases ? readCases() : [];

  it.each(Object.keys(RECORDED_TARGETS))("no launch that %s accepts has an error", (target) => {
    const comparisons = cases.map((recorded) => compare(recorded, target));
    const wrong = comparisons.filter(({ verdict, errors }) => verdict.launches && errors.length > 0);
    expect(comparisons.length).toBe(2000);
    expect(wrong.map(({ id, errors }) => [id, errors])).toEqual([]);
    expect(comparisons.flatMap(({ failures }) => failures)).toEqual([]);
  });

  it.each(Object.keys(RECORDED_TARGETS))("an error of %s in its arguments is told at the same place", (target) => {
    const failing = cases.map((recorded) => compare(recorded, target)).filter(({ verdict }) => !verdict.launches);
    const elsewhere = failing.filter(({ verdict, sameFunction }) => verdict.phase === "args" && !sameFunction);
    expect(elsewhere.map(({ id, verdict, errors }) => [id, verdict.at, errors])).toEqual([]);
  });
});
