import { expect, it } from "vitest";
import { TooLarge } from "../../server/src/bytes/byteFile";
import { readPickle } from "../../server/src/checkpoints/pickle/read";
import { bytes, pickle } from "../attacks/kinds/dataFiles";

/** Steps that are left after a list of a thousand of these. */
function leftOf(item: string, before = ""): number {
  const effort = { left: 100_000 };
  readPickle(bytes(pickle(before, "("), item.repeat(1000), "l."), 0, effort);
  return effort.left;
}

it.each([
  ["dicts", "}", ""],
  ["sets", "\x8f", ""],
  ["dicts of a class of their own", "h\0)R(NNu", "ccollections\nOrderedDict\nq\x000"],
])("%s cost what they take", (_, item, before) => {
  expect(leftOf(item, before)).toBeLessThan(leftOf("]") - 8000);
});

it("more of them than any checkpoint has are refused", () => {
  const many = bytes(pickle("("), "}".repeat(20_000), "l.");
  expect(() => readPickle(many, 0, { left: 100_000 })).toThrow(TooLarge);
});

it.each([
  [[0xff], -1],
  [[1, 0, 0, 0, 0, 0, 1], 2 ** 48 + 1],
  [[0, 0, 0, 0, 0, 0, 0, 0, 1], 2n ** 64n],
  [[0xfe, ...Array(8).fill(0xff)], -2],
  [[0, ...Array(11).fill(0), 0x80], -(2n ** 103n)],
])("the int of the bytes %j is %s", (its, value) => {
  expect(readPickle(pickle("\x8a", [its.length], its, ".")).value).toBe(value);
});
