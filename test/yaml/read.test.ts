import { describe, expect, test } from "vitest";
import { repr } from "../../server/src/python/text";
import { readingYaml, readYaml } from "../../server/src/yaml/read";
import type { YamlNode } from "../../server/src/yaml/tree";
import { count } from "../attacks/repeat";
import { stepsOf } from "../attacks/steps";

/** The source of every node and entry, outermost first. */
function sources(text: string, node: YamlNode | undefined = readYaml(text).root): readonly string[] {
  if (node === undefined) return [];
  const source = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
  const own = `${node.kind}: ${source(node.span)}`;
  if (node.kind === "list") return [own, ...node.items.flatMap((item) => sources(text, item))];
  if (node.kind !== "map") return [own];
  const inside = node.entries.flatMap(({ key, value, span }) => [
    `entry: ${source(span)}`,
    ...sources(text, key),
    ...sources(text, value),
  ]);
  return [own, ...inside];
}

describe("spans", () => {
  test("cover quotes, but no tag, anchor, comma or comment", () => {
    const text = '# top\n{ "a" : &x !!int "1" , # one\n  b: [*x, 2] }';
    expect(sources(text)).toEqual([
      'map: { "a" : &x !!int "1" , # one\n  b: [*x, 2] }',
      'entry: "a" : &x !!int "1"',
      'scalar: "a"',
      'scalar: "1"',
      "entry: b: [*x, 2]",
      "scalar: b",
      "list: [*x, 2]",
      "alias: *x",
      "scalar: 2",
    ]);
  });

  test("of blocks end with their last entry, of texts with their last line", () => {
    const text = "😀: # c\n  - 1 # one\n  - |  # text\n    x\n    y\n\n? c\nd:\n";
    expect(sources(text)).toEqual([
      `map: ${text.slice(0, -1)}`,
      "entry: 😀: # c\n  - 1 # one\n  - |  # text\n    x\n    y",
      "scalar: 😀",
      "list: - 1 # one\n  - |  # text\n    x\n    y",
      "scalar: 1",
      "scalar: |  # text\n    x\n    y",
      "entry: ? c",
      "scalar: c",
      "scalar: ",
      "entry: d:",
      "scalar: d",
      "scalar: ",
    ]);
  });
});

test("comments come in order, with their text trimmed", () => {
  const text = "#one\na: |  #  two\n  # no comment\nb: '# none' # three\n%: #\n";
  const document = readYaml(text);
  expect(
    document.comments.map((comment) => [text.slice(comment.span.start, comment.span.end), comment.text]),
  ).toEqual([
    ["#one", "one"],
    ["#  two", "two"],
    ["# three", "three"],
  ]);
});

describe("a broken document has one problem, where PyYAML stops, and the rest is read", () => {
  test.each([
    ['{\n  "a": 1\n  "b": 2\n}', 'ParserError at ":"', ["a", "b"]],
    [
      '{\n  "a": "x" # one\n  "b": 2,\n  "c": [1 "d"],\n  "e": 3\n}',
      'ParserError at ""b""',
      ["a", "b", "c", "e"],
    ],
    ["{a: 1 b: 2}", 'ParserError at ":"', ["a"]],
    ["a: 1\nb\nc: 3\n", 'ScannerError at "c"', ["a", "c"]],
    ["a: 1\nb: [1, 2\nc: 3\n", 'ParserError at ":"', ["a", "b"]],
    ["a: 1\nb: 'x\n", 'ScannerError at ""', ["a"]],
    ["a: 1\n\tb: 2\nc: 3\n", 'ScannerError at "\t"', ["a", "c"]],
    ["a: 1\n\tb: 2\n", 'ScannerError at "\t"', ["a"]],
    ["{\n\t\ta: 1,\n\tb: 2,\n\t\tc: 3\t\n}", 'ScannerError at "\t"', ["a", "b", "c"]],
    ["{a: 1,\n\t\n b: 2}", 'ScannerError at "\t"', ["a", "b"]],
    ["a: 1\t # one\nb: 2", 'ScannerError at "\t"', ["a", "b"]],
    ["a: 1\nb: c: 2\nd: 3\n", 'ScannerError at ":"', ["a", "d"]],
    ["a: 1\nb: @x\nc: 3\n", 'ScannerError at "@"', ["a", "c"]],
    ["a: 1\nb: *x\nc: 1\n", 'ComposerError at "*x"', ["a", "c"]],
    ["a: 1\n---\nb: 2\n", 'ComposerError at "---"', ["a"]],
    ["a: 1\nb: \0\nc: 3\n", 'ReaderError at "\0"', ["a", "b", "c"]],
    ["a: \ud800\nb: 1", 'ReaderError at "\ud800"', ["a", "b"]],
    ["a: 2024-13-45\nb: 1\n", 'ValueError at "2024-13-45"', ["a", "b"]],
    ["{[a]: 1, b: 1}", 'ConstructorError at "["', ["b"]],
    ["a: !x 1\nb: 1\n", 'ConstructorError at "!x 1"', ["a", "b"]],
    ["<<: 1\nb: 1\n", 'ConstructorError at "1"', ["b"]],
    ["a: =\nb: 1\n", 'ConstructorError at "="', ["a", "b"]],
  ])("%j", (text, problem, keys) => {
    const { root, problems } = readYaml(text);
    const found = problems.map(({ raises, span }) => `${raises} at "${text.slice(span.start, span.end)}"`);
    expect(found).toEqual([problem]);
    expect(root?.value instanceof Map ? [...root.value.keys()] : undefined).toEqual(keys);
  });

  test("which PyYAML finds first: it reads 8192 characters of a file, then 4096 at a time", () => {
    const raises = (spaces: number) => readYaml(`a: ]\n#${" ".repeat(spaces)}\0`).problems[0]?.raises;
    expect(raises(8185)).toBe("ReaderError");
    expect(raises(8186)).toBe("ParserError");
  });
});

describe("aliases share their value", () => {
  test("also with an enclosing list", () => {
    const { root, problems } = readYaml("&a [*a]");
    expect(problems).toEqual([]);
    expect(root?.kind === "list" && root.items[0]?.value === root.value).toBe(true);
    expect(root && repr(root.value)).toBe("[[...]]");
  });

  test("so that a hundred levels of nine aliases are a hundred lists", () => {
    const level = (index: number) =>
      `- &l${index} [${Array(9)
        .fill(`*l${index - 1}`)
        .join(", ")}]\n`;
    const { root, problems } = readYaml(
      `- &l0 [x]\n${Array.from({ length: 100 }, (_, i) => level(i + 1)).join("")}`,
    );
    expect(problems).toEqual([]);
    const values = root?.kind === "list" ? root.items.map((item) => item.value) : [];
    const shared = values
      .slice(1)
      .map((value, index) => Array.isArray(value) && value.every((item) => item === values[index]));
    expect(shared).toEqual(Array(100).fill(true));
  });

  test("and merging again and again does not grow", () => {
    const level = (index: number) =>
      `- &l${index} {<<: [${Array(9)
        .fill(`*l${index - 1}`)
        .join(", ")}]}\n`;
    const { root, problems } = readYaml(
      `- &l0 {x: 1, y: 2}\n${Array.from({ length: 100 }, (_, i) => level(i + 1)).join("")}`,
    );
    expect(problems).toEqual([]);
    expect(root?.kind === "list" && root.items[100]?.value).toEqual(
      new Map([
        ["x", 1n],
        ["y", 2n],
      ]),
    );
  });
});

test.each(["[", "{a: ", "- ", "? ", "!!python/tuple ["])(
  "100,000 times %j is a problem, not a crash",
  (opening) => {
    const { problems } = readYaml(opening.repeat(100_000));
    expect(problems.map(({ raises }) => raises)).toEqual(["RecursionError"]);
  },
);

test("two datetimes of one moment are one key, the first one written", () => {
  const { root } = readYaml(
    "{2001-01-01T00:00:00Z: 1, 2001-01-01T01:00:00+01:00: 2, 2001-01-01T00:00:00.5Z: 3}",
  );
  const value = root?.value;
  expect(value instanceof Map && [...value.values()]).toEqual([2n, 3n]);
});

test.each(["a", "\u{1f600}"])("a key of 1,024 characters %s is the longest", (character) => {
  const problems = (length: number) => readYaml(`${character.repeat(length)}: 1\n`).problems.length;
  const inFlow = (length: number) => readYaml(`{a, ${character.repeat(length)}: 1}\n`).problems.length;
  expect([problems(1024), problems(1025)]).toEqual([0, 1]);
  expect([inFlow(1024), inFlow(1025)]).toEqual([0, 1]);
});

test("a text is read the less often the longer it is, however many slips it has", () => {
  const readings = (keys: number) => {
    const sound = count(keys, (i) => `"k${i}": [${i}],\n`);
    const slips = count(14, (i) => `"z${i}": [1\n`);
    return stepsOf(readingYaml(`{\n${sound}${slips}"end": 1\n}`)) / stepsOf(readingYaml(`{\n${sound}}`));
  };
  expect(readings(100)).toBeGreaterThan(5);
  expect(readings(15_500)).toBeLessThan(2);
});
