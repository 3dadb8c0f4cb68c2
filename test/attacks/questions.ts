/** What an editor asks of a text, at a place in it. */
export const QUESTIONS: Readonly<Record<string, object>> = {
  "textDocument/documentSymbol": {},
  "textDocument/hover": {},
  "textDocument/inlayHint": {},
  "textDocument/codeLens": {},
  "textDocument/codeAction": { context: { diagnostics: [] } },
  "textDocument/completion": {},
  "textDocument/references": { context: { includeDeclaration: true } },
  "textDocument/documentLink": {},
  "neoxConfig/report": {},
};
