import type { SyntaxNode, Tree } from "@lezer/common";
import { parser } from "@lezer/python";
import { TextDocument } from "vscode-languageserver-textdocument";
import { finish, type Steps } from "../../base/steps";
import { readablePart } from "./readablePart";

/** A Python file of a checkout, parsed but never run. */
export interface PythonModule {
  /** Relative to the checkout: `megatron/neox_arguments/neox_args.py`. */
  readonly path: string;
  readonly text: string;
  readonly root: SyntaxNode;
  /** The same text, for the lines of offsets. */
  readonly document: TextDocument;
  /** The right-hand sides of assignments at module level; of several the last. */
  readonly assignments: ReadonlyMap<string, SyntaxNode>;
  /** Whether the file goes on where nobody reads on. */
  readonly isCut: boolean;
}

/** Parses Python. Broken text gives a tree of what can be made out. */
export function parsePython(path: string, text: string): PythonModule {
  return finish(parsingPython(path, text));
}

/** Words that are parsed in one step. */
const WORDS = 4;

/** `parsePython` in steps. */
export function* parsingPython(path: string, text: string): Steps<PythonModule> {
  const part = readablePart(text);
  const tree = yield* treeOf(part);
  const readable = tree === undefined ? "" : part;
  const root = (tree ?? parser.parse("")).topNode;
  const assignments = new Map<string, SyntaxNode>();
  for (const statement of statementsOf(root)) {
    const [target, value] = [statement.firstChild, statement.lastChild];
    if (statement.name !== "AssignStatement" || target?.name !== "VariableName" || value === null) continue;
    assignments.set(sourceOf(target, readable), value);
  }
  const document = TextDocument.create(path, "python", 0, readable);
  return { path, text: readable, root, document, assignments, isCut: readable.length < text.length };
}

/** Undefined where something is deeper than the stack: how deep that is, each engine decides for itself. */
function* treeOf(text: string): Steps<Tree | undefined> {
  const parse = parser.startParse(text);
  try {
    for (let words = 1; ; words++) {
      const tree = parse.advance();
      if (tree !== null) return tree;
      if (words % WORDS === 0) yield;
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function sourceOf(node: SyntaxNode, text: string): string {
  return text.slice(node.from, node.to);
}

/** A node's children without comments and unreadable parts. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "Comment" && !child.type.isError) children.push(child);
  }
  return children;
}

/** A node's children before the last of those that are such a part: the targets of an assignment before its `AssignOp`. */
export function partsBefore(part: string, node: SyntaxNode): SyntaxNode[] {
  const children = childrenOf(node);
  const end = children.findLastIndex(({ name }) => name === part);
  return children.slice(0, end);
}

/** The variables that a node names, without those of the blocks in it. */
export function variablesOf(node: SyntaxNode, text: string): string[] {
  const names: string[] = [];
  node.cursor().iterate((it) => {
    if (it.name === "VariableName") names.push(text.slice(it.from, it.to));
    return it.name !== "Body";
  });
  return names;
}

/** What a bracket holds, without the brackets, commas and stars. */
export function itemsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(isItem);
}

/** Whether a part of a bracket is neither a bracket, a comma nor a star. */
export function isItem({ name }: SyntaxNode): boolean {
  return /^\w/.test(name);
}

/** The statements of a module or a class body, those of `a = 1; b = 2` one by one. */
export function statementsOf(body: SyntaxNode): SyntaxNode[] {
  return childrenOf(body).flatMap((node) => (node.name === "StatementGroup" ? childrenOf(node) : [node]));
}

/** The keyword arguments of a call, by name. */
export function keywordsOf(call: SyntaxNode, text: string): ReadonlyMap<string, SyntaxNode> {
  const list = call.getChild("ArgList");
  const parts = list === null ? [] : childrenOf(list);
  const keywords = new Map<string, SyntaxNode>();
  parts.forEach((part, index) => {
    const [name, value] = [parts[index - 1], parts[index + 1]];
    if (part.name === "AssignOp" && name !== undefined && value !== undefined)
      keywords.set(sourceOf(name, text), value);
  });
  return keywords;
}
