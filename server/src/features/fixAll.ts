import { type CodeAction, CodeActionKind } from "vscode-languageserver-types";
import { t } from "../base/l10n";
import type { Finding, ResolvedFix } from "../engine/finding";
import type { FileEdit } from "../engine/rule";
import type { ConfigFile } from "../launch/launch";
import { touches } from "./ranges";
import { type VersionOf, workspaceEdit } from "./workspaceEdit";

export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.neoxConfig`;

/** All safe fixes of a file as one edit, for `editor.codeActionsOnSave`; undefined when there are none. */
export function fixAllSafe(
  file: ConfigFile,
  findings: readonly Finding[],
  versionOf: VersionOf,
): CodeAction | undefined {
  const safe = findings.filter((finding) => finding.file === file && finding.safeFix);
  const edits = preferredEdits(safe);
  if (edits.length === 0) return undefined;
  return {
    title: t("Fix all that is safe to fix"),
    kind: FIX_ALL_KIND,
    edit: workspaceEdit(edits, versionOf),
  };
}

/** The preferred fixes of all findings of one rule in a file; undefined where that is no more than one fix. */
export function fixAllOfKind(
  finding: Finding,
  findings: readonly Finding[],
  versionOf: VersionOf,
): CodeAction | undefined {
  // Fixes of dimensions are searched for the launch as it is: two of them together would change too much.
  if (finding.keys.length > 1 && !finding.safeFix) return undefined;
  const alike = findings.filter(({ rule, file }) => rule === finding.rule && file === finding.file);
  if (alike.length < 2) return undefined;
  const edits = preferredEdits(alike);
  if (edits.length < 2) return undefined;
  return {
    title: t("Fix all {0} of this kind ({1})", alike.length, finding.rule),
    kind: CodeActionKind.QuickFix,
    edit: workspaceEdit(edits, versionOf),
  };
}

/** A finding and what mends it. */
export interface Mending {
  readonly finding: Finding;
  readonly fix: ResolvedFix;
}

/** The preferred fix of each finding, or its only one, leaving out those that would touch an edit of one before. */
export function preferredFixes(findings: readonly Finding[]): Mending[] {
  const taken: FileEdit[] = [];
  return findings.flatMap((finding) => {
    const fixes = finding.fixes();
    const fix = fixes.find(({ preferred }) => preferred) ?? (fixes.length === 1 ? fixes[0] : undefined);
    if (fix === undefined || fix.edits.some((edit) => collides(edit, taken))) return [];
    taken.push(...fix.edits);
    return [{ finding, fix }];
  });
}

function preferredEdits(findings: readonly Finding[]): FileEdit[] {
  return preferredFixes(findings).flatMap(({ fix }) => fix.edits);
}

function collides(edit: FileEdit, taken: readonly FileEdit[]): boolean {
  return taken.some((other) => other.file === edit.file && touches(other.span, edit.span));
}
