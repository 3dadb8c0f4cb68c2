import type { SyntaxNode } from "@lezer/common";

/** What `make` tells of nodes, worked out once for those of one place: a loop comes to a statement again and again. */
export function onceFor<Value>(make: (node: SyntaxNode) => Value): (node: SyntaxNode) => Value {
  const known = new Map<number, Value>();
  return (node) => {
    const before = known.get(node.from);
    if (before !== undefined) return before;
    const value = make(node);
    known.set(node.from, value);
    return value;
  };
}
