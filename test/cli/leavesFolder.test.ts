import { expect, test } from "vitest";
import { leavesFolder } from "../../server/src/base/leavesFolder";

test.each([
  ["..", true],
  ["../a.yml", true],
  ["..\\a.yml", true],
  ["..data/a.yml", false],
  ["..a.yml", false],
])("%s: %s", (path, leaves) => expect(leavesFolder(path)).toBe(leaves));
