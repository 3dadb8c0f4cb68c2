import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  type TextEdit,
} from "vscode-languageserver-types";
import type { Launch } from "../../launch/launch";
import { isDict, type PythonValue } from "../../yaml/value";
import { shownValue } from "../shownValue";
import { choicesOf, nestedChoices } from "./choices";
import type { TypingCursor } from "./cursor";
import { fittingValues, isSearchable } from "./dimensions";
import { LAYER_KINDS, patternsOf } from "./patterns";
import { blockSource, typedSource } from "./writing";

/** Turns a source into the edit that puts it in the place of the typed word. */
export type WriteEdit = (source: string) => TextEdit;

interface Offer {
  readonly label: string;
  readonly detail?: string;
  readonly value: PythonValue;
  readonly kind: CompletionItemKind;
}

/** Values for the key under the cursor, the best first. */
export function valueItems(cursor: TypingCursor, launch: Launch, edit: WriteEdit): CompletionItem[] {
  return offers(cursor, launch).map(({ label, detail, value, kind }, index) => ({
    label,
    kind,
    ...(detail && { detail }),
    filterText: cursor.quote === "" ? label : `${cursor.quote}${label}${cursor.quote}`,
    sortText: String(index).padStart(4, "0"),
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: edit(sourceOf(value, cursor)),
    ...(index === 0 && detail && { preselect: true }),
  }));
}

/** Whether a key has values to choose from, told without searching for those that fit. */
export function hasValues(path: readonly string[], launch: Launch): boolean {
  const [key = ""] = path;
  if (path.length > 1) return nestedChoices(path).length > 0;
  const argument = launch.catalogue.get(key);
  const choices = argument === undefined ? [] : choicesOf(argument.type);
  return isSearchable(key, launch) || patternsOf(key, launch).length > 0 || choices.length > 0;
}

function offers({ path, map }: TypingCursor, launch: Launch): Offer[] {
  const [key = ""] = path;
  if (path.length > 1) return nestedChoices(path).map(choiceOffer);
  if (map === undefined) return key === "attention_config" ? LAYER_KINDS.map(choiceOffer) : [];
  const fitting = fittingValues(key, launch).map(({ value, result }) => {
    return { label: String(value), detail: result, value, kind: CompletionItemKind.Value };
  });
  const patterns = patternsOf(key, launch).map((pattern) => ({
    ...pattern,
    kind: CompletionItemKind.Struct,
  }));
  const argument = launch.catalogue.get(key);
  const choices = argument === undefined ? [] : choicesOf(argument.type).map(choiceOffer);
  return [...fitting, ...patterns, ...choices];
}

function choiceOffer(value: PythonValue): Offer {
  return { label: shownValue(value), value, kind: CompletionItemKind.EnumMember };
}

/** A block in block style stands on lines of its own. */
function sourceOf(value: PythonValue, cursor: TypingCursor): string {
  if (!isDict(value) || cursor.map?.flow !== false) return typedSource(value, cursor);
  return blockSource(value, "  ", cursor);
}
