import { resolveAlias } from "../yaml/alias";
import type { Span, YamlDocument, YamlNode } from "../yaml/tree";
import { MOST_LAUNCHES, MOST_NAMES } from "./project";
import { keyIn, LAUNCH_KEYS, PROJECT_KEYS } from "./projectKeys";

/** A name in a project file that means something outside of it. */
export interface ProjectName {
  readonly kind: "neox" | "file" | "rule";
  readonly name: string;
  readonly span: Span;
}

/** What a project file names: its target, the files of its launches, and rules, in source order. */
export function namesInProject({ root }: YamlDocument): readonly ProjectName[] {
  if (root === undefined) return [];
  const names = entriesOf(root).flatMap(([key, value]) => {
    const name = keyIn(PROJECT_KEYS, key);
    switch (name && PROJECT_KEYS[name].holds) {
      case "target":
        return named("neox", value);
      case "severities":
        return entriesOf(value).flatMap(([, , rule]) => named("rule", rule));
      case "launches":
        return itemsOf(value).slice(0, MOST_LAUNCHES).flatMap(filesOf);
      default:
        return [];
    }
  });
  return names.slice(0, MOST_NAMES);
}

function filesOf(launch: YamlNode): ProjectName[] {
  return entriesOf(launch).flatMap(([key, value]) => {
    const name = keyIn(LAUNCH_KEYS, key);
    const holdsFiles = name !== undefined && LAUNCH_KEYS[name].holds === "files";
    return holdsFiles
      ? itemsOf(value)
          .slice(0, MOST_NAMES)
          .flatMap((file) => named("file", file))
      : [];
  });
}

function named(kind: ProjectName["kind"], node: YamlNode): ProjectName[] {
  const scalar = resolveAlias(node);
  if (scalar?.kind !== "scalar" || scalar.source === "") return [];
  return [{ kind, name: scalar.source, span: node.span }];
}

function entriesOf(node: YamlNode): readonly (readonly [string, YamlNode, YamlNode])[] {
  const map = resolveAlias(node);
  if (map?.kind !== "map") return [];
  return map.entries.map(({ key, value }) => [key.kind === "scalar" ? key.source : "", value, key] as const);
}

function itemsOf(node: YamlNode): readonly YamlNode[] {
  const list = resolveAlias(node);
  return list?.kind === "list" ? list.items : [];
}
