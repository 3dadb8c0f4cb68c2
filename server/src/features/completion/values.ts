import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type TextEdit,
} from "vscode-languageserver-types";
import type { Launch } from "../../launch/launch";
import { isDict, type PythonValue } from "../../yaml/value";
import { shownValue } from "../shownValue";
import { choicesOf, nestedChoices } from "./choices";
import type { TypingCursor } from "./cursor";
import { fittingValues, isSearchable } from "./dimensions";
import { LAYER_KINDS, patternsOf } from "./patterns";
import { blockSource, flowLinesSource, nestedKey, snippetText, typedSource } from "./writing";

/** Turns a source into the edit that puts it in the place of the typed word. */
export type WriteEdit = (source: string) => TextEdit;

interface Offer {
  readonly label: string;
  readonly detail?: string;
  readonly value: PythonValue;
  readonly kind: CompletionItemKind;
}

/** How a value comes into the text. */
export interface ValueWriting {
  readonly edit: WriteEdit;
  /** Whether the editor goes through tab stops. */
  readonly takesSnippets: boolean;
  /** Takes away the blank behind the colon, for a block that begins on the next line. */
  readonly withoutBlank: TextEdit | undefined;
}

/** Values for the key under the cursor, the best first. */
export function valueItems(cursor: TypingCursor, launch: Launch, writing: ValueWriting): CompletionItem[] {
  return offers(cursor, launch).map(({ label, detail, value, kind }, index) => ({
    label,
    kind,
    ...(detail && { detail }),
    filterText: cursor.quote === "" ? label : `${cursor.quote}${label}${cursor.quote}`,
    sortText: String(index).padStart(4, "0"),
    ...inserted(value, cursor, writing),
    ...(index === 0 && detail && { preselect: true }),
  }));
}

/** A block in block style stands on lines of its own, one in a flow style of several lines as well; its values are tab stops. */
function inserted(
  value: PythonValue,
  cursor: TypingCursor,
  { edit, takesSnippets, withoutBlank }: ValueWriting,
): Partial<CompletionItem> {
  const { map } = cursor;
  const isPlain = !isDict(value) || map === undefined || (map.flow && !isOnLines(cursor));
  if (isPlain) {
    return { insertTextFormat: InsertTextFormat.PlainText, textEdit: edit(typedSource(value, cursor)) };
  }
  let stops = 0;
  const write = (item: PythonValue) => {
    const source = typedSource(item, cursor);
    const isToFill = typeof item !== "string" && typeof item !== "boolean";
    return takesSnippets && isToFill ? `\${${++stops}:${snippetText(source)}}` : source;
  };
  const key = (name: PythonValue) => nestedKey(name, cursor);
  const source = map.flow ? flowLinesSource(value, "", key, write) : blockSource(value, "  ", write);
  return {
    insertTextFormat: takesSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
    textEdit: edit(takesSnippets ? `${source}$0` : source),
    ...(!map.flow && withoutBlank && { additionalTextEdits: [withoutBlank] }),
  };
}

/** Whether the mapping around the cursor has its keys on lines of their own. */
function isOnLines({ map, document }: TypingCursor): boolean {
  const [first] = map?.entries ?? [];
  if (map === undefined || first === undefined) return false;
  return document.text.slice(map.span.start, first.span.start).includes("\n");
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
