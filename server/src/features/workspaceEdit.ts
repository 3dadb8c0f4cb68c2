import {
  type OptionalVersionedTextDocumentIdentifier,
  TextDocumentEdit,
  TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import type { FileEdit } from "../engine/rule";
import type { ConfigFile } from "../launch/launch";
import { inOrder } from "../yaml/edit";
import { textEditOf } from "./ranges";

/** The version of the open text that was read as a file, null for a file that is only on disk. */
export type VersionOf = (file: ConfigFile) => number | null;

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
  const byPath = new Map<string, { readonly file: ConfigFile; readonly own: FileEdit[] }>();
  for (const edit of edits) {
    const { file } = edit;
    const known = byPath.get(file.path) ?? { file, own: [] };
    known.own.push(edit);
    byPath.set(file.path, known);
  }
  return {
    documentChanges: [...byPath].map(([uri, { file, own }]) => {
      const document: OptionalVersionedTextDocumentIdentifier = { uri, version: versionOf(file) };
      return TextDocumentEdit.create(document, inOrder(own).map(textEditOf));
    }),
  };
}
