import { expect, test } from "vitest";
import { repr } from "../../server/src/python/text";
import { applyEdits, type TextEdit } from "../../server/src/yaml/edit";
import { insertEntry } from "../../server/src/yaml/insert";
import { readYaml } from "../../server/src/yaml/read";
import { removeEntry } from "../../server/src/yaml/remove";
import { renameKey, replaceValue } from "../../server/src/yaml/replace";
import type { Entry, MapNode, YamlDocument } from "../../server/src/yaml/tree";

type Edit = (document: YamlDocument, map: MapNode, last: Entry) => TextEdit[];

/** The text after an edit at its last entry. */
function edited(text: string, edit: Edit): string {
  const document = readYaml(text);
  const { root } = document;
  const last = root?.kind === "map" ? root.entries.at(-1) : undefined;
  return root?.kind === "map" && last ? applyEdits(text, edit(document, root, last)) : "";
}

// Editors see one line where YAML 1.1 sees two.
test.each(["\u2028", "\u2029", "\x85"])("a line that ends in %j is a line", (lineBreak) => {
  const text = `a: 1${lineBreak}b: 2`;
  expect(edited(text, (document, map, last) => removeEntry(document, map, last))).toBe("a: 1");
  expect(edited(text, (document, map) => insertEntry(document, map, "c", "3"))).toBe(`${text}\nc: 3`);
});

test("a key that ends in a dash is no list entry", () => {
  expect(edited("{a-}", (document, _, { value }) => replaceValue(document, value, "1"))).toBe("{a-: 1}");
});

test("the value of a key with a question mark goes to a line of its own", () => {
  expect(edited("a: 1\n? b\n", (document, _, { value }) => replaceValue(document, value, "1"))).toBe(
    "a: 1\n? b\n: 1\n",
  );
});

// PyYAML reads it as part of the tag.
test.each([
  ["{a: 1, !!str }", "{a: 1, !!str , c: 3 }"],
  ["{a: !!str }", "{a: !!str , c: 3 }"],
  ["{\n  a: !\n}", "{\n  a: ! ,\n  c: 3\n}"],
  ["{a: &x }", "{a: &x, c: 3 }"],
  ["{a: !!str b}", "{a: !!str b, c: 3}"],
])("no comma right behind a tag: %j", (text, expected) => {
  expect(edited(text, (document, map) => insertEntry(document, map, "c", "3"))).toBe(expected);
  expect(readYaml(expected).problems).toEqual([]);
});

test.each(["\n", "\u2028", "\u2029", "\x85"])(
  "the breaks %j that a block keeps stay behind its new value",
  (lineBreak) => {
    const text = `a: |+\n  x${lineBreak}${lineBreak}b: 1\n`;
    const document = readYaml(text);
    const [first] = document.root?.kind === "map" ? document.root.entries : [];
    const after = first ? applyEdits(text, replaceValue(document, first.value, "2")) : "";
    expect(after).toBe(`a: 2${lineBreak}${lineBreak}b: 1\n`);
    expect(repr(readYaml(after).root?.value ?? null)).toBe("{'a': 2, 'b': 1}");
  },
);

test.each([
  ["- a: 1 # goes\n  # stays\n  b: 2\n", "- # stays\n  b: 2\n"],
  ["- a: 1\n\n  # stays\n  # too\n  b: 2\n", "- # stays\n  # too\n  b: 2\n"],
  ["- a: 1 # goes\n  b: 2\n", "- b: 2\n"],
  ["? k\n: a: 1\n  # stays\n  b: 2\n", "? k\n: # stays\n  b: 2\n"],
])("comments behind an entry that begins behind a dash or a colon: %j", (text, expected) => {
  const document = readYaml(text);
  const { root } = document;
  const map =
    root?.kind === "list" ? root.items[0] : root?.kind === "map" ? root.entries[0]?.value : undefined;
  const entry = map?.kind === "map" ? map.entries[0] : undefined;
  expect(map?.kind === "map" && entry && applyEdits(text, removeEntry(document, map, entry))).toBe(expected);
  expect(repr(readYaml(expected).root?.value ?? null)).toContain("{'b': 2}");
});

test("the comment of a key that is a block stays where the key is renamed", () => {
  expect(
    edited("a: 1\n? |- # stays\n  b\n: 2\n", (document, _, last) => renameKey(document, last, "c")),
  ).toBe("a: 1\n? c # stays\n: 2\n");
});
