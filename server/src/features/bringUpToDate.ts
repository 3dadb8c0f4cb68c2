import type { AnnotatedTextEdit, ChangeAnnotation, WorkspaceEdit } from "vscode-languageserver-types";
import type { ConfigFile } from "../launch/launch";
import type { Finding } from "../rules/finding";
import { preferredFixes } from "./fixAll";
import { textEditOf } from "./ranges";
import type { VersionOf } from "./workspaceEdit";

/** Rules about what older versions of NeoX and DeepSpeed understood. */
const MIGRATION_RULES: ReadonlySet<string> = new Set(["removed-argument", "deprecated-nested-key"]);

/**
 * All that is out of date in a file, as one edit whose parts a person confirms one by one; undefined when there is
 * nothing to change. Only edits of this file.
 */
export function bringUpToDate(
  file: ConfigFile,
  findings: readonly Finding[],
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  const outdated = findings.filter((finding) => finding.file === file && MIGRATION_RULES.has(finding.rule));
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const edits: AnnotatedTextEdit[] = [];
  for (const { finding, fix } of preferredFixes(outdated)) {
    if (fix.edits.some((edit) => edit.file !== file)) continue;
    const annotationId = String(Object.keys(changeAnnotations).length + 1);
    changeAnnotations[annotationId] = {
      label: fix.title,
      description: finding.message,
      needsConfirmation: true,
    };
    edits.push(...fix.edits.map((edit) => ({ ...textEditOf(edit), annotationId })));
  }
  if (edits.length === 0) return undefined;
  const textDocument = { uri: file.path, version: versionOf(file.path) };
  return { changeAnnotations, documentChanges: [{ textDocument, edits }] };
}
