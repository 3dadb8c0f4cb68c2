import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readYaml } from "../../server/src/yaml/read";
import { implicitTag, looksLikeNumber, plainValue, pyYamlNumber } from "../../server/src/yaml/scalar";
import type { PythonValue } from "../../server/src/yaml/value";
import { writeScalar, writeScalarIfShort } from "../../server/src/yaml/write";

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.stringMatching(/^[-+.0-9_eExobyn:~<= #'"]{0,8}$/),
);
const scalarValue: fc.Arbitrary<PythonValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.bigInt(),
  fc.double(),
  text,
);
const value: fc.Arbitrary<PythonValue> = fc.oneof(
  scalarValue,
  fc.array(scalarValue, { maxLength: 3 }),
  fc.array(fc.tuple(text, scalarValue), { maxLength: 3 }).map((pairs) => new Map(pairs)),
);

/** The value of `key: source` and of `source` in flow and block lists. */
function readBack(source: string): readonly unknown[] {
  return [`a: ${source}\n`, `[${source}, 1]`, `{a: ${source}}`, `- ${source}`].map((document) => {
    const { root, problems } = readYaml(document);
    expect(problems).toEqual([]);
    if (root?.kind === "list") return root.items[0]?.value;
    return root?.kind === "map" ? root.entries[0]?.value.value : undefined;
  });
}

test("writeScalar is read back as exactly the same value, wherever it stands", () => {
  fc.assert(
    fc.property(value, (written) => {
      for (const read of readBack(writeScalar(written))) expect(read).toStrictEqual(written);
    }),
    { numRuns: 500 },
  );
});

test("a string written as a key is the key", () => {
  fc.assert(
    fc.property(text, (key) => {
      for (const document of [`${writeScalar(key)}: 1`, `{${writeScalar(key)}: 1}`]) {
        expect(readYaml(document)).toMatchObject({ problems: [], root: { value: new Map([[key, 1n]]) } });
      }
    }),
    { numRuns: 500 },
  );
});

describe("writeScalar", () => {
  test.each<[PythonValue, string]>([
    [1e-5, "1.0e-5"],
    [6e-8, "6.0e-8"],
    [1.5e21, "1.5e+21"],
    [1, "1.0"],
    [1n, "1"],
    [-0, "-0.0"],
    ["1e-5", "1e-5"],
    ["yes", '"yes"'],
    ["a b", "a b"],
    ["/data/x.bin", "/data/x.bin"],
    ["", '""'],
    ["a: b", '"a: b"'],
    ["...", '"..."'],
    ["a\n", '"a\\n"'],
    [["a", 1n], "[a, 1]"],
  ])("example %#", (from, source) => {
    expect(writeScalar(from)).toBe(source);
  });

  test("ends where a value contains itself", () => {
    const loop = readYaml("&x [1, *x, {a: *x}]").root?.value ?? null;
    expect(writeScalar(loop)).toBe("[1, null, {a: null}]");
    expect(writeScalar(readYaml("[&x [1], *x]").root?.value ?? null)).toBe("[[1], [1]]");
  });
});

describe("pyYamlNumber", () => {
  test.each([
    ["1e-5", "1.0e-5", 1e-5],
    ["1E5", "1.0e+5", 1e5],
    ["5e8", "5.0e+8", 5e8],
    ["1.0e5", "1.0e+5", 1e5],
    ["1.5E-3x", undefined, undefined],
    ["1.e5", "1.0e+5", 1e5],
    ["+.5", "+0.5", 0.5],
    ["-.5e3", "-0.5e+3", -500],
    [".5e3", "0.5e+3", 500],
    ["08", "8", 8n],
    ["-0_9", "-9", -9n],
    ["0o17", "15", 15n],
    ["1_0e3", "1_0.0e+3", 1e4],
    ["12", undefined, undefined],
    ["1.0e-5", undefined, undefined],
    ["e5", undefined, undefined],
    [".e5", undefined, undefined],
    ["_1", undefined, undefined],
    ["1.0.0", undefined, undefined],
    ["-", undefined, undefined],
    ["", undefined, undefined],
  ])("%s is better written %s", (source, spelling, number) => {
    expect(looksLikeNumber(source)).toBe(spelling !== undefined);
    expect(pyYamlNumber(source)).toBe(spelling);
    if (spelling !== undefined) expect(plainValue(spelling)).toBe(number);
  });

  test("always gives what PyYAML reads as the number that was meant", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+]?[0-9]{0,3}\.?[0-9]{0,3}([eE][-+]?[0-9]{1,2})?$/), (source) => {
        const spelling = pyYamlNumber(source);
        if (spelling === undefined) return;
        expect(implicitTag(source)).toBe("str");
        expect(Number(plainValue(spelling))).toBe(Number(source));
      }),
      { numRuns: 1000 },
    );
  });
});

test("an int is written where it just has room, also one whose highest bit would be a sign", () => {
  expect([7n, 9n, -9n, 255n].map((value) => writeScalarIfShort(value, String(value).length))).toEqual([
    "7",
    "9",
    "-9",
    "255",
  ]);
  expect(writeScalarIfShort(10n, 1)).toBeUndefined();
});
