import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  type CompletionItem,
  CompletionItemKind,
  type Position,
  TextEdit,
} from "vscode-languageserver-types";
import { t } from "../../base/l10n";
import { SEVERITIES } from "../../launches/project";
import { neighboursOf, type TypingCursor, typingCursor } from "../completion/cursor";
import { openList } from "../completion/openList";
import { offsetIn } from "../ranges";
import { projectKeys, type ShownKey } from "./keys";

type Offer = Pick<ShownKey, "label" | "hasValues"> & Partial<ShownKey>;

/** What may be typed in a project file (`.neox-config.yml`). A space just typed asks for values only. */
export function projectCompletions(
  document: TextDocument,
  position: Position,
  trigger?: string,
): CompletionItem[] {
  const text = document.getText();
  const cursor = typingCursor(text, offsetIn(document, position));
  if (cursor === undefined || (trigger === " " && cursor.kind === "key")) return [];
  const { typed, kind, gap } = cursor;
  const range = { start: document.positionAt(typed.start), end: document.positionAt(typed.end) };
  const ending = kind === "value" || /^[ \t]*:/.test(text.slice(typed.end)) ? "" : ": ";
  const offers = kind === "key" ? keysAt(cursor) : valuesAt(cursor);
  return offers.map(({ label, detail, hasValues }, index) => ({
    label,
    kind: kind === "key" ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
    sortText: String(index).padStart(4, "0"),
    filterText: `${cursor.quote}${label}${cursor.quote}`,
    textEdit: TextEdit.replace(range, `${gap}${label}${ending}`),
    ...(detail !== undefined && { detail }),
    ...(hasValues && ending !== "" && { command: openList(t("Show the values")) }),
  }));
}

/** Keys that the mapping does not have yet. */
function keysAt(cursor: TypingCursor): Offer[] {
  const present = new Set(neighboursOf(cursor).map(({ key }) => key.kind === "scalar" && key.source));
  return projectKeys(cursor.path.join(".")).filter(({ label }) => !present.has(label));
}

function valuesAt({ path: [key, ...below] }: TypingCursor): Offer[] {
  if (key === "neox" && below.length === 0) return [{ label: "main", detail: t("the newest gpt-neox") }];
  return key === "rules" && below.length === 1 ? SEVERITIES.map((label) => ({ label })) : [];
}
