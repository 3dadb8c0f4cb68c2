import type { Span, YamlDocument, YamlNode } from "../yaml/tree";

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

/** All anchors of a text, in the order of the text. */
export function anchorsOf(document: YamlDocument): readonly Anchor[] {
  const known = anchorsByDocument.get(document) ?? findAnchors(document);
  anchorsByDocument.set(document, known);
  return known;
}

/** A person asks for one after the other, and a text that was read never changes. */
const anchorsByDocument = new WeakMap<YamlDocument, readonly Anchor[]>();

function findAnchors(document: YamlDocument): readonly Anchor[] {
  const nodes = document.root === undefined ? [] : [...nodesOf(document.root)];
  const uses = usesByTarget(nodes);
  return nodes.flatMap((node) => {
    const definition = definitionOf(node);
    return definition === undefined ? [] : [{ ...definition, uses: uses.get(node) ?? [] }];
  });
}

function definitionOf(node: YamlNode): { name: string; definition: Span } | undefined {
  const { anchor, anchorSpan } = (node.kind === "alias" ? undefined : node.properties) ?? {};
  return anchor !== undefined && anchorSpan !== undefined
    ? { name: anchor, definition: anchorSpan }
    : undefined;
}

function usesByTarget(nodes: readonly YamlNode[]): ReadonlyMap<YamlNode, readonly Span[]> {
  const uses = new Map<YamlNode, Span[]>();
  for (const node of nodes) {
    if (node.kind !== "alias" || node.target === undefined) continue;
    const span = { start: node.span.start + 1, end: node.span.end };
    const known = uses.get(node.target);
    if (known === undefined) uses.set(node.target, [span]);
    else known.push(span);
  }
  return uses;
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
