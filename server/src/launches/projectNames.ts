import { resolveAlias } from "../yaml/alias";
import type { Span, YamlDocument, YamlNode } from "../yaml/tree";
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
  for (const [key, value] of entriesOf(root)) {
    const name = keyIn(PROJECT_KEYS, key);
    switch (name && PROJECT_KEYS[name].holds) {
      case "target":
        yield* named("neox", value);
        break;
      case "severities":
        for (const [, , rule] of entriesOf(value, MOST_NAMES)) yield* named("rule", rule);
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
  for (const [key, value] of entriesOf(launch)) {
    const name = keyIn(LAUNCH_KEYS, key);
    if (name === undefined || LAUNCH_KEYS[name].holds !== "files") continue;
    for (const file of itemsOf(value).slice(0, MOST_NAMES)) yield* named("file", file);
  }
}

function named(kind: ProjectName["kind"], node: YamlNode): readonly ProjectName[] {
  const scalar = resolveAlias(node);
  if (scalar?.kind !== "scalar" || scalar.source === "" || scalar.source.length > LONGEST_NAME) return [];
  return [{ kind, name: scalar.source, span: node.span }];
}

/** No more than are read of a project file. */
function entriesOf(node: YamlNode, most = MOST_KEYS): readonly (readonly [string, YamlNode, YamlNode])[] {
  const map = resolveAlias(node);
  if (map?.kind !== "map") return [];
  return map.entries
    .slice(0, most)
    .map(({ key, value }) => [key.kind === "scalar" ? key.source : "", value, key] as const);
}

function itemsOf(node: YamlNode): readonly YamlNode[] {
  const list = resolveAlias(node);
  return list?.kind === "list" ? list.items : [];
}
