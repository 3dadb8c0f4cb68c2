import type { SyntaxNode } from "@lezer/common";
import type { PythonValue } from "../../../yaml/value";
import type { Constants } from "../constants";
import { definitionsIn } from "../functions";
import { type PythonModule, sourceOf } from "../pythonModule";
import { StatementForms } from "../statements";

/** A file of a checkout whose functions are followed, and which of its statements main never had. */
export class Code {
  /** By name with the class: `NeoXArgs.validate_values`. */
  readonly definitions: ReadonlyMap<string, SyntaxNode>;
  readonly #own = new Map<number, boolean>();
  /** By where the function begins. */
  readonly #forms = new Map<number, StatementForms>();
  readonly #constants = new Map<string, PythonValue | undefined>();
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
    return node.name === "VariableName" && this.argumentsNames.has(this.source(node));
  }

  /** The name under which a value is kept: that of an argument, whatever the object with all of them is called. */
  nameOf(target: SyntaxNode): string {
    const [name = "", base = ""] = /^(\w+)(?:\.\w+)?/.exec(this.source(target)) ?? [];
    return this.argumentsNames.has(base) ? name.replace(base, "arguments") : name;
  }

  /** The value of a constant of the module, or of one that it imports. */
  constant(name: string): PythonValue | undefined {
    this.#assignedOften ??= assignedInBlocks(this.module);
    if (this.#assignedOften.has(name)) return undefined;
    if (!this.#constants.has(name)) this.#constants.set(name, this.constants.valueOfName(name));
    return this.#constants.get(name);
  }

  /** Whether gpt-neox's main never had a statement, under these conditions; of one that is too long nobody knows. */
  isOwn(statement: SyntaxNode, definition: SyntaxNode): boolean {
    const before = this.#own.get(statement.from);
    if (before !== undefined) return before;
    const forms = this.#forms.get(definition.from) ?? new StatementForms(definition, this.module.text);
    this.#forms.set(definition.from, forms);
    const form = forms.of(statement);
    const isOwn = form !== undefined && !this.known.has(form);
    this.#own.set(statement.from, isOwn);
    return isOwn;
  }
}

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
