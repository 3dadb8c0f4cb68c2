import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CompletionItem } from "vscode-languageserver-types";
import { projectCompletions } from "../../server/src/features/projectFile/completion";
import { rules } from "../../server/src/rules/registry";

/** What is offered at the `|` of a project file, and the text with one of it. */
function complete(marked: string, trigger?: string) {
  const offset = marked.indexOf("|");
  const document = TextDocument.create("", "yaml", 0, marked.slice(0, offset) + marked.slice(offset + 1));
  const items = projectCompletions(document, document.positionAt(offset), trigger);
  const apply = (label: string) =>
    TextDocument.applyEdits(document, items.filter((item) => item.label === label).flatMap(edits));
  return { labels: items.map(({ label }) => label), apply };
}

function edits({ textEdit }: CompletionItem) {
  return textEdit !== undefined && "range" in textEdit ? [textEdit] : [];
}

const KEYS = ["neox", "gpus", "launchDirectory", "launches", "rules", "arguments"];
const SEVERITIES = ["error", "warning", "information", "hint", "off"];
const RULES = rules.map(({ id }) => id);

test.each([
  ["an empty file", "|", undefined, KEYS],
  ["keys that are not there yet", "gpus: 8\nl|", undefined, KEYS.filter((key) => key !== "gpus")],
  ["not unasked behind a space", "gpus: 8\n |", " ", []],
  ["a version", "neox: |", " ", ["main"]],
  ["a launch", "launches:\n  - |", undefined, ["name", "files", "gpus"]],
  ["a launch that is begun", "launches:\n  - name: a\n    f|", undefined, ["files", "gpus"]],
  ["rules", "rules:\n  te|", undefined, RULES],
  ["rules in flow style", "rules: { |", undefined, RULES],
  ["severities", "rules:\n  tensor-core-alignment: |\n", " ", SEVERITIES],
  ["no numbers", "gpus: |", " ", []],
  ["nothing below a key that is not known", "foo:\n  b|", undefined, []],
])("%s", (_, marked, trigger, expected) => expect(complete(marked, trigger).labels).toEqual(expected));

test.each([
  ["lau|", "launches", "launches: "],
  ["gp|: 8\n", "gpus", "gpus: 8\n"],
  ["rules:\n  tensor|\n", "tensor-core-alignment", "rules:\n  tensor-core-alignment: \n"],
  ["rules: { amp-zero:| }", "off", "rules: { amp-zero: off }"],
])("%s with %s", (marked, label, expected) => expect(complete(marked).apply(label)).toBe(expected));
