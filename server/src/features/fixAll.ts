import { type CodeAction, CodeActionKind } from "vscode-languageserver-types";
import { t } from "../base/l10n";
import { finish, type Steps } from "../base/steps";
import type { Finding, ResolvedFix } from "../engine/finding";
import { joined } from "../engine/fix";
import { keepTheRestTogether } from "../engine/keepsTheRest";
import type { FileEdit } from "../engine/rule";
import type { ConfigFile } from "../launch/launch";
import { touches } from "../yaml/edit";
import { type VersionOf, workspaceEdit } from "./workspaceEdit";

export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.neoxConfig`;

/** All safe fixes of a file as one edit, for `editor.codeActionsOnSave`; undefined when there are none. */
export function* fixingAllSafe(
  file: ConfigFile,
  findings: readonly Finding[],
  versionOf: VersionOf,
): Steps<CodeAction | undefined> {
  const safe = findings.filter((finding) => finding.file === file && finding.safeFix);
  const edits = editsOf(yield* preferringFixes(safe));
  if (edits.length === 0 || !keepTheRestTogether(file, edits)) return undefined;
  return {
    title: t("Fix all that is safe to fix"),
    kind: FIX_ALL_KIND,
    edit: workspaceEdit(edits, versionOf),
  };
}

/** The preferred fixes of all findings of one rule in a file; undefined where that is no more than one fix. */
export function* fixingAllOfKind(
  finding: Finding,
  findings: readonly Finding[],
  versionOf: VersionOf,
): Steps<CodeAction | undefined> {
  // Fixes of dimensions are searched for the launch as it is: two of them together would change too much.
  if (finding.keys.length > 1 && !finding.safeFix) return undefined;
  const alike = findings.filter(({ rule, file }) => rule === finding.rule && file === finding.file);
  if (alike.length < 2) return undefined;
  const mendings = yield* preferringFixes(alike);
  const edits = editsOf(mendings);
  if (mendings.length < 2 || !keepTheRestTogether(finding.file, edits)) return undefined;
  return {
    title: titleOf(mendings, finding.rule),
    kind: CodeActionKind.QuickFix,
    edit: workspaceEdit(edits, versionOf),
  };
}

/** Says how many keys go, where some do. */
function titleOf(mendings: readonly Mending[], rule: string): string {
  const count = mendings.length;
  const removals = mendings.filter(({ fix }) => fix.edits.every(isDeletion)).length;
  if (removals === count) return t("Remove all {0} of this kind ({1})", count, rule);
  if (removals > 0)
    return t("Fix all {0} of this kind, of which {1} are removed ({2})", count, removals, rule);
  return t("Fix all {0} of this kind ({1})", count, rule);
}

function isDeletion({ newText }: FileEdit): boolean {
  return newText === "";
}

/** A finding and what mends it. */
export interface Mending {
  readonly finding: Finding;
  readonly fix: ResolvedFix;
}

/**
 * The preferred fix of each finding, or its only one that gives nothing up, leaving out those that would touch an edit
 * of one before.
 */
export function preferredFixes(findings: readonly Finding[]): Mending[] {
  return finish(preferringFixes(findings));
}

/** `preferredFixes` in steps, one for each finding. */
function* preferringFixes(findings: readonly Finding[]): Steps<Mending[]> {
  const taken: FileEdit[] = [];
  const mendings: Mending[] = [];
  for (const finding of findings) {
    yield;
    const fixes = finding.fixes();
    const [only, ...others] = fixes;
    const single = others.length === 0 && only?.givesUp === undefined ? only : undefined;
    const fix = fixes.find(({ preferred }) => preferred) ?? single;
    if (fix === undefined || fix.edits.some((edit) => collides(edit, taken))) continue;
    taken.push(...fix.edits);
    mendings.push({ finding, fix });
  }
  return mendings;
}

/** The edits of several fixes, of which neighbours may both go. */
export function editsOf(mendings: readonly Mending[]): FileEdit[] {
  const edits = mendings.flatMap(({ fix }) => fix.edits);
  return [...edits.filter((edit) => !isDeletion(edit)), ...joined(edits.filter(isDeletion))];
}

function collides(edit: FileEdit, taken: readonly FileEdit[]): boolean {
  return taken.some(
    (other) =>
      other.file === edit.file && touches(other.span, edit.span) && !(isDeletion(other) && isDeletion(edit)),
  );
}
