import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { llamaMlpWidths, mlpWidths, mlpWidthsOfV2 } from "../../server/src/model/mlp";

const unset = { intermediateSize: undefined, expansionFactor: undefined, multipleOf: 1 };

describe("mlpWidths", () => {
  test("swiglu with hidden 512: the 8x683 and 682x512 of the report", () => {
    const { scaledSize, activated, secondInput } = mlpWidths({ ...unset, hiddenSize: 512, isGated: true });
    expect([scaledSize, activated, secondInput]).toEqual([1365, 683, 682]);
  });

  test("upstream mistral/7B: 14336 is taken for three times the inner width", () => {
    const sizes = { ...unset, hiddenSize: 4096, intermediateSize: 14336, isGated: true };
    const { activated, secondInput } = mlpWidths(sizes);
    expect([activated, secondInput]).toEqual([4779, 4778]);
    const rounded = mlpWidths({ ...sizes, multipleOf: 256 });
    expect([rounded.activated, rounded.secondInput]).toEqual([4864, 4864]);
  });

  test("three times any inner width that is a multiple gives that width", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 256 }),
        fc.integer({ min: 1, max: 400 }),
        (multipleOf, blocks) => {
          const inner = multipleOf * blocks;
          const sizes = { ...unset, hiddenSize: 64, intermediateSize: 3 * inner, multipleOf, isGated: true };
          const { activated, secondInput } = mlpWidths(sizes);
          expect([activated, secondInput]).toEqual([inner, inner]);
        },
      ),
    );
  });

  test("plain widths meet exactly when the number of blocks is even", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 256 }),
        fc.integer({ min: 1, max: 99999 }),
        (multipleOf, size) => {
          const sizes = { ...unset, hiddenSize: 64, intermediateSize: size, multipleOf, isGated: false };
          const { activated, secondInput } = mlpWidths(sizes);
          expect(activated === secondInput).toBe(Math.ceil(size / multipleOf) % 2 === 0);
        },
      ),
    );
  });

  test("an expansion factor truncates; nothing set means four", () => {
    const factor = mlpWidths({ ...unset, hiddenSize: 100, expansionFactor: 2.675, isGated: false });
    expect(factor.intermediateSize).toBe(267);
    expect(mlpWidths({ ...unset, hiddenSize: 100, isGated: false }).intermediateSize).toBe(400);
  });
});

test("older MLPs: geglu of v2.0 and of 2023, and LLaMA's", () => {
  expect(mlpWidthsOfV2(100, true, (4 * 2) / 3).firstOutput).toBe(532);
  expect(mlpWidthsOfV2(100, true, 2).firstOutput).toBe(400);
  expect(mlpWidthsOfV2(100, false, 2).firstOutput).toBe(400);
  expect(llamaMlpWidths(4096, undefined).secondInput).toBe(11008);
  expect(llamaMlpWidths(4096, 14336).secondInput).toBe(14336);
});
