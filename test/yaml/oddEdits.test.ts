import { expect, test } from "vitest";
import { applyEdits, type TextEdit } from "../../server/src/yaml/edit";
import { insertEntry } from "../../server/src/yaml/insert";
import { readYaml } from "../../server/src/yaml/read";
import { removeEntry } from "../../server/src/yaml/remove";
import { replaceValue } from "../../server/src/yaml/replace";
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
