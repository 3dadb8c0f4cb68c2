import type { SyntaxNode } from "@lezer/common";
import { digestOf, NOTHING_READ, type Read, read } from "../../base/digest";
import { finish, type Steps } from "../../base/steps";
import { definitionsIn, normalForm } from "./functions";
import { childrenOf, type PythonModule, sourceOf } from "./pythonModule";

/** Of a longer function nothing is said; the longest of gpt-neox's arguments has a third of it. */
const LONGEST = 40_000;

/**
 * What each statement of a function does, as digests: under which conditions it is reached, and what it is. The words of
 * a message are no part of it, so what raises is the condition alone.
 */
export function statementsIn(definition: SyntaxNode, module: PythonModule): ReadonlySet<string> {
  return finish(readingStatements(definition, module));
}

/** `statementsIn` in steps, one for each statement. */
export function* readingStatements(
  definition: SyntaxNode,
  { text }: PythonModule,
): Steps<ReadonlySet<string>> {
  const found = new Set<string>();
  if (definition.to - definition.from > LONGEST) return found;
  const forms = new StatementForms(definition, text);
  for (const statement of statementsWithin(definition)) {
    yield;
    const form = forms.of(statement);
    if (form !== undefined) found.add(form);
  }
  return found;
}

/** The statements of all blocks of a function, in order. */
export function statementsWithin(definition: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  definition.cursor().iterate((it) => {
    if (STATEMENT.test(it.name) && isStatement(it.node)) found.push(it.node);
    return !EXPRESSION.test(it.name);
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
    const digests = new StatementForms(definition, module.text);
    const add = (form: string | undefined) => form !== undefined && forms.push(form);
    definition.cursor().iterate(({ node }) => {
      if (!isStatement(node)) return;
      const [begin, end] = [lineOf(node), module.document.positionAt(node.to).line + 1];
      if (begin >= first && begin <= last) add(digests.of(node));
      else if (begin < first && end >= first) around = node;
    });
    if (forms.length === 0 && around !== undefined) add(digests.of(around));
  }
  return [...new Set(forms)];
}

const STATEMENT = /Statement$/;
/** There are no statements in it. */
const EXPRESSION = /Expression$/;

/** A simple or compound statement inside of a block. */
export function isStatement(node: SyntaxNode): boolean {
  return node.parent?.name === "Body" && STATEMENT.test(node.name);
}

/** In characters, with all that leads to it: what is longer has no form; the longest of gpt-neox has a tenth. */
const LONGEST_FORM = 20_000;

/** The conditions that lead to a body, joined, and which exception is raised in it. */
interface Guarded {
  readonly guards: Read;
  readonly raised: string | undefined;
}

/** What the statements of a function do, each under the conditions that lead to it, which are read once. */
export class StatementForms {
  /** By where the body begins. */
  readonly #bodies = new Map<number, Guarded>();

  constructor(
    private readonly definition: SyntaxNode,
    private readonly text: string,
  ) {}

  /** The digest of a statement: the conditions that lead to it, and what it does; undefined where it is too long. */
  of(statement: SyntaxNode): string | undefined {
    const { guards, raised } = this.#around(statement);
    const core = this.#core(statement, raised);
    return core === undefined ? undefined : digestOf(read(core, guards));
  }

  #around(statement: SyntaxNode): Guarded {
    const body = bodyAround(statement);
    const known = body && this.#bodies.get(body.from);
    if (known !== undefined) return known;
    const holder = body?.parent;
    const isInner = holder != null && holder.from > this.definition.from;
    if (isInner) this.#readBodies(holder);
    else if (body) this.#bodies.set(body.from, { guards: NOTHING_READ, raised: this.#raised(body) });
    return (body && this.#bodies.get(body.from)) ?? { guards: NOTHING_READ, raised: undefined };
  }

  /** Each body of a compound statement comes after what leads to the statement and the heads up to this body. */
  #readBodies(holder: SyntaxNode): void {
    let { guards } = this.#around(holder);
    let between = "";
    for (const part of childrenOf(holder)) {
      if (part.name === "Body")
        this.#bodies.set(part.from, { guards: read(" > ", guards), raised: this.#raised(part) });
      else {
        guards = read(between + bare(part, this.text), guards);
        between = " ";
      }
    }
  }

  /** What a body raises: the exception's name, or nothing; undefined where it does not. */
  #raised(body: SyntaxNode): string | undefined {
    const raise = body.getChild("RaiseStatement");
    if (raise === null) return undefined;
    return childrenOf(raise)[1]?.firstChild ? raisedBy(raise, this.text) : "";
  }

  #core(statement: SyntaxNode, raised: string | undefined): string | undefined {
    const children = childrenOf(statement);
    if (statement.name === "AssertStatement")
      return `assert ${children[1] ? bare(children[1], this.text) : ""}`;
    if (raised !== undefined) return `raise ${raised}`;
    return children.some(({ name }) => name === "Body")
      ? this.#heads(children)
      : normalForm(statement, this.text);
  }

  /** What stands before each body, the other bodies left out: `if a; if a elif b raise`. */
  #heads(parts: readonly SyntaxNode[]): string | undefined {
    const heads: string[] = [];
    let [head, length] = ["", 0];
    for (const part of parts) {
      if (part.name !== "Body") head += `${head === "" ? "" : " "}${bare(part, this.text)}`;
      else {
        heads.push(`${head}${part.getChild("RaiseStatement") ? " raise" : ""}`);
        length += head.length;
        if (length > LONGEST_FORM) return undefined;
      }
    }
    return heads.join("; ");
  }
}

/** The block that a statement stands in. */
function bodyAround(statement: SyntaxNode): SyntaxNode | undefined {
  let body = statement.parent;
  while (body !== null && body.name !== "Body") body = body.parent;
  return body ?? undefined;
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
