import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver-types";
import { t } from "../base/l10n";
import type { Finding } from "../engine/finding";
import type { FileEdit } from "../engine/rule";
import { suppressionsOf } from "../engine/suppression";
import { lineBreakOf, lineStartAt } from "../yaml/layout";
import { nodeAt } from "../yaml/nodeAt";
import { type VersionOf, workspaceEdit } from "./workspaceEdit";

/** Silences a rule on the finding's line with a comment above it, or one more id in the comment that is there. */
export function suppressAction(
  finding: Finding,
  shown: Diagnostic,
  versionOf: VersionOf,
): CodeAction | undefined {
  const edit = suppressEdit(finding);
  if (edit === undefined) return undefined;
  return {
    title: t("Ignore {0} on this line", finding.rule),
    kind: CodeActionKind.QuickFix,
    diagnostics: [shown],
    edit: workspaceEdit([edit], versionOf),
  };
}

/** Undefined where the line begins in the midst of a text, which a comment would become a part of. */
function suppressEdit({ file, span, rule }: Finding): FileEdit | undefined {
  const { text } = file.document;
  const present = suppressionsOf(file).find(({ line }) => line.start <= span.start && span.start <= line.end);
  if (present !== undefined) {
    const end = present.ids.reduce((last, { span }) => Math.max(last, span.end), 0);
    return { file, span: { start: end, end }, newText: ` ${rule}` };
  }
  const start = lineStartAt(text, span.start);
  const innermost = nodeAt(file.document, start).at(-1);
  const isInText = innermost !== undefined && "kind" in innermost && innermost.kind === "scalar";
  if (isInText && innermost.span.start < start && start < innermost.span.end) return undefined;
  const indentation = /^[ \t]*/.exec(text.slice(start, span.start))?.[0] ?? "";
  const newText = `${indentation}# neox-config: ignore ${rule}${lineBreakOf(file.document)}`;
  return { file, span: { start, end: start }, newText };
}
