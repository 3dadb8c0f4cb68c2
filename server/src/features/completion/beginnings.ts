import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  type Position,
  TextEdit,
} from "vscode-languageserver-types";
import type { NewConfigKind } from "../../../../protocol/newConfig";
import { t } from "../../base/l10n";
import { newConfig } from "../newConfig/newConfig";
import { MODEL_SIZES } from "../newConfig/sizes";
import { offsetIn } from "../ranges";

const BEGINNINGS: readonly { readonly kind: NewConfigKind; readonly detail: () => string }[] = [
  { kind: "training", detail: () => t("a config of GPT-NeoX that trains a model") },
  { kind: "finetuning", detail: () => t("a config of GPT-NeoX that trains a checkpoint on") },
  { kind: "generation", detail: () => t("a config of GPT-NeoX that generates text") },
  { kind: "launch", detail: () => t("what a launch of GPT-NeoX adds to a model") },
];

/** Small enough to begin with anywhere. */
const SIZE = MODEL_SIZES.find(({ name }) => name === "1.4B");

/** Whole configs, for one who types `neox` into any YAML text that holds nothing else. */
export function beginningItems(document: TextDocument, position: Position): CompletionItem[] {
  const offset = offsetIn(document, position);
  const text = document.getText();
  const word = /[\w-]{0,80}$/.exec(text.slice(Math.max(0, offset - LONGEST), offset))?.[0] ?? "";
  const others = text.slice(0, offset - word.length) + text.slice(offset);
  const isOnly = others.split("\n").every((line) => /^\s*(?:#|$)/.test(line));
  if (SIZE === undefined || word === "" || !isOnly || !isBegun(word)) return [];
  const range = { start: document.positionAt(offset - word.length), end: document.positionAt(offset) };
  return BEGINNINGS.map(({ kind, detail }, index) => ({
    label: `neox-${kind}`,
    kind: CompletionItemKind.Snippet,
    detail: detail(),
    sortText: `~${index}`,
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: TextEdit.replace(range, newConfig(kind, SIZE)),
  }));
}

/** In characters: longer words begin nothing. */
const LONGEST = 40;

/** Whether somebody may be typing `neox`, or one of what it offers. */
function isBegun(word: string): boolean {
  return "neox".startsWith(word) || word.startsWith("neox");
}
