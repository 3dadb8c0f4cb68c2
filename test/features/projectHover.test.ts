import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { MarkupContent } from "vscode-languageserver-types";
import { projectHover } from "../../server/src/features/projectFile/hover";

/** What is said at the `|` of a project file, and of which text. */
function hover(marked: string) {
  const offset = marked.indexOf("|");
  const document = TextDocument.create("", "yaml", 0, marked.replace("|", ""));
  const found = projectHover(document, document.positionAt(offset));
  return found && [MarkupContent.is(found.contents) && found.contents.value, document.getText(found.range)];
}

test.each([
  ["ne|ox: main\n", ["**`neox`** · main, a date, a commit or the path of a checkout", "neox"]],
  ["launchDirectory|: runs\n", ["**`launchDirectory`** · where launches run", "launchDirectory"]],
  ["gp|us: 8\n", ["**`gpus`** · how many GPUs launches use", "gpus"]],
  ["launches:\n  - gp|us: 8\n", ["**`gpus`** · how many GPUs this launch uses", "gpus"]],
  ["launches: [{ |files: [a.yml] }]\n", ["**`files`** · in the order of the command line", "files"]],
  [
    "rules:\n  tensor-core|-alignment: off\n",
    ["**`tensor-core-alignment`** · information", "tensor-core-alignment"],
  ],
  ["gpus: |8\n", undefined],
  ["other|: 8\n", undefined],
])("%s", (marked, expected) => expect(hover(marked)).toEqual(expected));
