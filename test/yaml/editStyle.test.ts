import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/yaml/edit";
import { insertEntry } from "../../server/src/yaml/insert";
import { readYaml } from "../../server/src/yaml/read";
import { removeEntry } from "../../server/src/yaml/remove";
import { renameKey, replaceValue } from "../../server/src/yaml/replace";
import type { Entry, MapNode, YamlDocument } from "../../server/src/yaml/tree";

/** The mapping at a path of keys, from the root. */
function mapAt(document: YamlDocument, path: readonly string[]): MapNode | undefined {
  let node = document.root;
  for (const key of path) {
    if (node?.kind === "list") node = node.items[Number(key)];
    else if (node?.kind === "map") node = entryOf(node, key)?.value;
  }
  return node?.kind === "map" ? node : undefined;
}

function entryOf(map: MapNode, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key.kind === "scalar" && entry.key.source === key);
}

/** Edits the entry at a path of keys. */
function onEntry(
  text: string,
  path: readonly string[],
  edit: (document: YamlDocument, map: MapNode, entry: Entry) => Parameters<typeof applyEdits>[1],
): string {
  const document = readYaml(text);
  const map = mapAt(document, path.slice(0, -1));
  const entry = map && entryOf(map, path.at(-1) ?? "");
  if (!map || !entry) throw new Error(`no entry ${path.join(".")}`);
  return applyEdits(text, edit(document, map, entry));
}

interface Insertion {
  readonly title: string;
  readonly before: string;
  readonly into?: readonly string[];
  readonly after?: string;
  readonly key?: string;
  readonly expected: string;
}

const insertions: readonly Insertion[] = [
  { title: "block", before: "a: 1\nb: 2\n", expected: "a: 1\nb: 2\nnum_kv_heads: 8\n" },
  {
    title: "block, after the first",
    before: "a: 1\nb: 2\n",
    after: "a",
    expected: "a: 1\nnum_kv_heads: 8\nb: 2\n",
  },
  {
    title: "a comment stays with its entry",
    before: "a: 1  # one\nb: 2\n",
    after: "a",
    expected: "a: 1  # one\nnum_kv_heads: 8\nb: 2\n",
  },
  { title: "no final newline", before: "a: 1", expected: "a: 1\nnum_kv_heads: 8" },
  { title: "CRLF", before: "a: 1\r\nb: 2\r\n", after: "a", expected: "a: 1\r\nnum_kv_heads: 8\r\nb: 2\r\n" },
  { title: "byte order mark", before: "\uFEFFa: 1\n", expected: "\uFEFFa: 1\nnum_kv_heads: 8\n" },
  { title: "dashes", before: "hidden-size: 8\n", expected: "hidden-size: 8\nnum-kv-heads: 8\n" },
  { title: "double quotes", before: '"hidden_size": 8\n', expected: '"hidden_size": 8\n"num_kv_heads": 8\n' },
  { title: "single quotes", before: "'hidden-size': 8\n", expected: "'hidden-size': 8\n'num-kv-heads': 8\n" },
  {
    title: "nested block",
    before: "o:\n    a: 1\nb: 2\n",
    into: ["o"],
    expected: "o:\n    a: 1\n    num_kv_heads: 8\nb: 2\n",
  },
  {
    title: "after a nested block",
    before: "o:\n  a: 1 # x\nb: 2\n",
    after: "o",
    expected: "o:\n  a: 1 # x\nnum_kv_heads: 8\nb: 2\n",
  },
  {
    title: "mapping in a list",
    before: "l:\n  - a: 1\n  - b\n",
    into: ["l", "0"],
    expected: "l:\n  - a: 1\n    num_kv_heads: 8\n  - b\n",
  },
  {
    title: "after text that keeps its line breaks",
    before: "a: |+\n  x\n\nb: 2\n",
    after: "a",
    expected: "a: |+\n  x\n\nnum_kv_heads: 8\nb: 2\n",
  },
  {
    title: "flow, one a line",
    before: '{\n  "hidden-size": 8, # w\n  "b": 2 # c\n}\n',
    expected: '{\n  "hidden-size": 8, # w\n  "b": 2, # c\n  "num-kv-heads": 8\n}\n',
  },
  {
    title: "flow, trailing comma",
    before: '{\n   "b_c": 2, # c\n}\n',
    expected: '{\n   "b_c": 2, # c\n   "num_kv_heads": 8,\n}\n',
  },
  {
    title: "flow, after the first",
    before: '{\n  "a": 1, # one\n  "b": 2\n}',
    after: "a",
    expected: '{\n  "a": 1, # one\n  "num_kv_heads": 8,\n  "b": 2\n}',
  },
  { title: "flow, one line", before: "{a: 1, b: 2}", after: "a", expected: "{a: 1, num_kv_heads: 8, b: 2}" },
  { title: "flow, one line, last", before: "{ a: 1, }", expected: "{ a: 1, num_kv_heads: 8, }" },
  {
    title: "flow, several a line",
    before: '{\n  "a": 1, "b": 2,\n  "c": 3\n}',
    after: "a",
    expected: '{\n  "a": 1, "num_kv_heads": 8, "b": 2,\n  "c": 3\n}',
  },
  {
    title: "flow, closing brace on the last line",
    before: '{"x": {\n  "a": 1 } }',
    into: ["x"],
    expected: '{"x": {\n  "a": 1,\n  "num_kv_heads": 8 } }',
  },
  { title: "empty braces", before: '"a": {}\n', into: ["a"], expected: '"a": {"num_kv_heads": 8}\n' },
  { title: "empty braces on two lines", before: "{ # c\n}\n", expected: "{ # c\n  num_kv_heads: 8\n}\n" },
  { title: "a pair in a list", before: "[a: 1, 2]", into: ["0"], expected: "[{a: 1, num_kv_heads: 8}, 2]" },
  { title: "a key that needs quotes", before: "a: 1\n", key: "on", expected: 'a: 1\n"on": 8\n' },
];

describe("insertEntry follows the neighbours", () => {
  test.each(insertions)("$title", ({ before, into = [], after, key = "num_kv_heads", expected }) => {
    const document = readYaml(before);
    const map = mapAt(document, into);
    const neighbour = map && after !== undefined ? entryOf(map, after) : undefined;
    expect(applyEdits(before, insertEntry(document, map, key, "8", neighbour))).toBe(expected);
  });

  test.each([
    ["", "a: 1\n"],
    ["# only a comment", "# only a comment\na: 1\n"],
    ["# c\r\n", "# c\r\na: 1\r\n"],
  ])("%j has no mapping yet", (text, expected) => {
    expect(applyEdits(text, insertEntry(readYaml(text), undefined, "a", "1"))).toBe(expected);
  });
});

describe("removeEntry takes the line or the comma along", () => {
  test.each([
    ["first", "a: 1 # one\nb: 2\n", ["a"], "b: 2\n"],
    ["last", "a: 1\nb: 2 # two\n", ["b"], "a: 1\n"],
    ["last, no final newline", "a: 1\nb: 2", ["b"], "a: 1"],
    ["last, no final newline, CRLF", "a: 1\r\nb: 2", ["b"], "a: 1"],
    ["byte order mark", "\uFEFFa: 1\nb: 2\n", ["a"], "\uFEFFb: 2\n"],
    ["only", "a: 1 # one\n", ["a"], "{}\n"],
    ["only one of a nested block", "o: # c\n  a: 1 # one\nb: 2\n", ["o", "a"], "o: {} # c\nb: 2\n"],
    ["only one behind a comment", "o:\n  # c\n  a: 1 # one\nb: 2\n", ["o", "a"], "o: {}\n  # c\nb: 2\n"],
    [
      "only one of several lines",
      "o:\n  a:\n  - 1 # c\n  - 2 # one\nb: 2\n",
      ["o", "a"],
      "o: {} # c\nb: 2\n",
    ],
    ["with a nested block", "a:\n  b: 1\n  c: 2\nd: 3\n", ["a"], "d: 3\n"],
    ["behind a dash", "- a: 1\n  b: 2\n", ["0", "a"], "- b: 2\n"],
    ["text that keeps its line breaks", "a: |+\n  x\n\nb: 2\n", ["a"], "b: 2\n"],
    ["flow, first", '{\n  "a": 1, # one\n  "b": 2\n}', ["a"], '{\n  "b": 2\n}'],
    ["flow, last", '{\n  "a": 1, # one\n  "b": 2 # two\n}', ["b"], '{\n  "a": 1 # one\n}'],
    ["flow, last with comma", '{\n  "a": 1,\n  "b": 2,\n}', ["b"], '{\n  "a": 1,\n}'],
    ["flow, only", '{\n  "a": 1, # one\n}', ["a"], "{\n}"],
    ["one line, first", "{a: 1, b: 2}", ["a"], "{b: 2}"],
    ["one line, last", "{a: 1, b: 2 }", ["b"], "{a: 1 }"],
    ["one line, only", "{ a: 1, }", ["a"], "{  }"],
    ["a pair in a list", "[a: 1, 2]", ["0", "a"], "[{}, 2]"],
  ])("%s", (_, before, path, expected) => {
    expect(onEntry(before, path, removeEntry)).toBe(expected);
  });
});

describe("replaceValue", () => {
  test.each([
    ["a: 1 # one\n", ["a"], "a: 8 # one\n"],
    ["a: # one\n", ["a"], "a: 8 # one\n"],
    ["{a, b}", ["a"], "{a: 8, b}"],
    ['{"a":, "b": 1}', ["a"], '{"a": 8, "b": 1}'],
    ["a: &x 1\nb: *x\n", ["a"], "a: &x 8\nb: *x\n"],
    ["a: &x 1\nb: *x\n", ["b"], "a: &x 1\nb: 8\n"],
    ['a: !!int "3"\n', ["a"], "a: 8\n"],
    ["a:\n- 1\n- 2\nb: 1\n", ["a"], "a: 8\nb: 1\n"],
    ["a: # one\n  # two\n  b: 1 # three\nc: 1\n", ["a"], "a: 8 # one\n  # two\n   # three\nc: 1\n"],
    ["a: |+\n  x\n\nb: 1\n", ["a"], "a: 8\n\nb: 1\n"],
    ["a: >-\n  x\n  y\nb: 1\n", ["a"], "a: 8\nb: 1\n"],
    ["- a: 1\n  b: 2\n", ["0", "b"], "- a: 1\n  b: 8\n"],
    ["a: >- # one\n  1e-5\nb: 1\n", ["a"], "a: 8 # one\nb: 1\n"],
    ["a: &x !!str |2 # one\n    b\n\nb: *x\n", ["a"], "a: &x 8 # one\n\nb: *x\n"],
    [
      "a:\n  - # one\n    - b # two\n    - 11 # three\nb: 1\n",
      ["a"],
      "a: 8 # one\n    # two\n     # three\nb: 1\n",
    ],
    ["a: [ # one\n  [[b], 11] # two\n ] # three\n", ["a"], "a: 8 # one\n  # two\n  # three\n"],
    [`{a: [ # one\n  1 ]${" ".repeat(300)}, b: 1}`, ["a"], `{a: 8 # one\n  ${" ".repeat(300)}, b: 1}`],
    ["{a: [ # one\n  1, # two\n ], b: 1}", ["a"], "{a: 8 # one\n  # two\n , b: 1}"],
    ["- a: [1, # one\n   2]\n- b\n", ["0", "a"], "- a: 8 # one\n- b\n"],
    ["a:\n  # one\n  b: 1\n", ["a"], "a: 8\n  # one\n"],
    ["a: !!int # one\n  3 # two\nb: 1\n", ["a"], "a: 8 # one\n   # two\nb: 1\n"],
    ["a: !!int # one\n  &x # two\n  3\nb: *x\n", ["a"], "a: &x 8 # one\n  # two\nb: *x\n"],
    ["a: &x # one\n- 1\n- 2\nb: *x\n", ["a"], "a: &x 8 # one\nb: *x\n"],
    ["a: !!str # one\n  &x\nb: *x\n", ["a"], "a: &x 8 # one\nb: *x\n"],
    ["{a: !!int # one\n  3, b: 1}", ["a"], "{a: 8 # one\n  , b: 1}"],
  ])("%j at %j", (before, path, expected) => {
    expect(onEntry(before, path, (document, _, entry) => replaceValue(document, entry.value, "8"))).toBe(
      expected,
    );
  });
});

test("all comments of a long list stay, in one edit", () => {
  const text = `a:\n${"  - b # c\n".repeat(2000)}d: 1\n`;
  const document = readYaml(text);
  const root = document.root;
  if (root?.kind !== "map" || root.entries[0] === undefined) throw new Error("no entry");
  const edits = replaceValue(document, root.entries[0].value, "8");
  expect(edits.length).toBe(1);
  expect(applyEdits(text, edits)).toBe(`a: 8 # c\n${"  # c\n".repeat(1998)}   # c\nd: 1\n`);
});

describe("renameKey keeps quotes and dashes", () => {
  test.each([
    ["hidden_siez: 1", "hidden_siez", "hidden_size: 1"],
    ["hidden-siez: 1", "hidden-siez", "hidden-size: 1"],
    ['{"hidden-siez": 1}', "hidden-siez", '{"hidden-size": 1}'],
    ["'hiddensize' : 1", "hiddensize", "'hidden_size' : 1"],
  ])("%j", (before, key, expected) => {
    expect(onEntry(before, [key], (document, _, entry) => renameKey(document, entry, "hidden_size"))).toBe(
      expected,
    );
  });
});
