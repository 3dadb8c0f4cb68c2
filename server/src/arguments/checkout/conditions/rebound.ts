import type { SyntaxNode } from "@lezer/common";
import { partsBefore, sourceOf, variablesOf } from "../pythonModule";

/**
 * Names that the body of a module or a class may bind otherwise than by a function or a class that stands in it: by an
 * assignment, an import, in a block, by a second class, or by handing the name to somebody.
 */
export function reboundIn(body: SyntaxNode, text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const classes = new Set<string>();
  const addAll = (node: SyntaxNode) => {
    for (const name of variablesOf(node, text)) names.add(name);
  };
  body.cursor().iterate((it) => {
    if (DEFINITION.test(it.name)) {
      const { node } = it;
      const name = node.getChild("VariableName");
      const called = name === null ? "" : sourceOf(name, text);
      if (!standsIn(body, node) || (it.name === "ClassDefinition" && classes.has(called))) names.add(called);
      if (it.name === "ClassDefinition") classes.add(called);
      return false;
    }
    if (it.name === "AssignStatement") for (const target of partsBefore("AssignOp", it.node)) addAll(target);
    else if (BINDING.test(it.name)) addAll(it.node);
    return true;
  });
  return names;
}

const DEFINITION = /^(?:Class|Function)Definition$/;
const BINDING = /^(?:(?:Delete|Expression|For|Import|Match|Scope|Try|Update|With)Statement|NamedExpression)$/;

/** What a definition, with its decorators, is a statement of. */
export function bodyAround({ parent }: SyntaxNode): SyntaxNode | null {
  return parent?.name === "DecoratedStatement" ? parent.parent : parent;
}

function standsIn(body: SyntaxNode, definition: SyntaxNode): boolean {
  const around = bodyAround(definition);
  return around?.from === body.from && around.name === body.name;
}
