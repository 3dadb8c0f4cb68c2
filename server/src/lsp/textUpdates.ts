import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from "vscode-languageserver";
import { type Position, type Range, TextDocument } from "vscode-languageserver-textdocument";
import { TextInBlocks } from "./textInBlocks";

/**
 * Open texts as the library keeps them, but for the changes of *Replace all* and of many cursors, which come in one
 * notification: the library makes the whole text anew for each of them, and here it is made once.
 */
export const TEXTS: TextDocumentsConfiguration<TextDocument> = {
  create: TextDocument.create,
  update: (document, changes, version) => {
    const [only, ...others] = changes;
    if (only === undefined) return TextDocument.update(document, [], version);
    const made = others.length > 0 ? { text: changed(document.getText(), changes) } : within(document, only);
    return TextDocument.update(document, [made], version);
  },
};

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
