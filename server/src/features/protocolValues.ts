// The protocol's numbers and names that we use. The library's own tables come with functions that no bundler leaves out.
import type * as protocol from "vscode-languageserver-types";

export type CodeActionKind = protocol.CodeActionKind;

export const CodeActionKind = {
  QuickFix: "quickfix",
  RefactorRewrite: "refactor.rewrite",
  SourceFixAll: "source.fixAll",
} as const satisfies Partial<typeof protocol.CodeActionKind>;

export type CompletionItemKind = protocol.CompletionItemKind;

export const CompletionItemKind = {
  Property: 10,
  Value: 12,
  EnumMember: 20,
  Struct: 22,
} as const satisfies Partial<typeof protocol.CompletionItemKind>;

export type DiagnosticSeverity = protocol.DiagnosticSeverity;

export const DiagnosticSeverity = {
  Error: 1,
  Warning: 2,
  Information: 3,
  Hint: 4,
} as const satisfies typeof protocol.DiagnosticSeverity;

export type DiagnosticTag = protocol.DiagnosticTag;

export const DiagnosticTag = {
  Unnecessary: 1,
  Deprecated: 2,
} as const satisfies typeof protocol.DiagnosticTag;

export const InsertTextFormat = { PlainText: 1 } as const satisfies Partial<typeof protocol.InsertTextFormat>;

export const MarkupKind = { Markdown: "markdown" } as const satisfies Partial<typeof protocol.MarkupKind>;

export type SymbolKind = protocol.SymbolKind;

export const SymbolKind = {
  Namespace: 3,
  String: 15,
  Number: 16,
  Boolean: 17,
  Array: 18,
  Object: 19,
  Null: 21,
} as const satisfies Partial<typeof protocol.SymbolKind>;
