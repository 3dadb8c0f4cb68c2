import { expect, test, vi } from "vitest";
import { globOf } from "../../server/src/globs/glob";
import { isNamed } from "../../server/src/globs/patterns";

vi.mock("../../server/src/globs/glob", async (original) => {
  const glob = await original<typeof import("../../server/src/globs/glob")>();
  return { ...glob, globOf: vi.fn(glob.globOf) };
});

const BRACES = "{a,b,c,d,e,f,g,h,i,j}{0,1,2,3,4,5,6,7,8,9}";

test("a text is named by any of the patterns", () => {
  const patterns = ["*.yaml", `${BRACES}.yml`, "configs/**"];
  const names = ["x.yaml", "b7.yml", "configs/a/b.yml", "x.yml"];
  expect(names.map((name) => isNamed(name, patterns))).toEqual([true, true, true, false]);
  expect(isNamed("x.yml", [])).toBe(false);
});

test("patterns are read once, whoever asks for them", () => {
  const patterns = () => Array.from({ length: 100 }, (_, at) => `once${at}/*.yml`);
  const before = vi.mocked(globOf).mock.calls.length;
  for (let at = 0; at < 50; at++) expect(isNamed(`once${at}/a.yml`, patterns())).toBe(true);
  expect(vi.mocked(globOf).mock.calls.length - before).toBe(100);
});

test("what braces stand for is bounded for all patterns together", () => {
  const wide = `${BRACES}${"?".repeat(900)}`;
  expect(isNamed("a.yml", [wide, "*.yml"])).toBe(true);
  expect(isNamed("a.yml", [wide, wide, "*.yml"])).toBe(false);
  expect(isNamed("a.yml", ["*.yml", wide, wide])).toBe(true);
});

test("a path is looked at only so long", () => {
  const path = `${"a".repeat(4000)}.yml`;
  const long = `*${"a".repeat(1900)}b*.yml`;
  expect(isNamed(path, ["*.yml", long])).toBe(true);
  expect(isNamed(path, [long, "*.yml"])).toBe(false);
});
