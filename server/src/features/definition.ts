import type { Location, Position } from "vscode-languageserver-types";
import type { ConfigFile, Launch } from "../launch/launch";
import { resolveAlias } from "../yaml/alias";
import { effectiveEntries } from "../yaml/effectiveEntries";
import { anchorAt } from "./anchors";
import { entryAt } from "./entriesAt";
import { linesOf, locationOf } from "./ranges";

/** Where an alias is anchored, or where the launch takes the value of a key from: the last file that sets it. */
export function definitionAt(file: ConfigFile, launch: Launch, position: Position): Location[] {
  const offset = linesOf(file.document).offsetAt(position);
  const anchor = anchorAt(file.document, offset);
  if (anchor !== undefined) return [locationOf(file, anchor.definition)];
  const name = topLevelName(file, offset);
  const setting = name === undefined ? undefined : launch.settings.get(name);
  return setting === undefined ? [] : [locationOf(setting.file, setting.entry.key.span)];
}

/** All uses of an anchor, or all places in the launch's files that set a key. */
export function referencesAt(
  file: ConfigFile,
  launch: Launch,
  position: Position,
  includeDeclaration: boolean,
): Location[] {
  const offset = linesOf(file.document).offsetAt(position);
  const anchor = anchorAt(file.document, offset);
  if (anchor !== undefined) {
    const spans = [...(includeDeclaration ? [anchor.definition] : []), ...anchor.uses];
    return spans.map((span) => locationOf(file, span));
  }
  const name = topLevelName(file, offset);
  return name === undefined ? [] : launch.files.flatMap((each) => placesOf(name, each));
}

function topLevelName({ document }: ConfigFile, offset: number): string | undefined {
  const at = entryAt(document, offset);
  return at?.onKey && at.path.length === 1 ? at.path[0] : undefined;
}

function placesOf(name: string, file: ConfigFile): Location[] {
  const root = file.document.root && resolveAlias(file.document.root);
  if (root?.kind !== "map") return [];
  return [...effectiveEntries(root)]
    .filter(([key]) => key.replaceAll("-", "_") === name)
    .map(([, { entry }]) => locationOf(file, entry.key.span));
}
