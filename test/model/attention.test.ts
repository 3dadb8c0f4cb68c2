import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attentionShape } from "../../server/src/model/attention";
import { reshapeBeforeFix } from "../../server/src/model/reshapeBeforeFix";

describe("attentionShape", () => {
  test("of grouped heads over two ranks", () => {
    const sizes = { hiddenSize: 5120, numAttentionHeads: 40, numKvHeads: 8, modelParallelSize: 2 };
    expect(attentionShape(sizes)).toEqual({
      headDim: 128,
      attentionWidth: 5120,
      numKvHeads: 8,
      isGrouped: true,
      groupSize: 5,
      kvHiddenSize: 1024,
      qkvWidth: 7168,
      perRank: { attentionWidth: 2560, numAttentionHeads: 20, numKvHeads: 4, qkvWidth: 3584 },
    });
  });

  test("without key/value heads of their own", () => {
    const sizes = { hiddenSize: 768, numAttentionHeads: 12, numKvHeads: undefined, modelParallelSize: 1 };
    expect(attentionShape(sizes)).toMatchObject({ isGrouped: false, groupSize: 1, qkvWidth: 3 * 768 });
  });
});

describe("reshapeBeforeFix", () => {
  const outcome = (hiddenSize: number, numAttentionHeads: number, numKvHeads: number) =>
    reshapeBeforeFix({ headDim: hiddenSize / numAttentionHeads, numAttentionHeads, numKvHeads }).outcome;

  test("of the sizes reported and recorded", () => {
    expect(
      [
        [5120, 40, 8],
        [5120, 40, 10],
        [3072, 24, 8],
        [3072, 24, 6],
        [216, 3, 1],
        [128, 16, 1],
        [4096, 32, 8],
      ].map(([hidden = 0, heads = 0, kv = 0]) => outcome(hidden, heads, kv)),
    ).toEqual(["reshape-fails", "fits", "reshape-fails", "fits", "reshape-fails", "split-fails", "fits"]);
  });

  test("a group size that is a power of two fits exactly when it divides head_dim", () => {
    const powerOfTwo = fc.integer({ min: 1, max: 6 }).map((exponent) => 2 ** exponent);
    fc.assert(
      fc.property(
        powerOfTwo,
        fc.integer({ min: 1, max: 16 }),
        fc.integer({ min: 1, max: 512 }),
        (g, kv, d) => {
          const fits = outcome(d * g * kv, g * kv, kv) === "fits";
          expect(fits).toBe(d % g === 0);
        },
      ),
    );
  });
});
