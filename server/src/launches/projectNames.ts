import { resolveAlias } from "../yaml/alias";
import type { Entry, Span, YamlDocument, YamlNode } from "../yaml/tree";
import { LONGEST_NAME, MOST_KEYS, MOST_LAUNCHES, MOST_NAMES } from "./project";
import { keyIn, LAUNCH_KEYS, PROJECT_KEYS } from "./projectKeys";

/** A name in a project file that means something outside of it. */
export interface ProjectName {
  readonly kind: "neox" | "file" | "rule";
  readonly name: string;
  readonly span: Span;
}

/** What a project file names: its target, the files of its launches, and rules, in source order. */
export function namesInProject({ root }: YamlDocument): readonly ProjectName[] {
  const names: ProjectName[] = [];
  if (root === undefined) return names;
  for (const name of namesBelow(root)) {
    if (names.length === MOST_NAMES) break;
    names.push(name);
  }
  return names;
}

function* namesBelow(root: YamlNode): Iterable<ProjectName> {
  let launchesLeft = MOST_LAUNCHES;
  for (const [name, value] of lastOfEach(PROJECT_KEYS, root)) {
    switch (PROJECT_KEYS[name].holds) {
      case "target":
        yield* named("neox", value);
        break;
      case "severities":
        for (const { key } of entriesOf(value).slice(0, MOST_NAMES)) yield* named("rule", key);
        break;
      case "launches":
        for (const launch of itemsOf(value).slice(0, launchesLeft)) {
          launchesLeft--;
          yield* filesOf(launch);
        }
    }
  }
}

function* filesOf(launch: YamlNode): Iterable<ProjectName> {
  for (const [name, value] of lastOfEach(LAUNCH_KEYS, launch)) {
    if (LAUNCH_KEYS[name].holds !== "files") continue;
    for (const file of itemsOf(value).slice(0, MOST_NAMES)) yield* named("file", file);
  }
}

function named(kind: ProjectName["kind"], node: YamlNode): readonly ProjectName[] {
  const scalar = resolveAlias(node);
  if (scalar?.kind !== "scalar" || scalar.source === "" || scalar.source.length > LONGEST_NAME) return [];
  return [{ kind, name: scalar.source, span: node.span }];
}

/** The keys of a table that a mapping has, with their values, as they are read: of one that comes again the last. */
function lastOfEach<Keys extends object>(
  keys: Keys,
  node: YamlNode,
): ReadonlyMap<Extract<keyof Keys, string>, YamlNode> {
  const values = new Map<Extract<keyof Keys, string>, YamlNode>();
  for (const { key, value } of entriesOf(node).slice(0, MOST_KEYS)) {
    const name = keyIn(keys, key.kind === "scalar" ? key.source : undefined);
    if (name === undefined) continue;
    // In source order.
    values.delete(name);
    values.set(name, value);
  }
  return values;
}

function entriesOf(node: YamlNode): readonly Entry[] {
  const map = resolveAlias(node);
  return map?.kind === "map" ? map.entries : [];
}

function itemsOf(node: YamlNode): readonly YamlNode[] {
  const list = resolveAlias(node);
  return list?.kind === "list" ? list.items : [];
}
