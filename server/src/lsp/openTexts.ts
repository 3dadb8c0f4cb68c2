import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { normalUri } from "../workspace/uris";
import type { OpenText } from "../workspace/workspace";

/** The open texts by their normal URIs. */
export function openTexts(documents: TextDocuments<TextDocument>): ReadonlyMap<string, OpenText> {
  const texts = new Map<string, TextDocument>();
  documents.onDidChangeContent(({ document }) => texts.set(normalUri(document.uri), document));
  documents.onDidClose(({ document }) => texts.delete(normalUri(document.uri)));
  return texts;
}
