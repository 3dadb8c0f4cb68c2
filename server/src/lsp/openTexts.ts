import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { normalUri } from "../workspace/uris";
import type { OpenText } from "../workspace/workspace";

/** The open texts by their normal URIs; of several that spellings of one name open, the one that changed last. */
export function openTexts(documents: TextDocuments<TextDocument>): ReadonlyMap<string, OpenText> {
  const texts = new Map<string, TextDocument>();
  const ofOneFile = new Map<string, readonly TextDocument[]>();
  const keep = (document: TextDocument, isOpen: boolean) => {
    const uri = normalUri(document.uri);
    const others = (ofOneFile.get(uri) ?? []).filter((it) => it !== document);
    const open = isOpen ? [...others, document] : others;
    const last = open.at(-1);
    if (last === undefined) {
      ofOneFile.delete(uri);
      texts.delete(uri);
    } else {
      ofOneFile.set(uri, open);
      texts.set(uri, last);
    }
  };
  documents.onDidChangeContent(({ document }) => keep(document, true));
  documents.onDidClose(({ document }) => keep(document, false));
  return texts;
}
