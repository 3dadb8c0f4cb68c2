import { TextDocument } from "vscode-languageserver-textdocument";
import type { Location, Position, Range, TextEdit } from "vscode-languageserver-types";
import type { FileEdit } from "../engine/rule";
import type { ConfigFile } from "../launch/launch";
import type { Span, YamlDocument } from "../yaml/tree";

const lines = new WeakMap<YamlDocument, TextDocument>();

/** The text as LSP counts it: lines end at LF, CR LF or CR, characters are UTF-16 units. */
export function linesOf(document: YamlDocument): TextDocument {
  let text = lines.get(document);
  if (text === undefined) {
    text = TextDocument.create("", "yaml", 0, document.text);
    lines.set(document, text);
  }
  return text;
}

/** Where a position is. Of one that is none, such as line 0.5, `TextDocument` makes an offset that is no number. */
export function offsetIn(text: TextDocument, { line, character }: Position): number {
  return text.offsetAt({ line: whole(line), character: whole(character) });
}

function whole(count: number): number {
  return Number.isFinite(count) ? Math.trunc(count) : 0;
}

export function rangeOf(document: YamlDocument, { start, end }: Span): Range {
  const text = linesOf(document);
  return { start: text.positionAt(start), end: text.positionAt(end) };
}

export function spanOf(document: YamlDocument, { start, end }: Range): Span {
  const text = linesOf(document);
  return { start: offsetIn(text, start), end: offsetIn(text, end) };
}

export function locationOf(file: ConfigFile, span: Span): Location {
  return { uri: file.path, range: rangeOf(file.document, span) };
}

export function textEditOf({ file, span, newText }: FileEdit): TextEdit {
  return { range: rangeOf(file.document, span), newText };
}
