import type { Position, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { t } from "../base/l10n";
import type { ConfigFile } from "../launch/launch";
import { anchorAt, anchorsOf } from "./anchors";
import { linesOf, offsetIn, rangeOf } from "./ranges";
import { type VersionOf, workspaceEdit } from "./workspaceEdit";

/** A rename that cannot be made, with the reason for a person. */
export class RenameRefused extends Error {}

/** An edit of more places holds an editor up. */
const MOST_USES = 10_000;

/** What PyYAML takes as the name of an anchor. */
const ANCHOR_NAME = /^[\w-]+$/;

/** Only anchors have names of the file's own: a key belongs to NeoX. */
export function renamableAt(
  { document }: ConfigFile,
  position: Position,
): { range: Range; placeholder: string } | undefined {
  const offset = offsetIn(linesOf(document), position);
  const anchor = anchorAt(document, offset);
  if (anchor === undefined) return undefined;
  const span = [anchor.definition, ...anchor.uses].find(
    ({ start, end }) => start - 1 <= offset && offset <= end,
  );
  return span && { range: rangeOf(document, span), placeholder: anchor.name };
}

/**
 * Renames an anchor at its definition and in all its uses. Throws RenameRefused for a name that YAML does not allow or
 * that another anchor has.
 */
export function renameAnchor(
  file: ConfigFile,
  position: Position,
  newName: string,
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  if (!ANCHOR_NAME.test(newName))
    throw new RenameRefused(t("the name of an anchor has letters, digits, dashes and underscores only"));
  const anchor = anchorAt(file.document, offsetIn(linesOf(file.document), position));
  if (anchor === undefined) return undefined;
  if (newName !== anchor.name && anchorsOf(file.document).some(({ name }) => name === newName))
    throw new RenameRefused(t("another anchor of this file is called {0}", newName));
  // A value of an unknown tag stops PyYAML after it has read all.
  if (file.document.problems.some(({ raises }) => raises !== "ConstructorError"))
    throw new RenameRefused(t("this file cannot be read to its end, where the anchor may be used"));
  if (anchor.uses.length > MOST_USES)
    throw new RenameRefused(t("this anchor is used more than {0} times", MOST_USES));
  const edits = [anchor.definition, ...anchor.uses].map((span) => ({ file, span, newText: newName }));
  return workspaceEdit(edits, versionOf);
}
