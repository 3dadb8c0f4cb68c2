import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type OptionalVersionedTextDocumentIdentifier,
  type Range,
  TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import type { ConfigFile } from "../launch/launch";
import type { Finding, ResolvedFix } from "../rules/finding";
import type { FileEdit } from "../rules/rule";
import { diagnosticOf } from "./diagnostics";
import { spanOf, textEditOf, touches } from "./ranges";

/** The version of an open text, null for a file that is only on disk. */
export type VersionOf = (path: string) => number | null;

export interface CodeActionRequest {
  readonly file: ConfigFile;
  readonly range: Range;
  readonly findings: readonly Finding[];
  /** What the client shows there; its own objects go back with the fixes. */
  readonly diagnostics: readonly Diagnostic[];
  readonly versionOf: VersionOf;
}

/** The fixes of the findings that the range touches; of each finding the preferred one first. */
export function quickFixes(request: CodeActionRequest): CodeAction[] {
  const { file, findings } = request;
  const span = spanOf(file.document, request.range);
  return findings
    .filter((finding) => finding.file === file && touches(finding.span, span))
    .flatMap((finding) => fixesOf(finding, request));
}

function fixesOf(finding: Finding, { diagnostics, versionOf }: CodeActionRequest): CodeAction[] {
  const shown = diagnostics.find((diagnostic) => shows(diagnostic, finding)) ?? diagnosticOf(finding);
  return preferredFirst(finding.fixes()).map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [shown],
    ...(fix.preferred && { isPreferred: true }),
    edit: workspaceEdit(fix.edits, versionOf),
  }));
}

function preferredFirst(fixes: readonly ResolvedFix[]): ResolvedFix[] {
  return [...fixes].sort((a, b) => Number(b.preferred) - Number(a.preferred));
}

function shows({ code, range }: Diagnostic, finding: Finding): boolean {
  const span = spanOf(finding.file.document, range);
  return code === finding.rule && span.start === finding.span.start && span.end === finding.span.end;
}

/** Edits by file, bound to the versions they were made for, so that a client refuses them on a newer text. */
function workspaceEdit(edits: readonly FileEdit[], versionOf: VersionOf): WorkspaceEdit {
  const byPath = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const { path } = edit.file;
    byPath.set(path, [...(byPath.get(path) ?? []), textEditOf(edit)]);
  }
  return {
    documentChanges: [...byPath].map(([uri, textEdits]) => {
      const document: OptionalVersionedTextDocumentIdentifier = { uri, version: versionOf(uri) };
      return TextDocumentEdit.create(document, textEdits);
    }),
  };
}
