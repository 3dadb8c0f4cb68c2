import { expect, test } from "vitest";
import { applyEdits, type TextEdit } from "../../server/src/yaml/edit";
import { insertEntry } from "../../server/src/yaml/insert";
import { commaAfter, lineEndAt } from "../../server/src/yaml/layout";
import { readYaml } from "../../server/src/yaml/read";
import { removeEntry } from "../../server/src/yaml/remove";
import { renameKey, replaceValue } from "../../server/src/yaml/replace";
import type { Entry, MapNode, YamlDocument, YamlNode } from "../../server/src/yaml/tree";
import { oddDocument } from "./oddDocuments";

const DOCUMENTS = 1500;

interface Place {
  readonly document: YamlDocument;
  readonly map: MapNode;
  readonly entry: Entry;
}

/** What a node says, with marks; `changed` is what entries shall say instead, or nothing. */
type Changed = ReadonlyMap<Entry, readonly unknown[]>;

interface Case {
  readonly edits: (place: Place) => readonly TextEdit[];
  readonly expected: (place: Place) => Changed;
  /** Comments that go with what is taken away. */
  readonly lost?: (place: Place) => readonly string[];
}

const UNCHANGED: Changed = new Map();

const said = (node: YamlNode | undefined, changed = UNCHANGED): unknown => {
  if (node === undefined) return "nothing";
  if (node.kind === "alias") return `*${node.name}`;
  const marks = marksOf(node);
  if (node.kind === "scalar") return { ...marks, text: node.source };
  if (node.kind === "list") return { ...marks, items: node.items.map((item) => said(item, changed)) };
  const entries = node.entries.flatMap((entry) => changed.get(entry) ?? [pairOf(entry, changed)]);
  return { ...marks, entries };
};

const pairOf = ({ key, value }: Entry, changed = UNCHANGED) => [said(key, changed), said(value, changed)];

function marksOf(node: YamlNode) {
  const { anchor, tag } = (node.kind === "alias" ? undefined : node.properties) ?? {};
  return { anchor, tag };
}

const renamed = ({ key, value }: Entry) => [{ ...marksOf(key), text: "zz" }, said(value)];

const CASES: Readonly<Record<string, Case>> = {
  "replaceValue changes one value": {
    edits: ({ document, entry }) => replaceValue(document, entry.value, "4096"),
    expected: ({ entry }) => {
      const value = { anchor: marksOf(entry.value).anchor, text: "4096" };
      return new Map([[entry, [[said(entry.key), value]]]]);
    },
  },
  "renameKey changes one key": {
    edits: ({ document, entry }) => renameKey(document, entry, "zz"),
    expected: ({ entry }) => new Map([[entry, [renamed(entry)]]]),
  },
  "removeEntry takes one entry away": {
    edits: ({ document, map, entry }) => removeEntry(document, map, entry),
    expected: ({ entry }) => new Map([[entry, []]]),
    lost: ({ document, map, entry }) => {
      const behind = map.flow ? commaAfter(document, entry) : undefined;
      const end = lineEndAt(document.text, behind ?? entry.span.end);
      return textsOf(document, entry.span.start, end);
    },
  },
  "insertEntry adds one entry": {
    edits: ({ document, map, entry }) => {
      // A block of text that ends the file gets a line break more.
      const { text } = document;
      return /[|>]/.test(text.slice(entry.span.start)) && !/[\r\n]$/.test(text)
        ? []
        : insertEntry(document, map, "zz", "4096", entry);
    },
    expected: ({ entry }) => new Map([[entry, [pairOf(entry), [{ text: "zz" }, { text: "4096" }]]]]),
  },
};

/** Comments by their texts; each of a document has its own. */
function textsOf({ comments }: YamlDocument, start = 0, end = Number.POSITIVE_INFINITY): readonly string[] {
  return comments.filter(({ span }) => span.start >= start && span.start < end).map(({ text }) => text);
}

/** Entries whose edits concern no other place: a fix looks itself at what anchors and blocks of text make of the rest. */
function places(document: YamlDocument, node: YamlNode | undefined): readonly Place[] {
  if (node?.kind === "list") return node.items.flatMap((item) => places(document, item));
  if (node?.kind !== "map") return [];
  return node.entries.flatMap((entry) => [{ document, map: node, entry }, ...places(document, entry.value)]);
}

const isLonely = ({ document: { text }, entry: { key, span } }: Place) =>
  !text.slice(span.start, span.end).includes("&") &&
  !/[|>]/.test(text.slice(0, span.start)) &&
  !(key.kind === "scalar" && key.source === "<<");

test.each(Object.entries(CASES))(
  "%s, with all comments, whatever stands around it",
  { timeout: 120_000 },
  (_, it) => {
    let count = 0;
    for (let seed = 0; seed < DOCUMENTS; seed++) {
      const document = readYaml(oddDocument(seed));
      if (document.problems.length > 0) continue;
      for (const place of places(document, document.root).filter(isLonely)) {
        const edits = it.edits(place);
        if (edits.length === 0) continue;
        count++;
        const after = readYaml(applyEdits(document.text, edits));
        const lost = new Set(it.lost?.(place));
        const comments = textsOf(document).filter((text) => !lost.has(text));
        expect(
          {
            problems: after.problems,
            says: said(after.root),
            comments: textsOf(after).filter((text) => !lost.has(text)),
          },
          document.text,
        ).toEqual({ problems: [], says: said(document.root, it.expected(place)), comments });
      }
    }
    expect(count).toBeGreaterThan(DOCUMENTS);
  },
);
