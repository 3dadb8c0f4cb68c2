import type {
  Position,
  Range,
  TextDocumentContentChangeEvent,
  TextDocumentsConfiguration,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

type RangedChange = TextDocumentContentChangeEvent & { readonly range: Range };

/** What is written in place of a part of the text before. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Open texts as the library keeps them, but for the changes of *Replace all* and of many cursors, which come in one
 * notification: the library makes the whole text anew for each of them, and here it is made once.
 */
export const TEXTS: TextDocumentsConfiguration<TextDocument> = {
  create: TextDocument.create,
  update: (document, changes, version) => TextDocument.update(document, joined(document, changes), version),
};

/** Changes that go from the end to the start, or from the start to the end; any others stay as they are. */
function joined(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
): TextDocumentContentChangeEvent[] {
  if (changes.length < 2 || !changes.every(isRanged)) return [...changes];
  const replacements = fromTheEnd(document, changes) ?? fromTheStart(document, changes);
  if (replacements === undefined) return [...changes];
  const before = document.getText();
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of replacements) {
    parts.push(before.slice(at, start), text);
    at = end;
  }
  parts.push(before.slice(at));
  return [{ text: parts.join("") }];
}

function isRanged(change: TextDocumentContentChangeEvent): change is RangedChange {
  return "range" in change;
}

/** Each lies before the one before it, so that all mean places of the text before. */
function fromTheEnd(
  document: TextDocument,
  changes: readonly RangedChange[],
): readonly Replacement[] | undefined {
  const replacements: Replacement[] = [];
  let before: Position | undefined;
  for (const { range, text } of changes) {
    const replacement = replacementAt(document, range, text);
    if (replacement === undefined || (before !== undefined && isAfter(range.end, before))) return undefined;
    before = range.start;
    replacements.push(replacement);
  }
  return replacements.reverse();
}

/** Each lies behind what the one before it has written, so that it means a place of the text before, moved by that. */
function fromTheStart(
  document: TextDocument,
  changes: readonly RangedChange[],
): readonly Replacement[] | undefined {
  const replacements: Replacement[] = [];
  // Where what is written ends, in the new text and in the text before.
  let written = START;
  let ended = START;
  for (const { range, text } of changes) {
    if (isAfter(written, range.start)) return undefined;
    const start = moved(range.start, written, ended);
    const end = moved(range.end, written, ended);
    const replacement = replacementAt(document, { start, end }, text);
    if (replacement === undefined) return undefined;
    written = moved(endOf(text), START, range.start);
    ended = end;
    replacements.push(replacement);
  }
  return replacements;
}

const START: Position = { line: 0, character: 0 };

/** A place behind `from`, where that is `to`. */
function moved(place: Position, from: Position, to: Position): Position {
  const line = place.line - from.line + to.line;
  const isInLine = place.line === from.line;
  return { line, character: isInLine ? place.character - from.character + to.character : place.character };
}

function endOf(text: string): Position {
  return TextDocument.create("", "", 0, text).positionAt(text.length);
}

/**
 * Undefined where it is not told by the text before: what lies outside of that may lie in what was written since, and a
 * line that begins behind a "\r" may begin elsewhere once a "\n" comes to stand there.
 */
function replacementAt(document: TextDocument, { start, end }: Range, text: string): Replacement | undefined {
  if (isAfter(start, end) || !isIn(document, start) || !isIn(document, end)) return undefined;
  const offset = document.offsetAt(start);
  if (text.endsWith("\r") || document.getText().charAt(offset - 1) === "\r") return undefined;
  return { start: offset, end: document.offsetAt(end), text };
}

function isAfter(one: Position, other: Position): boolean {
  return one.line > other.line || (one.line === other.line && one.character > other.character);
}

function isIn(document: TextDocument, { line, character }: Position): boolean {
  const found = document.positionAt(document.offsetAt({ line, character }));
  return found.line === line && found.character === character;
}
