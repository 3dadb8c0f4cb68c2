import { firstIndex } from "../base/firstIndex";
import type { Entry, Span, YamlDocument, YamlNode } from "./tree";

/**
 * The nodes and entries around an offset, from the root to the innermost. Spans include their end, and an entry
 * without a value reaches over the spaces after its colon, as a cursor there is about to write the value.
 */
export function nodeAt(document: YamlDocument, offset: number): readonly (YamlNode | Entry)[] {
  const path: (YamlNode | Entry)[] = [];
  let node = document.root && contains(document.root, offset, document.text) ? document.root : undefined;
  while (node) {
    path.push(node);
    if (node.kind === "list") {
      node = childAt(node.items, offset, document.text);
    } else if (node.kind === "map") {
      const entry = childAt(node.entries, offset, document.text);
      if (entry === undefined) break;
      path.push(entry);
      node = [entry.key, entry.value].find((part) => contains(part, offset, document.text));
    } else {
      break;
    }
  }
  return path;
}

type Child = YamlNode | Entry;

/** The last child that starts at or before the offset, if it contains it; children are in source order. */
function childAt<T extends Child>(children: readonly T[], offset: number, text: string): T | undefined {
  const isBehind = (child: T | undefined) => child === undefined || startOf(child) > offset;
  const child = children[firstIndex(children.length, (index) => isBehind(children[index])) - 1];
  return child && contains(child, offset, text) ? child : undefined;
}

function startOf(child: Child): number {
  const { start } = child.span;
  if (!("kind" in child) || child.kind === "alias") return start;
  return child.properties?.span.start ?? start;
}

function contains(child: Child, offset: number, text: string): boolean {
  return offset >= startOf(child) && offset <= reachOf(child, text);
}

function reachOf(child: Child, text: string): number {
  const last = lastNode(child);
  const { end }: Span = child.span;
  if (last?.kind !== "scalar" || last.span.start !== last.span.end) return end;
  return end + (/^ */.exec(text.slice(end, end + 200))?.[0].length ?? 0);
}

/** The innermost node that ends where this child ends. */
function lastNode(child: Child): YamlNode | undefined {
  let node = "kind" in child ? child : child.value;
  while ((node.kind === "list" || node.kind === "map") && !node.flow) {
    const inner: YamlNode | undefined = node.kind === "list" ? node.items.at(-1) : node.entries.at(-1)?.value;
    if (inner === undefined) break;
    node = inner;
  }
  return node;
}
