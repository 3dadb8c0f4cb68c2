import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CompletionItem } from "vscode-languageserver-types";
import type { FolderEntry } from "../../protocol/launches";
import { nameInComment, nameInProject, nameItems } from "../../server/src/features/completion/fileNames";

const FOLDERS: Readonly<Record<string, readonly FolderEntry[]>> = {
  "": [
    { name: ".hidden.yml", kind: "file" },
    { name: "a.yml", kind: "file" },
    { name: "b.yml", kind: "file" },
    { name: "two words.yml", kind: "file" },
    { name: "pythia", kind: "folder" },
  ],
  "pythia/": [{ name: "160M.yml", kind: "file" }],
  "../": [{ name: "shared.yml", kind: "file" }],
};

/** What is offered at the `|`, and the text with one of it; undefined where no name is typed. */
async function complete(marked: string, isProject: boolean) {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const uri = `file:///none/${isProject ? ".neox-config" : "a"}.yml`;
  const document = TextDocument.create(uri, "yaml", 0, text);
  const position = document.positionAt(offset);
  const named = (isProject ? nameInProject : nameInComment)(document, position);
  if (named === undefined) return undefined;
  const items = await nameItems(document, position, named, async (folder) => FOLDERS[folder] ?? []);
  const apply = (label: string) =>
    TextDocument.applyEdits(document, items.filter((item) => item.label === label).flatMap(edits));
  return { items, labels: items.map(({ label }) => label), apply };
}

function edits({ textEdit }: CompletionItem) {
  return textEdit !== undefined && "range" in textEdit ? [textEdit] : [];
}

describe("in a comment", () => {
  test.each([
    ["the configs and folders beside it, but for itself", "# neox-config: with |", ["b.yml", "pythia"]],
    ["not those that are named", "# neox-config: with b.yml, |", ["pythia"]],
    ["begun", "seed: 1 # neox-config: with b|", ["b.yml", "pythia"]],
    ["of a folder", "# neox-config: with pythia/1|6 b.yml\nseed: 1", ["160M.yml"]],
    ["of the folder above", "# neox-config: with ../|", ["shared.yml"]],
    ["of a folder that there is not", "# neox-config: with other/|", []],
    ["not in a reason", "# neox-config: with b.yml -- the |", undefined],
    ["not before the word", "# neox-config: wi|", undefined],
    ["not behind another word", "# neox-config: ignore |", undefined],
    ["not in a comment to people", "# with |", undefined],
    ["not outside", "seed: |1", undefined],
  ])("%s", async (_, marked, expected) => expect((await complete(marked, false))?.labels).toEqual(expected));

  test("a name takes the place of what is typed of it", async () => {
    const of = async (marked: string, label: string) => (await complete(marked, false))?.apply(label);
    expect(await of("# neox-config: with |b.ym other.yml", "b.yml")).toBe(
      "# neox-config: with b.yml other.yml",
    );
    expect(await of("# neox-config: with pyth|", "pythia")).toBe("# neox-config: with pythia/");
    expect(await of("# neox-config: with pythia/1|", "160M.yml")).toBe("# neox-config: with pythia/160M.yml");
  });

  test("the list opens again behind a folder", async () => {
    const { items = [] } = (await complete("# neox-config: with |", false)) ?? {};
    expect(items.map(({ label, command }) => [label, command?.command])).toEqual([
      ["b.yml", undefined],
      ["pythia", "editor.action.triggerSuggest"],
    ]);
  });
});

describe("in a project file", () => {
  test.each([
    ["in flow style", "launches:\n  - files: [|]", ["a.yml", "b.yml", "pythia"]],
    ["of a folder", "launches:\n  - files: [pythia/|", ["160M.yml"]],
    ["in quotes", 'launches:\n  - { name: x, files: ["pythia/1|"] }', ["160M.yml"]],
    ["in block style", "launches:\n  - files:\n      - b|\n    gpus: 8\n", ["a.yml", "b.yml", "pythia"]],
    ["not as a launch's name", "launches:\n  - name: |", undefined],
    ["not in place of the list", "launches:\n  - files: |", undefined],
    ["not of another key", "arguments: [|]", undefined],
    ["not as a key", "launches:\n  - f|", undefined],
  ])("%s", async (_, marked, expected) => expect((await complete(marked, true))?.labels).toEqual(expected));

  test("quotes stay", async () => {
    const { apply } = (await complete('launches:\n  - files: ["pythia/|"]', true)) ?? {};
    expect(apply?.("160M.yml")).toBe('launches:\n  - files: ["pythia/160M.yml"]');
  });
});
