import type { Location, Position } from "vscode-languageserver-types";
import type { ConfigFile, Launch } from "../launch/launch";
import { resolveAlias } from "../yaml/alias";
import { touches } from "../yaml/edit";
import { effectiveEntries } from "../yaml/effectiveEntries";
import { anchorAt } from "./anchors";
import { declarationOf } from "./checkoutPlace";
import { entryAt } from "./entriesAt";
import { linesOf, locationOf, offsetIn } from "./ranges";

/**
 * Where an alias is anchored; for a key, where a user's own gpt-neox declares the argument, and where the launch takes
 * the value from: the last file that sets it.
 */
export function definitionAt(file: ConfigFile, launch: Launch, position: Position): Location[] {
  const offset = offsetIn(linesOf(file.document), position);
  const anchor = anchorAt(file.document, offset);
  if (anchor !== undefined) return [locationOf(file, anchor.definition)];
  const name = topLevelName(file, offset);
  if (name === undefined) return [];
  const declared = declarationOf(name, launch);
  const setting = launch.settings.get(name);
  const isHere =
    setting?.file.path === file.path && touches(setting.entry.key.span, { start: offset, end: offset });
  if (declared !== undefined && (setting === undefined || isHere)) return [declared];
  const set = setting === undefined ? [] : [locationOf(setting.file, setting.entry.key.span)];
  return declared === undefined ? set : [declared, ...set];
}

/** Places that are told; nobody goes through more. */
const MOST_PLACES = 10_000;

/** All uses of an anchor, or all places in the launch's files that set a key. */
export function referencesAt(
  file: ConfigFile,
  launch: Launch,
  position: Position,
  includeDeclaration: boolean,
): Location[] {
  const offset = offsetIn(linesOf(file.document), position);
  const anchor = anchorAt(file.document, offset);
  if (anchor !== undefined) {
    const spans = [...(includeDeclaration ? [anchor.definition] : []), ...anchor.uses];
    return spans.slice(0, MOST_PLACES).map((span) => locationOf(file, span));
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
