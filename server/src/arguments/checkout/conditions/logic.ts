import type { SyntaxNode } from "@lezer/common";
import { childrenOf } from "../pythonModule";

/** What `and`, `or` and `not` join, or an expression that is none of them. */
export type Logic = SyntaxNode | Joined;

export interface Joined {
  readonly join: "and" | "or" | "not";
  readonly parts: readonly Logic[];
}

/**
 * An expression of `and`, `or` and `not` as Python reads it: the parser takes `not a or b` for `not (a or b)`, so its words
 * are put together anew. Undefined where it is none.
 */
export function logicOf(node: SyntaxNode): Joined | undefined {
  if (joinOf(node) === undefined) return undefined;
  const logic = either(wordsOf(node));
  return "join" in logic ? logic : undefined;
}

type Word = SyntaxNode | Joined["join"];

function joinOf({ name, firstChild }: SyntaxNode): Joined["join"] | undefined {
  if (name === "UnaryExpression") return firstChild?.name === "not" ? "not" : undefined;
  if (name !== "BinaryExpression") return undefined;
  const word = firstChild?.nextSibling?.name;
  return word === "and" || word === "or" ? word : undefined;
}

function wordsOf(node: SyntaxNode): readonly Word[] {
  const words: Word[] = [];
  const waiting: Word[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const join = typeof next === "string" ? undefined : joinOf(next);
    if (typeof next === "string" || join === undefined) words.push(next);
    else {
      const parts = childrenOf(next).filter(({ name }) => name !== join);
      const [left, right] = parts;
      if (join === "not") waiting.push(...(left ? [left] : []), join);
      else waiting.push(...(right ? [right] : []), join, ...(left ? [left] : []));
    }
  }
  return words;
}

function either(words: readonly Word[]): Logic {
  return joined(
    "or",
    splitAt("or", words).map((part) => joined("and", splitAt("and", part).map(negated))),
  );
}

function joined(join: "and" | "or", parts: readonly Logic[]): Logic {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { join, parts };
}

function negated(words: readonly Word[]): Logic {
  const times = words.filter((word) => word === "not").length;
  const of = words.filter((word) => typeof word !== "string");
  const [operand] = of;
  if (operand === undefined || of.length > 1) return { join: "and", parts: of };
  const not = (logic: Logic): Joined => ({ join: "not", parts: [logic] });
  if (times === 0) return operand;
  return times % 2 === 1 ? not(operand) : not(not(operand));
}

function splitAt(join: "and" | "or", words: readonly Word[]): readonly (readonly Word[])[] {
  const groups: Word[][] = [[]];
  for (const word of words)
    if (word === join) groups.push([]);
    else groups.at(-1)?.push(word);
  return groups;
}
