import type {
  Position,
  Range,
  TextDocumentContentChangeEvent,
  TextDocumentsConfiguration,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

type RangedChange = TextDocumentContentChangeEvent & { readonly range: Range };

/**
 * Open texts as the library keeps them, but for the changes of *Replace all* and of many cursors, which come in one
 * notification: the library makes the whole text anew for each of them, and here it is made once.
 */
export const TEXTS: TextDocumentsConfiguration<TextDocument> = {
  create: TextDocument.create,
  update: (document, changes, version) => TextDocument.update(document, joined(document, changes), version),
};

/** Changes that go from the end to the start mean places of the text before; any others stay as they are. */
function joined(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
): TextDocumentContentChangeEvent[] {
  if (changes.length < 2 || !goBackwards(document, changes)) return [...changes];
  const text = document.getText();
  const parts: string[] = [];
  let end = text.length;
  for (const { range, text: written } of changes) {
    parts.push(text.slice(document.offsetAt(range.end), end), written);
    end = document.offsetAt(range.start);
  }
  parts.push(text.slice(0, end));
  return [{ text: parts.reverse().join("") }];
}

function goBackwards(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
): changes is readonly RangedChange[] {
  const text = document.getText();
  let before: Position | undefined;
  for (const change of changes) {
    if (!("range" in change)) return false;
    const { start, end } = change.range;
    if (isAfter(start, end) || !isIn(document, start) || !isIn(document, end)) return false;
    // A line that begins between a "\r" and what was written may begin elsewhere now: a "\n" may have come there.
    if (before !== undefined && (isAfter(end, before) || text.charAt(document.offsetAt(before) - 1) === "\r"))
      return false;
    before = start;
  }
  return true;
}

function isAfter(one: Position, other: Position): boolean {
  return one.line > other.line || (one.line === other.line && one.character > other.character);
}

/** What lies outside of the text before may lie in what was written since. */
function isIn(document: TextDocument, { line, character }: Position): boolean {
  const found = document.positionAt(document.offsetAt({ line, character }));
  return found.line === line && found.character === character;
}
