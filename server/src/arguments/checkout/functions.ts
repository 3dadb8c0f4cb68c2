import type { SyntaxNode } from "@lezer/common";
import { digest } from "../../base/digest";
import { finish, type Steps } from "../../base/steps";
import { childrenOf, type PythonModule, sourceOf } from "./pythonModule";

/** The text of a file as it is compared: whatever ends its lines. */
export function fileDigest(text: string): string {
  return digest(text.replaceAll("\r\n", "\n"));
}

/**
 * The functions and methods of a module (`Class.method`), each with the digest of what it does: names and structure,
 * without comments, docstrings and layout.
 */
export function functionsOf(module: PythonModule): ReadonlyMap<string, string> {
  return finish(readingFunctions(module));
}

/** `functionsOf` in steps, one for each function. */
export function* readingFunctions(module: PythonModule): Steps<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for (const [name, { whole }] of collected(module)) {
    yield;
    digests.set(name, digest(normalForm(whole, module.text)));
  }
  return digests;
}

/** The definitions of the same functions and methods, without their decorators. */
export function definitionsIn(module: PythonModule): ReadonlyMap<string, SyntaxNode> {
  return new Map([...collected(module)].map(([name, { definition }]) => [name, definition]));
}

interface Found {
  readonly definition: SyntaxNode;
  /** With its decorators. */
  readonly whole: SyntaxNode;
}

function collected({ root, text }: PythonModule): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  collect(root, "", text, found);
  return found;
}

/** Of a method, with its classes: no code has one of a tenth, and thousands of long ones take long to tell apart. */
const LONGEST_NAME = 1000;

function collect(body: SyntaxNode, prefix: string, text: string, found: Map<string, Found>): void {
  for (const child of childrenOf(body)) {
    const node = child.name === "DecoratedStatement" ? definitionIn(child) : child;
    const name = node?.getChild("VariableName");
    if (node === undefined || name == null) continue;
    const qualified = `${prefix}${sourceOf(name, text)}`;
    if (qualified.length > LONGEST_NAME) continue;
    const inner = node.getChild("Body");
    if (node.name === "FunctionDefinition") found.set(qualified, { definition: node, whole: child });
    else if (node.name === "ClassDefinition" && inner !== null) collect(inner, `${qualified}.`, text, found);
  }
}

function definitionIn(decorated: SyntaxNode): SyntaxNode | undefined {
  return childrenOf(decorated).find(
    ({ name }) => name === "FunctionDefinition" || name === "ClassDefinition",
  );
}

/** The tokens of a node with the borders of its blocks. */
export function normalForm(node: SyntaxNode, text: string): string {
  const parts: string[] = [];
  // Whether nothing has been entered since.
  let isLeaf = false;
  node.cursor().iterate(
    (it) => {
      isLeaf = it.name !== "Comment" && !(it.name === "ExpressionStatement" && isDocstring(it.node));
      if (isLeaf && it.name === "Body") parts.push("{");
      return isLeaf;
    },
    ({ name, from, to }) => {
      if (name === "Body") parts.push("}");
      else if (isLeaf) parts.push(text.slice(from, to));
      isLeaf = false;
    },
  );
  return parts.join(" ");
}

/** A statement that is a string alone. */
function isDocstring(node: SyntaxNode): boolean {
  return node.firstChild?.name === "String" && node.firstChild.nextSibling === null;
}
