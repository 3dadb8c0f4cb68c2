import {
  type OptionalVersionedTextDocumentIdentifier,
  TextDocumentEdit,
  TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import type { FileEdit } from "../engine/rule";
import { textEditOf } from "./ranges";

/** The version of an open text, null for a file that is only on disk. */
export type VersionOf = (path: string) => number | null;

/** The same edit for a client that knows no versions of texts. */
export function withoutVersions({ documentChanges = [] }: WorkspaceEdit): WorkspaceEdit {
  const changes = documentChanges.filter(TextDocumentEdit.is);
  return {
    changes: Object.fromEntries(
      changes.map(({ textDocument, edits }) => [textDocument.uri, edits.filter(TextEdit.is)]),
    ),
  };
}

/** Edits by file, bound to the versions they were made for, so that a client refuses them on a newer text. */
export function workspaceEdit(edits: readonly FileEdit[], versionOf: VersionOf): WorkspaceEdit {
  const byPath = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const { path } = edit.file;
    const textEdits = byPath.get(path) ?? [];
    textEdits.push(textEditOf(edit));
    byPath.set(path, textEdits);
  }
  return {
    documentChanges: [...byPath].map(([uri, textEdits]) => {
      const document: OptionalVersionedTextDocumentIdentifier = { uri, version: versionOf(uri) };
      return TextDocumentEdit.create(document, textEdits);
    }),
  };
}
