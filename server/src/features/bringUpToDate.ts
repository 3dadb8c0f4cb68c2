import {
  type ChangeAnnotation,
  CreateFile,
  TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import { t } from "../base/l10n";
import type { Finding } from "../engine/finding";
import type { ConfigFile } from "../launch/launch";
import { applyEdits, type TextEdit } from "../yaml/edit";
import { editsOf, type Mending, preferredFixes } from "./fixAll";
import { rangeOf } from "./ranges";
import type { VersionOf } from "./workspaceEdit";

/** Rules about what older versions of NeoX and DeepSpeed understood. */
const MIGRATION_RULES: ReadonlySet<string> = new Set(["removed-argument", "deprecated-nested-key"]);

/** The annotation that makes an editor show the changes before it makes them. */
const PREVIEW = "preview";

/**
 * All that is out of date in a file, as one edit that a person sees before it is made; undefined when there is nothing
 * to change. Only edits of this file, one for each fix, so that none is made by half.
 *
 * VS Code shows a preview once a part of the edit needs confirmation, and such a part is not ticked. So that part is the
 * creation of the file, which changes nothing and is not listed while the file is there, and all others are ticked.
 */
export function bringUpToDate(
  file: ConfigFile,
  findings: readonly Finding[],
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  const outdated = findings.filter((finding) => finding.file === file && MIGRATION_RULES.has(finding.rule));
  const mendings = preferredFixes(outdated).filter(({ fix }) =>
    fix.edits.every((edit) => edit.file === file),
  );
  if (mendings.length === 0) return undefined;
  const isOnDisk = !file.path.startsWith("untitled:");
  const rows = rowsOf(mendings, file);
  const edits = rows.map(({ span, newText }, index) => ({
    range: rangeOf(file.document, span),
    newText,
    annotationId: String(index + 1),
  }));
  const labels = rows.map(({ mendings }) => labelOf(mendings, !isOnDisk));
  const change = TextDocumentEdit.create({ uri: file.path, version: versionOf(file) }, edits);
  const changeAnnotations = Object.fromEntries(labels.map((label, index) => [String(index + 1), label]));
  if (!isOnDisk) return { changeAnnotations, documentChanges: [change] };
  return {
    changeAnnotations: {
      [PREVIEW]: { label: t("Look at the changes first"), needsConfirmation: true },
      ...changeAnnotations,
    },
    documentChanges: [CreateFile.create(file.path, { ignoreIfExists: true }, PREVIEW), change],
  };
}

/** One edit, and all that it mends. */
interface Row extends TextEdit {
  readonly mendings: readonly Mending[];
}

/** Each fix as one edit, from its first change to its last; those that would overlap are one. */
function rowsOf(mendings: readonly Mending[], { document }: ConfigFile): Row[] {
  const groups: { mendings: Mending[]; start: number; end: number }[] = [];
  const placed = mendings.map((mending) => ({ mending, ...extentOf(mending) }));
  for (const { mending, start, end } of placed.sort((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    if (last === undefined || last.end < start) groups.push({ mendings: [mending], start, end });
    else {
      last.mendings.push(mending);
      last.end = Math.max(last.end, end);
    }
  }
  return groups.map(({ mendings, start, end }) => {
    const moved = editsOf(mendings).map(({ span, newText }) => ({
      span: { start: span.start - start, end: span.end - start },
      newText,
    }));
    return { mendings, span: { start, end }, newText: applyEdits(document.text.slice(start, end), moved) };
  });
}

function extentOf({ fix: { edits } }: Mending): { start: number; end: number } {
  const spans = edits.map(({ span }) => span);
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

function labelOf(mendings: readonly Mending[], needsConfirmation: boolean): ChangeAnnotation {
  return {
    label: mendings.map(({ fix }) => fix.title).join("; "),
    description: mendings.map(({ finding }) => finding.message).join("\n"),
    ...(needsConfirmation && { needsConfirmation }),
  };
}
