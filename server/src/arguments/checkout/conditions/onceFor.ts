import type { SyntaxNode } from "@lezer/common";

/** What `make` tells of nodes, worked out once for those of one place: a loop comes to a statement again and again. */
export function onceFor<Value>(make: (node: SyntaxNode) => Value): (node: SyntaxNode) => Value {
  const known = new Map<string, Value>();
  return (node) => {
    const place = `${node.from}-${node.to}`;
    const before = known.get(place);
    if (before !== undefined) return before;
    const value = make(node);
    known.set(place, value);
    return value;
  };
}
