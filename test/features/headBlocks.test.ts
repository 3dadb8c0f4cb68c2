import { expect, test } from "vitest";
import { headBlocks } from "../../report/src/headBlocks";

const layout = (numAttentionHeads: number, numKvHeads: number, ranks: number) => ({
  ...{ headDim: 64, numAttentionHeads, numKvHeads, ranks },
});

test("a block a head, and what is left of one at the end of a rank", () => {
  expect(headBlocks(layout(3, 3, 2))).toEqual([
    { series: 0, from: 0, width: 1 },
    { series: 1, from: 1, width: 1 },
    { series: 2, from: 2, width: 1 },
    { series: 0, from: 3, width: 0.5 },
    { series: 1, from: 3.5, width: 0.5 },
    { series: 2, from: 4, width: 0.5 },
  ]);
  expect(headBlocks(layout(4, 1, 2)).map(({ series, from, width }) => [series, from, width])).toEqual([
    [0, 0, 1],
    [0, 1, 1],
    [1, 2, 0.5],
    [2, 2.5, 0.5],
  ]);
});

test.each([
  [100_000_000, 100_000_000],
  [10_000_000_000, 10_000_000_000],
  [513, 1],
])("of %i heads and %i of keys a block for each part", (heads, keys) => {
  expect(headBlocks(layout(heads, keys, 1))).toEqual([
    { series: 0, from: 0, width: heads },
    { series: 1, from: heads, width: keys },
    { series: 2, from: heads + keys, width: keys },
  ]);
});
