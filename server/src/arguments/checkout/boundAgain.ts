import type { SyntaxNode } from "@lezer/common";
import { childrenOf, type PythonModule, sourceOf } from "./pythonModule";

/**
 * The names that statements of a class give another value than that of their annotated assignment, which is the default of
 * the field then: an expression, or null where nobody knows which it is.
 */
export function boundAgain(
  statements: readonly SyntaxNode[],
  { text }: PythonModule,
): ReadonlyMap<string, SyntaxNode | null> {
  const again = new Map<string, SyntaxNode | null>();
  for (const statement of statements) {
    const [target, mark, value, ...more] = childrenOf(statement);
    const isName = statement.name === "AssignStatement" && target?.name === "VariableName";
    if (isName && mark?.name === "AssignOp" && more.length === 0)
      again.set(sourceOf(target, text), value ?? null);
    else if (isName && mark?.name === "TypeDef") {
      if (value !== undefined) again.delete(sourceOf(target, text));
    } else for (const name of namesIn(statement, text)) again.set(name, null);
  }
  return again;
}

/** The names that another statement may give a value; what stands in a function is its own. */
function namesIn(statement: SyntaxNode, text: string): readonly string[] {
  const names: string[] = [];
  statement.cursor().iterate((it) => {
    const isDefinition = /Definition$/.test(it.name);
    const name = isDefinition ? it.node.getChild("VariableName") : null;
    if (name !== null) names.push(sourceOf(name, text));
    if (it.name === "VariableName") names.push(text.slice(it.from, it.to));
    return !isDefinition && it.name !== "Decorator";
  });
  return names;
}
