import type { SyntaxNode } from "@lezer/common";
import { childrenOf } from "../pythonModule";

/**
 * The calls that a statement itself may make, in source order: none of the blocks in it. What is raised, or would be said
 * of what fails, is called when all is over.
 */
export function callsWithin(statement: SyntaxNode): readonly SyntaxNode[] {
  if (statement.name === "RaiseStatement") return [];
  const [, test] = statement.name === "AssertStatement" ? childrenOf(statement) : [];
  const calls: SyntaxNode[] = [];
  (test ?? statement).cursor().iterate((it) => {
    if (it.name === "CallExpression") calls.push(it.node);
    return it.name !== "Body";
  });
  return calls;
}
