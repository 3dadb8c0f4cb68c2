import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from "vscode-languageserver";
import { type Position, type Range, TextDocument } from "vscode-languageserver-textdocument";
import { isRecord } from "../base/isRecord";
import { TextInBlocks } from "./textInBlocks";

/** For the log: a client says that a text is opened or changed, and gives none, or no place in it. */
const NO_TEXT = "the text or its name is no text, or its place is none";

/**
 * Open texts as the library keeps them, but for the changes of *Replace all* and of many cursors, which come in one
 * notification: the library makes the whole text anew for each of them, and here it is made once. What is no text leaves
 * the one before as it is.
 */
export const TEXTS: TextDocumentsConfiguration<TextDocument> = {
  create: (uri, languageId, version, text) => {
    if (!isText(uri) || !isText(text)) throw new Error(NO_TEXT);
    return TextDocument.create(uri, languageId, version, text);
  },
  update: (document, changes, version) => {
    if (!changes.every(isChange)) throw new Error(NO_TEXT);
    const [only, ...others] = changes;
    if (only === undefined) return TextDocument.update(document, [], version);
    const made = others.length > 0 ? { text: changed(document.getText(), changes) } : within(document, only);
    return TextDocument.update(document, [made], version);
  },
};

function isText(said: unknown): said is string {
  return typeof said === "string";
}

function isChange(said: unknown): boolean {
  return isRecord(said) && isText(said.text) && isRange(said.range ?? undefined);
}

function isRange(said: unknown): boolean {
  return said === undefined || (isRecord(said) && isPlace(said.start) && isPlace(said.end));
}

function isPlace(said: unknown): boolean {
  return isRecord(said) && [said.line, said.character].every(Number.isInteger);
}

/** The text after all changes, each of which means places of the text that those before it have left. */
function changed(before: string, changes: readonly TextDocumentContentChangeEvent[]): string {
  let text = new TextInBlocks(before);
  for (const change of changes) {
    const range = rangeOf(change);
    if (range === undefined) text = new TextInBlocks(change.text);
    else text.replace(range, change.text);
  }
  return text.whole();
}

/** A change at places that the text has: for a line beyond its end the library keeps as many that are none. */
function within(
  document: TextDocument,
  change: TextDocumentContentChangeEvent,
): TextDocumentContentChangeEvent {
  const { text } = change;
  const range = rangeOf(change);
  if (range === undefined) return { text };
  const placed = (place: Position) => document.positionAt(document.offsetAt(place));
  return { range: { start: placed(range.start), end: placed(range.end) }, text };
}

/** What a change replaces; undefined for all of the text. Some clients write null for what is absent. */
function rangeOf(change: TextDocumentContentChangeEvent): Range | undefined {
  return "range" in change ? (change.range ?? undefined) : undefined;
}
