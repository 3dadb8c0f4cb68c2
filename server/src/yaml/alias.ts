import type { AliasNode, YamlNode } from "./tree";

/** The node an alias stands for, the node itself otherwise; undefined for an alias without its anchor. */
export function resolveAlias(node: YamlNode): Exclude<YamlNode, AliasNode> | undefined {
  let target: YamlNode | undefined = node;
  while (target?.kind === "alias") target = target.target;
  return target;
}
