import { folderPath } from "../base/folderPath";
import { ownValue } from "../base/ownValue";
import { SPLITS } from "../launch/dataSplits";
import { MOST_NAMED } from "../launch/namedFiles";
import { resolveAlias } from "../yaml/alias";
import { effectiveEntries } from "../yaml/effectiveEntries";
import type { Span, YamlDocument, YamlNode } from "../yaml/tree";

/** A path that a config names, with the files it may stand for. */
export interface PathMention {
  readonly span: Span;
  /** What NeoX opens for it, the best to look at first. */
  readonly paths: readonly string[];
}

const FILE = [""];
/** Data sets are named without the ends of their two files. */
const DATA = [".idx", ".bin", ""];
/** Folders of checkpoints; this file in them names the newest. */
const CHECKPOINTS = ["/latest"];

/** What follows a path in the file that NeoX opens, by argument. */
const PATH_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    `vocab_file merge_file hostfile sample_input_file sample_output_file base_shapes_file`
      .split(" ")
      .map((name) => [name, FILE]),
  ),
  data_path: DATA,
  ...Object.fromEntries(
    ["", "pos_", "neg_"].flatMap((sign) =>
      SPLITS.flatMap((split) =>
        ["", "label_", "reward_"].map((kind) => [`${sign}${split}_${kind}data_paths`, DATA]),
      ),
    ),
  ),
  load: CHECKPOINTS,
  save: CHECKPOINTS,
};

/** Addresses of other places, and what a shell or a template would replace, are no paths. */
const NO_PATH = /:\/\/|[$<>{}~%*]|^\s*$/;

/** The paths in a config, those in lists one by one. */
export function pathMentions({ root }: YamlDocument): PathMention[] {
  const map = root && resolveAlias(root);
  if (map?.kind !== "map") return [];
  const mentions: PathMention[] = [];
  for (const [key, { entry }] of effectiveEntries(map)) {
    const ends = ownValue(PATH_ARGUMENTS, key.replaceAll("-", "_"));
    if (ends !== undefined) mentions.push(...scalarsOf(entry.value).flatMap((node) => mentionOf(node, ends)));
  }
  return mentions;
}

function scalarsOf(node: YamlNode): readonly YamlNode[] {
  return node.kind === "list" ? node.items.slice(0, MOST_NAMED) : [node];
}

function mentionOf({ value, span }: YamlNode, ends: readonly string[]): PathMention[] {
  if (typeof value !== "string" || NO_PATH.test(value)) return [];
  return [{ span, paths: ends.map((end) => folderPath(value) + end) }];
}
