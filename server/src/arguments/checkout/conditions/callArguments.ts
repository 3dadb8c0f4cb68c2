import type { SyntaxNode } from "@lezer/common";
import { childrenOf } from "../pythonModule";
import type { Code } from "./code";

/** What a call gives a function: by its place, or by a keyword. */
export interface CallArgument {
  readonly keyword?: string;
  readonly value: SyntaxNode;
  /** Whether the value is what a list of them is made from. */
  readonly isSpread?: true;
}

/** The arguments of a call in order; of lists that it spreads, and of comprehensions, the list. */
export function callArguments(list: SyntaxNode, code: Code): readonly CallArgument[] {
  return partsOf(list).flatMap((part): CallArgument[] => {
    const [first, ...rest] = part;
    const value = rest.at(-1) ?? first;
    if (first === undefined || value === undefined) return [];
    if (part[1]?.name === "AssignOp") return [{ keyword: code.source(first), value }];
    return [rest.length === 0 ? { value } : { value, isSpread: true }];
  });
}

interface Parameter {
  readonly name: SyntaxNode;
  readonly byDefault?: SyntaxNode;
}

/** Whether a function takes what its parameters do not name, or some of them by their name alone. */
export function gathers(definition: SyntaxNode): boolean {
  const list = definition.getChild("ParamList");
  return list !== null && childrenOf(list).some(({ name }) => /^[*/]/.test(name));
}

/** The parameters of a function, without those that gather what is left. */
export function parametersOf(definition: SyntaxNode): readonly Parameter[] {
  const list = definition.getChild("ParamList");
  return list === null
    ? []
    : partsOf(list).flatMap((part): Parameter[] => {
        const [name] = part;
        if (name?.name !== "VariableName") return [];
        const byDefault = part.some((it) => it.name === "AssignOp") ? part.at(-1) : undefined;
        return [{ name, ...(byDefault && { byDefault }) }];
      });
}

/** What stands between the commas of a bracket. */
function partsOf(list: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  return splitAt(",", childrenOf(list).slice(1, -1)).filter((part) => part.length > 0);
}

/** What stands before, between and after the parts with a name. */
export function splitAt(name: string, parts: readonly SyntaxNode[]): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  for (const part of parts)
    if (part.name === name) groups.push([]);
    else groups.at(-1)?.push(part);
  return groups;
}
