import { firstIndex } from "../base/firstIndex";
import type { Entry, Span, YamlDocument, YamlNode } from "./tree";

/**
 * The nodes and entries around an offset, from the root to the innermost. Spans include their end, and an entry
 * without a value reaches over the spaces after its colon, as a cursor there is about to write the value.
 */
export function nodeAt(document: YamlDocument, offset: number): readonly (YamlNode | Entry)[] {
  const path: (YamlNode | Entry)[] = [];
  const reaches = new Reaches(document.text);
  let node = document.root && reaches.contains(document.root, offset) ? document.root : undefined;
  while (node) {
    path.push(node);
    if (node.kind === "list") {
      node = childAt(node.items, offset, reaches);
    } else if (node.kind === "map") {
      const entry = childAt(node.entries, offset, reaches);
      if (entry === undefined) break;
      path.push(entry);
      node = [entry.key, entry.value].find((part) => reaches.contains(part, offset));
    } else {
      break;
    }
  }
  return path;
}

type Child = YamlNode | Entry;

/** The last child that starts at or before the offset, if it contains it; children are in source order. */
function childAt<T extends Child>(children: readonly T[], offset: number, reaches: Reaches): T | undefined {
  const isBehind = (child: T | undefined) => child === undefined || startOf(child) > offset;
  const child = children[firstIndex(children.length, (index) => isBehind(children[index])) - 1];
  return child && reaches.contains(child, offset) ? child : undefined;
}

function startOf(child: Child): number {
  const { start } = child.span;
  if (!("kind" in child) || child.kind === "alias") return start;
  return child.properties?.span.start ?? start;
}

/** How far nodes reach, each looked up once: all around a place may end with the same innermost node. */
class Reaches {
  readonly #text: string;
  readonly #lastNodes = new Map<YamlNode, YamlNode>();

  constructor(text: string) {
    this.#text = text;
  }

  contains(child: Child, offset: number): boolean {
    return offset >= startOf(child) && (offset <= child.span.end || offset <= this.#reachOf(child));
  }

  #reachOf(child: Child): number {
    const last = this.#lastNode("kind" in child ? child : child.value);
    const { end }: Span = child.span;
    if (last.kind !== "scalar" || last.span.start !== last.span.end) return end;
    return end + (/^ */.exec(this.#text.slice(end, end + 200))?.[0].length ?? 0);
  }

  /** The innermost node that ends where this one ends. */
  #lastNode(node: YamlNode): YamlNode {
    const outer: YamlNode[] = [];
    let last = node;
    for (let inner: YamlNode | undefined = node; inner !== undefined; inner = lastIn(inner)) {
      outer.push(inner);
      last = this.#lastNodes.get(inner) ?? inner;
      if (last !== inner) break;
    }
    for (const each of outer) this.#lastNodes.set(each, last);
    return last;
  }
}

function lastIn(node: YamlNode): YamlNode | undefined {
  if (node.kind === "list" && !node.flow) return node.items.at(-1);
  if (node.kind === "map" && !node.flow) return node.entries.at(-1)?.value;
  return undefined;
}
