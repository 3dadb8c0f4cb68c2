import { beforeAll, describe, expect, it } from "vitest";
import { hasCases, RECORDED_TARGETS, readCases, type Verdict } from "./cases";
import { type Comparison, compare } from "./compare";

/** The record was made with PyTorch 1.13; from 2.1 on LayerNorm knows that argument, and we only warn. */
function isOldPyTorch({ message = "" }: Verdict): boolean {
  return message.includes("LayerNorm.__init__() got an unexpected keyword argument 'bias'");
}

describe.skipIf(!hasCases)(hasCases ? "the recorded launches" : "skipped: no shared data", () => {
  let comparisons: readonly Comparison[] = [];
  beforeAll(() => {
    comparisons = readCases().flatMap(compare);
  }, 300_000);

  it("are judged as gpt-neox judged their arguments", () => {
    const falseErrors = comparisons.filter(({ verdict, errors }) => verdict.launches && errors.length > 0);
    const elsewhere = comparisons.filter((it) => it.verdict.phase === "args" && !it.sameFunction);

    const missed = comparisons.filter(
      ({ verdict, errors }) => verdict.phase === "model" && errors.length === 0 && !isOldPyTorch(verdict),
    );

    expect(comparisons.length).toBe(2000 * Object.keys(RECORDED_TARGETS).length);
    expect(comparisons.flatMap(({ failures }) => failures)).toEqual([]);
    expect(falseErrors.map(({ id, target, errors }) => [id, target, errors])).toEqual([]);
    expect(missed.map(({ id, target, verdict }) => [id, target, verdict.at])).toEqual([]);
    expect(elsewhere.map(({ id, target, verdict, errors }) => [id, target, verdict.at, errors])).toEqual([]);
  });

  it("that run get no error of a later phase either", () => {
    const later = comparisons.filter(
      ({ verdict, laterErrors }) => verdict.launches && laterErrors.length > 0,
    );
    expect(later.map(({ id, target, laterErrors }) => [id, target, laterErrors])).toEqual([]);
  });

  it.each(Object.keys(RECORDED_TARGETS))("that run at %s have mostly one warning at most", (target) => {
    const running = comparisons.filter((it) => it.target === target && it.verdict.launches);
    const warnings = running.map((it) => it.warnings).sort((a, b) => a - b);
    expect(warnings[Math.floor(warnings.length / 2)]).toBeLessThanOrEqual(1);
  });
});
