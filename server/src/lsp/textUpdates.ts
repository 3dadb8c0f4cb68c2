import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from "vscode-languageserver";
import { type Position, TextDocument } from "vscode-languageserver-textdocument";
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
    if ("range" in change) text.replace(change.range, change.text);
    else text = new TextInBlocks(change.text);
  }
  return text.whole();
}

/** A change at places that the text has: for a line beyond its end the library keeps as many that are none. */
function within(
  document: TextDocument,
  change: TextDocumentContentChangeEvent,
): TextDocumentContentChangeEvent {
  if (!("range" in change)) return change;
  const placed = (place: Position) => document.positionAt(document.offsetAt(place));
  return { range: { start: placed(change.range.start), end: placed(change.range.end) }, text: change.text };
}
