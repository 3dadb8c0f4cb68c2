import { expect, test } from "vitest";
import { keepTheRestTogether } from "../../server/src/engine/keepsTheRest";
import { readYaml } from "../../server/src/yaml/read";
import { count } from "../attacks/repeat";

/** Whether all of these lines may go from a text together. */
function mayGo(text: string, lines: readonly string[]): boolean {
  const file = { path: "a.yml", document: readYaml(text) };
  const edits = lines.map((line) => {
    const start = text.indexOf(line);
    return { file, span: { start, end: start + line.length }, newText: "" };
  });
  return keepTheRestTogether(file, edits);
}

const BLOCK = "fp16:\n  a: 1\n  b: 2\nseed: 1\n";

test("lines go together unless that leaves a block empty", () => {
  expect(mayGo(BLOCK, ["  a: 1\n"])).toBe(true);
  expect(mayGo(BLOCK, ["  a: 1\n", "  b: 2\n"])).toBe(false);
  expect(mayGo(BLOCK, ["fp16:\n", "  a: 1\n", "  b: 2\n"])).toBe(true);
  expect(mayGo(`o:\n  p:\n    c: 1\n${BLOCK}`, ["    c: 1\n"])).toBe(false);
  expect(mayGo(`x: &x 1\n${BLOCK}y: *x\n`, ["x: &x 1\n"])).toBe(false);
});

test("blocks that aliases put in each other, deeper than functions call", () => {
  const levels = count(4499, (level) => `,\n &a${level + 1} {b: *a${level}}`);
  expect(mayGo(`x: [&a0 {a: 1}${levels}]\ny: *a4499\n${BLOCK}`, ["  a: 1\n"])).toBe(true);
});

test("blocks that aliases multiply are looked at once", () => {
  const levels = count(
    5,
    (level) => `x${level}: &x${level} {${count(500, (key) => `k${key}: *x${level - 1}, `)}}\n`,
  );
  expect(mayGo(`x-1: &x-1 {a: 1}\n${levels}${BLOCK}`, ["  a: 1\n"])).toBe(true);
});
