import type { SyntaxNode } from "@lezer/common";
import { type PythonModule, partsBefore, sourceOf } from "./pythonModule";

/**
 * The names of a module that more than a plain `NAME = value` may bind, or that the module may change what they hold: by
 * `NAME += 1`, in a block, in a loop's head, or by `NAME.append(1)`. Such a name is no constant.
 */
export function boundOtherwise({ root, text, assignments }: PythonModule): ReadonlySet<string> {
  const names = new Set<string>();
  const addAll = (node: SyntaxNode) =>
    node.cursor().iterate((it) => {
      if (it.name === "VariableName") names.add(text.slice(it.from, it.to));
      return it.name !== "Body";
    });
  // Where the name before a `:=` begins: a node for each would take long where they stand in each other.
  let named = -1;
  root.cursor().iterate((it) => {
    if (it.name === "AssignStatement") for (const target of oddTargets(it.node)) addAll(target);
    else if (it.name === "ImportStatement" || /Definition$/.test(it.name)) {
      for (const bound of it.node.getChildren("VariableName"))
        if (assignments.has(sourceOf(bound, text))) names.add(sourceOf(bound, text));
    } else if (it.name === "NamedExpression") named = it.from;
    else if (it.name === "VariableName" && it.from === named) names.add(text.slice(it.from, it.to));
    else if (CHANGING.test(it.name)) addAll(it.node);
    return !/Definition$/.test(it.name);
  });
  return names;
}

/** What may bind a name, or change what it holds. */
const CHANGING = /^(?:Delete|Expression|For|Match|Scope|Try|Update|With)Statement$/;

/** The targets of an assignment, but for the one of a plain `NAME = value` of the module. */
function oddTargets(assignment: SyntaxNode): readonly SyntaxNode[] {
  const targets = partsBefore("AssignOp", assignment);
  const [first, second] = targets;
  const isPlain = first?.name === "VariableName" && (second === undefined || second.name === "TypeDef");
  return isPlain && isOfModule(assignment) ? [] : targets;
}

function isOfModule({ parent }: SyntaxNode): boolean {
  const around = parent?.name === "StatementGroup" ? parent.parent : parent;
  return around?.name === "Script";
}
