import type { SyntaxNode } from "@lezer/common";
import { digest } from "../../base/digest";
import { definitionsIn, normalForm } from "./functions";
import { childrenOf, type PythonModule, sourceOf } from "./pythonModule";

/** Of a longer function nothing is said; the longest of gpt-neox's arguments has a third of it. */
const LONGEST = 40_000;

/**
 * What each statement of a function does, as digests: under which conditions it is reached, and what it is. The words of
 * a message are no part of it, so what raises is the condition alone.
 */
export function statementsIn(definition: SyntaxNode, { text }: PythonModule): ReadonlySet<string> {
  const found = new Set<string>();
  if (definition.to - definition.from > LONGEST) return found;
  definition.cursor().iterate(({ node }) => {
    if (isStatement(node)) found.add(formOfStatement(node, definition, text));
  });
  return found;
}

/**
 * The digests of the statements of a function that stand in these lines, one-based; of a line within a longer statement
 * that statement's. Of what only belongs to a raise, such as its message, the raise.
 */
export function statementsAt(
  module: PythonModule,
  name: string,
  lines: readonly [first: number, last: number],
): readonly string[] {
  const lineOf = (node: SyntaxNode) => module.document.positionAt(node.from).line + 1;
  const [first, last] = lines;
  const forms: string[] = [];
  for (const [qualified, definition] of definitionsIn(module)) {
    if (qualified !== name && !qualified.endsWith(`.${name}`)) continue;
    let around: SyntaxNode | undefined;
    definition.cursor().iterate(({ node }) => {
      if (!isStatement(node)) return;
      const [begin, end] = [lineOf(node), module.document.positionAt(node.to).line + 1];
      if (begin >= first && begin <= last) forms.push(formOfStatement(node, definition, module.text));
      else if (begin < first && end >= first) around = node;
    });
    if (forms.length === 0 && around !== undefined)
      forms.push(formOfStatement(around, definition, module.text));
  }
  return [...new Set(forms)];
}

/** A simple or compound statement inside of a block. */
export function isStatement(node: SyntaxNode): boolean {
  return node.parent?.name === "Body" && /Statement$/.test(node.name);
}

/** The digest of a statement of a function: the conditions that lead to it, and what it does. */
export function formOfStatement(statement: SyntaxNode, definition: SyntaxNode, text: string): string {
  const guards: string[] = [];
  for (let body = statement.parent; body !== null && body.from > definition.from; ) {
    const holder = body.parent;
    if (holder === null || holder.from === definition.from) break;
    guards.unshift(headOf(holder, body.from, text));
    body = holder.parent;
  }
  return digest([...guards, coreOf(statement, text)].join(" > "));
}

/** What stands before a body of a compound statement, its other bodies left out: `if a elif b`. */
function headOf(holder: SyntaxNode, end: number, text: string): string {
  const parts = childrenOf(holder).filter(({ from, name }) => from < end && name !== "Body");
  return parts.map((it) => bare(it, text)).join(" ");
}

function coreOf(statement: SyntaxNode, text: string): string {
  const children = childrenOf(statement);
  if (statement.name === "AssertStatement") return `assert ${children[1] ? bare(children[1], text) : ""}`;
  const body = statement.parent;
  const raise = body?.getChild("RaiseStatement");
  if (raise) return `raise ${childrenOf(raise)[1]?.firstChild ? raisedBy(raise, text) : ""}`;
  if (statement.getChild("Body") === null) return normalForm(statement, text);
  const bodies = statement.getChildren("Body");
  return bodies
    .map((it) => `${headOf(statement, it.from, text)}${it.getChild("RaiseStatement") ? " raise" : ""}`)
    .join("; ");
}

/** The exception's name, without what it is made from. */
function raisedBy(raise: SyntaxNode, text: string): string {
  return /\w[\w.]*/.exec(sourceOf(raise, text).replace(/^raise\s+/, ""))?.[0] ?? "";
}

/** An expression without the brackets around all of it. */
function bare(node: SyntaxNode, text: string): string {
  const inner = node.name === "ParenthesizedExpression" ? childrenOf(node)[1] : undefined;
  return inner === undefined ? normalForm(node, text) : bare(inner, text);
}
