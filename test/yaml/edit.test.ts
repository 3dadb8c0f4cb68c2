import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { repr } from "../../server/src/python/text";
import { applyEdits, type TextEdit } from "../../server/src/yaml/edit";
import { insertEntry } from "../../server/src/yaml/insert";
import { readYaml } from "../../server/src/yaml/read";
import { keepingComments, removeEntry } from "../../server/src/yaml/remove";
import { renameKey, replaceValue } from "../../server/src/yaml/replace";
import type { Entry, MapNode, YamlDocument, YamlNode } from "../../server/src/yaml/tree";
import { corpusTexts, noCorpus } from "./corpus";
import { documentText } from "./documents";

/** What a document says, entry by entry; `changed` are the entries a mapping shall have instead. */
function content(
  node: YamlNode | undefined,
  changed: ReadonlyMap<MapNode, readonly Pair[]> = new Map(),
): unknown {
  if (node === undefined) return "nothing";
  if (node.kind === "scalar") return repr(node.value);
  if (node.kind === "alias") return `*${node.name}`;
  if (node.kind === "list") return node.items.map((item) => content(item, changed));
  const pairs = changed.get(node) ?? node.entries.map((entry) => pairOf(entry, changed));
  return { pairs };
}

type Pair = readonly [key: unknown, value: unknown];

function pairOf({ key, value }: Entry, changed: ReadonlyMap<MapNode, readonly Pair[]> = new Map()): Pair {
  return [content(key), content(value, changed)];
}

interface Place {
  readonly map: MapNode;
  readonly entry: Entry;
}

/** Every entry of the document. */
function places(node: YamlNode | undefined): readonly Place[] {
  if (node?.kind === "list") return node.items.flatMap(places);
  if (node?.kind !== "map") return [];
  return node.entries.flatMap((entry) => [{ map: node, entry }, ...places(entry.value)]);
}

function read(text: string): YamlDocument {
  const document = readYaml(text);
  expect(document.problems).toEqual([]);
  return document;
}

function edited(document: YamlDocument, edits: readonly TextEdit[]): YamlDocument {
  return read(applyEdits(document.text, edits));
}

/** Runs a property on generated documents and each of their entries. */
function everywhere(check: (document: YamlDocument, place: Place) => void): void {
  fc.assert(
    fc.property(documentText, (text) => {
      const document = read(text);
      for (const place of places(document.root)) check(document, place);
    }),
    { numRuns: 80 },
  );
}

function checkReplacement(document: YamlDocument, { map, entry }: Place): void {
  const pairs = map.entries.map(
    (other) => (other === entry ? [pairOf(entry)[0], "4096"] : pairOf(other)) as Pair,
  );
  const after = edited(document, replaceValue(document, entry.value, "4096"));
  expect(content(after.root)).toEqual(content(document.root, new Map([[map, pairs]])));
}

function checkInsertion(document: YamlDocument, { map, entry }: Place): void {
  const edits = insertEntry(document, map, "zz", "[1, two]", entry);
  const after = edited(document, edits);
  const pairs = map.entries.flatMap((other) =>
    other === entry ? [pairOf(entry), ["'zz'", ["1", "'two'"]] as Pair] : [pairOf(other)],
  );
  expect(content(after.root)).toEqual(content(document.root, new Map([[map, pairs]])));
  expect(after.comments.map(({ text }) => text)).toEqual(document.comments.map(({ text }) => text));
  const added = places(after.root).find((place) => repr(place.entry.key.value) === "'zz'");
  expect(added && applyEdits(after.text, removeEntry(after, added.map, added.entry))).toBe(document.text);
}

function checkRemoval(document: YamlDocument, { map, entry }: Place): void {
  const pairs = map.entries.filter((other) => other !== entry).map((other) => pairOf(other));
  const after = edited(document, removeEntry(document, map, entry));
  expect(content(after.root)).toEqual(content(document.root, new Map([[map, pairs]])));
}

function checkRemovalOfValue(document: YamlDocument, { map, entry }: Place): void {
  const edits = removeEntry(document, map, entry);
  const after = edited(document, keepingComments(document, edits));
  expect(content(after.root)).toEqual(content(edited(document, edits).root));
  expect(after.comments.map(({ text }) => text)).toEqual(document.comments.map(({ text }) => text));
}

function checkRenaming(document: YamlDocument, { map, entry }: Place): void {
  const pairs = map.entries.map(
    (other) => (other === entry ? ["'zz'", pairOf(entry)[1]] : pairOf(other)) as Pair,
  );
  const after = edited(document, renameKey(document, entry, "zz"));
  expect(content(after.root)).toEqual(content(document.root, new Map([[map, pairs]])));
}

const checks = {
  "replaceValue changes one value": checkReplacement,
  "insertEntry adds one entry, keeps comments, and is undone by removeEntry": checkInsertion,
  "removeEntry takes one entry away": checkRemoval,
  "keepingComments leaves what is said of an entry": checkRemovalOfValue,
  "renameKey changes one key": checkRenaming,
};

describe("in generated documents of all styles", { timeout: 60_000 }, () => {
  for (const [title, check] of Object.entries(checks)) test(title, () => everywhere(check));
});

describe.skipIf(noCorpus)(
  noCorpus ? "skipped: no shared data" : "in configs people wrote",
  { timeout: 60_000 },
  () => {
    for (const [title, check] of Object.entries(checks)) {
      test(title, () => {
        for (const text of corpusTexts()) {
          const document = readYaml(text);
          const all = places(document.root);
          const some = all.filter(
            (_, index) => index % Math.ceil(all.length / 3) === 0 || index === all.length - 1,
          );
          if (document.problems.length === 0) for (const place of some) check(document, place);
        }
      });
    }
  },
);
