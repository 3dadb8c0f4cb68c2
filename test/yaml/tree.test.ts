import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { repr } from "../../server/src/python/text";
import { resolveAlias } from "../../server/src/yaml/alias";
import { effectiveEntries } from "../../server/src/yaml/effectiveEntries";
import { LineIndex } from "../../server/src/yaml/lineIndex";
import { nodeAt } from "../../server/src/yaml/nodeAt";
import { readYaml } from "../../server/src/yaml/read";
import { isDict } from "../../server/src/yaml/value";

describe("LineIndex", () => {
  const text = "a\nbé😀\r\n\rlast";

  test("counts lines as an editor does", () => {
    const lines = new LineIndex(text);
    const ranges = Array.from({ length: lines.lineCount }, (_, line) => [
      lines.lineStart(line),
      lines.lineEnd(line),
    ]);
    expect(ranges.map(([start, end]) => text.slice(start, end))).toEqual(["a", "bé😀", "", "last"]);
    expect(lines.positionAt(6)).toEqual({ line: 1, character: 4 });
    expect(lines.offsetAt({ line: 1, character: 99 })).toBe(6);
    expect(lines.offsetAt({ line: 99, character: 0 })).toBe(text.length);
    expect(lines.positionAt(-1)).toEqual({ line: 0, character: 0 });
  });

  test("positions and offsets are inverse, except inside of CRLF", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab\r\n😀]{0,12}$/u), fc.nat({ max: 14 }), (anyText, offset) => {
        const lines = new LineIndex(anyText);
        const inside = Math.min(offset, anyText.length);
        fc.pre(anyText.slice(inside - 1, inside + 1) !== "\r\n");
        expect(lines.offsetAt(lines.positionAt(inside))).toBe(inside);
      }),
    );
  });
});

describe("nodeAt", () => {
  const path = (marked: string) => {
    const offset = marked.indexOf("|");
    const text = marked.replace("|", "");
    const found = nodeAt(readYaml(text), offset);
    return found.map(
      (part) => ("kind" in part ? `${part.kind} ` : "entry ") + text.slice(part.span.start, part.span.end),
    );
  };

  test.each([
    ["a: |1\n", ["map a: 1", "entry a: 1", "scalar 1"]],
    ["a: 1|\n", ["map a: 1", "entry a: 1", "scalar 1"]],
    ["|a: 1\n", ["map a: 1", "entry a: 1", "scalar a"]],
    ["a: |", ["map a:", "entry a:", "scalar "]],
    ["{a: [x, |y]}", ["map {a: [x, y]}", "entry a: [x, y]", "list [x, y]", "scalar y"]],
    ["{a: 1,| b: 2}", ["map {a: 1, b: 2}"]],
    ["a: 1\n\n|\nb: 2", ["map a: 1\n\n\nb: 2"]],
    ["a: 1 # |c", []],
    ["a: !!int| 1", ["map a: !!int 1", "entry a: !!int 1", "scalar 1"]],
  ])("%s", (marked, expected) => {
    expect(path(marked)).toEqual(expected);
  });
});

describe("effectiveEntries", () => {
  const effective = (text: string) => {
    const { root } = readYaml(text);
    const last = root?.kind === "map" ? root.entries.at(-1)?.value : root;
    const target = last && resolveAlias(last);
    if (target?.kind !== "map") return undefined;
    return [...effectiveEntries(target)].map(([key, { entry, merged }]) => [
      key,
      repr(entry.value.value),
      merged,
    ]);
  };

  test.each([
    ["x: {a: 1, a: 2}", [["a", "2", false]]],
    [
      "m: &m {a: 1, b: 2}\nx: {b: 3, <<: *m}",
      [
        ["a", "1", true],
        ["b", "3", false],
      ],
    ],
    ["m: &m {a: 1}\nn: &n {a: 2}\nx: {<<: [*m, *n]}", [["a", "1", true]]],
    ["m: &m {a: 1}\nn: &n {a: 2}\nx: {<<: *m, <<: *n}", [["a", "2", true]]],
    ["x: &x {<<: *x, a: 1}", [["a", "1", false]]],
    ['x: {"<<": 1}', [["<<", "1", false]]],
  ])("%s", (text, expected) => {
    expect(effective(text)).toEqual(expected);
  });

  test("agree with the value in order and content", () => {
    const source = fc.constantFrom(
      "a: 1",
      "a: 2",
      "b: 3",
      "c: 4",
      "<<: *m",
      "<<: *n",
      "<<: [*m, *n]",
      "<<: [*n, *m]",
    );
    const entries = fc.array(source, { maxLength: 4 }).map((list) => list.join(", "));
    fc.assert(
      fc.property(entries, entries, (second, third) => {
        const { root, problems } = readYaml(
          `- &m {a: m, b: m}\n- &n {${second.replaceAll("*n", "*m")}}\n- {${third}}`,
        );
        expect(problems).toEqual([]);
        const map = root?.kind === "list" ? root.items[2] : undefined;
        if (map?.kind !== "map" || !isDict(map.value)) throw new Error("not a mapping");
        const winners = [...effectiveEntries(map)].map(([key, { entry }]) => [key, entry.value.value]);
        expect(winners).toEqual([...map.value]);
      }),
    );
  });
});
