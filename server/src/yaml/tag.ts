import { implicitTag } from "./resolver";
import type { ListNode, MapNode, ScalarNode } from "./tree";

const standardPrefix = "tag:yaml.org,2002:";

/** The tag PyYAML resolves for a node, `tag:yaml.org,2002:` left out. */
export function tagOf(node: ScalarNode | ListNode | MapNode): string {
  const written = node.properties?.tag;
  if (written !== undefined && written !== "!") {
    return written.startsWith(standardPrefix) ? written.slice(standardPrefix.length) : `<${written}>`;
  }
  if (node.kind === "list") return "seq";
  if (node.kind === "map") return "map";
  return node.style === "plain" || written === "!" ? implicitTag(node.source) : "str";
}
