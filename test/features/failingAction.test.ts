import { expect, test, vi } from "vitest";
import { actionsAt, sample } from "./sample";

vi.mock("../../server/src/features/blockStyle", () => ({
  blockStyleAction: () => {
    throw new RangeError("edits overlap");
  },
}));

test("an action that fails takes no other along", () => {
  const titles = actionsAt(sample('{"num-layers": 2|, "hiden-size": 8}')).map(({ title }) => title);
  expect(titles).toContain("Write all keys with underscores");
});
