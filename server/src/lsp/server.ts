import {
  CodeActionKind,
  type Connection,
  DiagnosticSeverity,
  type Range,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

/** Stand-in until the rules arrive: `num_kv_heads: 8` under 5120/40 is a warning with one fix. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const range = (document: TextDocument): Range | undefined => {
    const text = document.getText();
    const found = /hidden[-_]size"?:\s*5120/.test(text) ? /num[-_]kv[-_]heads"?:\s*(8)\b/.exec(text) : null;
    if (found === null) return undefined;
    const end = found.index + found[0].length;
    return { start: document.positionAt(end - 1), end: document.positionAt(end) };
  };
  const message = "NeoX before 2024-11-13 cannot reshape this (stand-in)";
  connection.onInitialize(() => ({
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      hoverProvider: true,
      codeActionProvider: true,
    },
  }));
  documents.onDidChangeContent(({ document }) => {
    const at = range(document);
    const diagnostics = at
      ? [
          {
            range: at,
            message,
            severity: DiagnosticSeverity.Warning,
            source: "neox-config",
            code: "kv-heads-reshape",
          },
        ]
      : [];
    void connection.sendDiagnostics({ uri: document.uri, diagnostics });
  });
  connection.onHover(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return document && range(document) ? { contents: { kind: "markdown", value: "head_dim 128" } } : null;
  });
  connection.onCodeAction(({ textDocument, context }) => {
    const document = documents.get(textDocument.uri);
    const at = document && range(document);
    if (!at) return [];
    const edit = { changes: { [textDocument.uri]: [{ range: at, newText: "10" }] } };
    return [
      {
        title: "num_kv_heads: 10",
        kind: CodeActionKind.QuickFix,
        isPreferred: true,
        diagnostics: context.diagnostics,
        edit,
      },
    ];
  });
  documents.listen(connection);
  connection.listen();
}
