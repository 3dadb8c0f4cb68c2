import type { AliasNode, Span, YamlDocument, YamlNode } from "../yaml/tree";

/** One `&name` and every `*name` that means it. A name may be anchored again further down. */
export interface Anchor {
  readonly name: string;
  /** The name without its `&` or `*`. */
  readonly definition: Span;
  readonly uses: readonly Span[];
}

/** The anchor whose name, at its definition or in a use, touches the offset. */
export function anchorAt(document: YamlDocument, offset: number): Anchor | undefined {
  return anchorsOf(document).find(({ definition, uses }) =>
    [definition, ...uses].some(({ start, end }) => start - 1 <= offset && offset <= end),
  );
}

/** All anchors of a text. */
export function anchorsOf(document: YamlDocument): Anchor[] {
  const nodes = document.root === undefined ? [] : [...nodesOf(document.root)];
  const aliases = nodes.filter((node) => node.kind === "alias");
  return nodes.flatMap((node) => {
    const definition = definitionSpan(document, node);
    return definition === undefined ? [] : [{ ...definition, uses: usesOf(node, aliases) }];
  });
}

function definitionSpan(
  document: YamlDocument,
  node: YamlNode,
): { name: string; definition: Span } | undefined {
  const properties = node.kind === "alias" ? undefined : node.properties;
  if (properties?.anchor === undefined) return undefined;
  const { anchor: name, span } = properties;
  const start = document.text.indexOf(`&${name}`, span.start) + 1;
  return { name, definition: { start, end: start + name.length } };
}

function usesOf(node: YamlNode, aliases: readonly AliasNode[]): Span[] {
  return aliases
    .filter(({ target }) => target === node)
    .map(({ span }) => ({ start: span.start + 1, end: span.end }));
}

/** A node and everything in it; what an alias stands for is not in it. */
function* nodesOf(root: YamlNode): Generator<YamlNode> {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if (node.kind === "list") for (const item of node.items) waiting.push(item);
    if (node.kind === "map") for (const { key, value } of node.entries) waiting.push(key, value);
  }
}
