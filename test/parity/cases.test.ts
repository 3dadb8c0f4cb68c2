import { beforeAll, describe, expect, it } from "vitest";
import type { LayersVerdict } from "../../scripts/oracle/layers";
import { compareCase, hasCases, RECORDED_TARGETS, readCases } from "./cases";
import type { Comparison } from "./compare";

/** The record was made with PyTorch 1.13; from 2.1 on LayerNorm knows that argument, and we only warn. */
function isOldPyTorch({ message = "" }: LayersVerdict): boolean {
  return message.includes("LayerNorm.__init__() got an unexpected keyword argument 'bias'");
}

describe.skipIf(!hasCases)(
  hasCases ? "the recorded launches on configs of other projects" : "skipped: no shared data",
  () => {
    let comparisons: readonly Comparison[] = [];
    beforeAll(() => {
      comparisons = readCases().flatMap(compareCase);
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
      expect(elsewhere.map(({ id, target, verdict, errors }) => [id, target, verdict.at, errors])).toEqual(
        [],
      );
    });

    it("that the record could not build get an error only where the part at fault was run by itself and stopped", () => {
      const unrecorded = comparisons.filter(
        ({ verdict, unrecordedErrors }) => verdict.launches && unrecordedErrors.length > 0,
      );
      expect(unrecorded.map(({ id, target, unrecordedErrors }) => [id, target, ...unrecordedErrors])).toEqual(
        [
          // NeoX's mamba block: KeyError: 'bfloat16'.
          ["00099", "main", "mamba-bfloat16"],
          // NeoX's embedding: ValueError: dropout probability has to be between 0 and 1, but got 5.0.
          ["00175", "main", "dropout-range"],
          ["00175", "2024-10-31", "dropout-range"],
          ["00332", "main", "mamba-bfloat16"],
          ["00332", "2024-10-31", "mamba-bfloat16"],
          // NeoX's layer, with a norm and an attention that can be built without a GPU: AssertionError.
          ["00873", "2024-10-31", "mlp-bias-swiglu"],
          ["01229", "2024-10-31", "mlp-bias-swiglu"],
          ["01610", "2024-10-31", "mlp-bias-swiglu"],
          ["01901", "main", "mamba-bfloat16"],
          ["01901", "2024-10-31", "mamba-bfloat16"],
        ],
      );
    });

    it.each(Object.keys(RECORDED_TARGETS))("that run at %s have mostly one warning at most", (target) => {
      const running = comparisons.filter((it) => it.target === target && it.verdict.launches);
      const warnings = running.map((it) => it.warnings).sort((a, b) => a - b);
      expect(warnings[Math.floor(warnings.length / 2)]).toBeLessThanOrEqual(1);
    });
  },
);
