import { type Position, type Range, TextDocument } from "vscode-languageserver-textdocument";
import type { ConfigFile } from "../../launch/launch";
import type { Span } from "../../yaml/tree";

const documents = new WeakMap<ConfigFile, TextDocument>();

/** Zero-based lines and UTF-16 columns of a span, as in LSP. */
export function rangeOf(file: ConfigFile, span: Span): Range {
  return { start: positionOf(file, span.start), end: positionOf(file, span.end) };
}

function positionOf(file: ConfigFile, offset: number): Position {
  let document = documents.get(file);
  if (document === undefined) {
    document = TextDocument.create(file.path, "yaml", 0, file.document.text);
    documents.set(file, document);
  }
  return document.positionAt(offset);
}
