import type { SyntaxNode } from "@lezer/common";
import type { PythonValue } from "../../../yaml/value";
import type { Constants } from "../constants";
import { definitionsIn } from "../functions";
import { childrenOf, itemsOf, type PythonModule, sourceOf } from "../pythonModule";
import { formOfStatement, isStatement } from "../statements";

/** A value that a statement gives an argument, or a variable of the function. */
interface Assignment {
  /** `arguments.hidden_size`, or `pp_size` (`Code.nameOf`). */
  readonly name: string;
  readonly statement: SyntaxNode;
  readonly definition: SyntaxNode;
}

/** A file of a checkout whose functions are followed, and which of its statements main never had. */
export class Code {
  /** By name with the class: `NeoXArgs.validate_values`. */
  readonly definitions: ReadonlyMap<string, SyntaxNode>;
  readonly #own = new Map<number, boolean>();
  #assignments: ReadonlyMap<string, readonly Assignment[]> | undefined;
  #assignedOften: ReadonlySet<string> | undefined;

  /**
   * @param known Digests of the statements that gpt-neox's main has had.
   * @param argumentsNames How the object that holds all arguments is called in it.
   */
  constructor(
    readonly module: PythonModule,
    private readonly constants: Constants,
    private readonly known: ReadonlySet<string>,
    private readonly argumentsNames: ReadonlySet<string>,
  ) {
    this.definitions = definitionsIn(module);
  }

  source(node: SyntaxNode): string {
    return sourceOf(node, this.module.text);
  }

  isArguments(node: SyntaxNode): boolean {
    return this.argumentsNames.has(this.source(node));
  }

  /** The name under which a value is kept: that of an argument, whatever the object with all of them is called. */
  nameOf(target: SyntaxNode): string {
    const [name = "", base = ""] = /^(\w+)(?:\.\w+)?/.exec(this.source(target)) ?? [];
    return this.argumentsNames.has(base) ? name.replace(base, "arguments") : name;
  }

  /** The value of a constant of the module, or of one that it imports. */
  constant(name: string): PythonValue | undefined {
    this.#assignedOften ??= assignedInBlocks(this.module);
    return this.#assignedOften.has(name) ? undefined : this.constants.valueOfName(name);
  }

  /** Whether gpt-neox's main never had a statement, under these conditions. */
  isOwn(statement: SyntaxNode, definition: SyntaxNode): boolean {
    const before = this.#own.get(statement.from);
    if (before !== undefined) return before;
    const isOwn = !this.known.has(formOfStatement(statement, definition, this.module.text));
    this.#own.set(statement.from, isOwn);
    return isOwn;
  }

  /** What the statements of a node assign, in order, without what the functions do that it calls. */
  assignedIn(node: SyntaxNode): readonly Assignment[] {
    return [...this.#all().values()]
      .flat()
      .filter(({ statement: { from, to } }) => from >= node.from && to <= node.to);
  }

  assignmentsOf(name: string): readonly Assignment[] {
    return this.#all().get(name) ?? [];
  }

  #all(): ReadonlyMap<string, readonly Assignment[]> {
    if (this.#assignments !== undefined) return this.#assignments;
    const found = new Map<string, Assignment[]>();
    for (const it of this.#found()) found.set(it.name, [...(found.get(it.name) ?? []), it]);
    this.#assignments = found;
    return found;
  }

  *#found(): Generator<Assignment> {
    for (const definition of this.definitions.values()) {
      const statements: SyntaxNode[] = [];
      definition.cursor().iterate(({ node }) => {
        if (isStatement(node)) statements.push(node);
      });
      for (const statement of statements)
        for (const name of targetsIn(statement, this)) yield { name, statement, definition };
    }
  }
}

/** The names that a statement gives a value; of `block["key"] = 1` the block's. */
function targetsIn(statement: SyntaxNode, code: Code): readonly string[] {
  const parts = childrenOf(statement);
  const before = (word: string) =>
    parts.slice(
      0,
      parts.findLastIndex(({ name }) => name === word),
    );
  switch (statement.name) {
    case "AssignStatement":
      return before("AssignOp").flatMap((it) => namesIn(it, code));
    case "UpdateStatement":
      return before("UpdateOp").flatMap((it) => namesIn(it, code));
    case "DeleteStatement":
      return parts.flatMap((it) => namesIn(it, code));
    case "ForStatement":
    case "WithStatement":
      return before("Body").flatMap((it) => namesIn(it, code));
    case "ExpressionStatement":
      return parts.flatMap((it) => updatedBy(it, code));
    default:
      return [];
  }
}

/** Each of `a, b`, and `self.x` of `self.x["key"]`. */
function namesIn(target: SyntaxNode, code: Code): readonly string[] {
  switch (target.name) {
    case "VariableName":
    case "MemberExpression":
      return [code.nameOf(target)];
    case "TupleExpression":
    case "ArrayExpression":
    case "ParenthesizedExpression":
      return itemsOf(target).flatMap((it) => namesIn(it, code));
    default:
      return [];
  }
}

/** The arguments that `self.update_value("x", 1)` and the like name, and the block that `self.x.update()` may change. */
function updatedBy(call: SyntaxNode, code: Code): readonly string[] {
  const [callee, list] = call.name === "CallExpression" ? childrenOf(call) : [];
  if (callee === undefined || list === undefined) return [];
  if (UPDATES.test(code.source(callee)))
    return [...code.source(list).matchAll(/[({,]\s*["'](\w+)["']\s*[,:]/g)].map(
      ([, it]) => `arguments.${it}`,
    );
  return callee.name === "MemberExpression" ? [code.nameOf(callee)] : [];
}

/** How arguments are given values by name. */
export const UPDATES = /^(?:self\.update_values?|setattr)$/;

/** Names that a module assigns within blocks, so that which value they have is not known. */
function assignedInBlocks({ root, text }: PythonModule): ReadonlySet<string> {
  const names = new Set<string>();
  root.cursor().iterate(({ name, node }) => {
    if (name === "FunctionDefinition" || name === "ClassDefinition") return false;
    if (name === "AssignStatement" && node.parent?.name !== "Script")
      for (const it of node.getChildren("VariableName")) names.add(sourceOf(it, text));
    return true;
  });
  return names;
}
