import type { SyntaxNode } from "@lezer/common";
import type { PythonValue } from "../../../yaml/value";
import type { Constants } from "../constants";
import { definitionsIn } from "../functions";
import { type PythonModule, sourceOf } from "../pythonModule";
import { StatementForms } from "../statements";
import { isBuiltin, isPure } from "./calls";
import { callsWithin } from "./callsWithin";
import { onceFor } from "./onceFor";
import { bodyAround, reboundIn } from "./rebound";
import { Words } from "./words";

/** Functions that change nothing of what they are given. */
const HARMLESS =
  /^(?:logging\.\w+|logger\.\w+|print|print_rank_0|copy\.\w+|deepcopy|str|repr|len|isinstance|getattr|hasattr|type|os\.\w.*)$/;

/** How arguments are given values by name. */
export const UPDATES = /^(?:(?:self|args|neox_args)\.update_values?|setattr)$/;

/** What reaches all arguments, or all variables, at once. */
const REFLECTION = /__dict__|__setattr__|\b(?:eval|exec|globals|locals|super|vars)\(/;

/** Keeps a function from being its own code: run by calling it, with what it is given. */
const DECORATORS = /^@(?:class|static)method$/;

/** Makes an attribute of a function. */
const PROPERTY = /property$|\.(?:setter|getter|deleter)$/;

/** Gives the module names that it does not tell. */
const IMPORTS_ALL = /^[ \t]*from[ \t]+[^.\s]\S*[ \t]+import[ \t]*\*/m;

/** A file of a checkout whose functions are followed, and which of its statements main never had. */
export class Code {
  /** By name with the class: `NeoXArgs.validate_values`. */
  readonly definitions: ReadonlyMap<string, SyntaxNode>;
  readonly #own = new Map<number, boolean>();
  /** By where the function begins. */
  readonly #forms = new Map<number, StatementForms>();
  readonly #constants = new Map<string, PythonValue | undefined>();
  /** Whether the module may give itself any name. */
  readonly #hasGlobals: boolean;
  /** Names that get their values by imports within functions and blocks. */
  readonly #imported = new Set<string>();
  /** Names that get their values otherwise than by an import or an assignment. */
  readonly #given = new Set<string>();
  /** By their last names. */
  readonly #named = new Map<string, SyntaxNode[]>();
  /** What the module names and calls. */
  readonly words: Words;
  readonly #importsAll: boolean;

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
    this.words = new Words(module, (name) => argumentsNames.has(name));
    nameElsewhere(module, this.#imported, this.#given);
    this.#hasGlobals = module.text.includes("globals(");
    this.#importsAll = IMPORTS_ALL.test(module.text);
    for (const [qualified, definition] of this.definitions) {
      const name = qualified.slice(qualified.lastIndexOf(".") + 1);
      const others = this.#named.get(name);
      if (others === undefined) this.#named.set(name, [definition]);
      else others.push(definition);
    }
  }

  source(node: SyntaxNode): string {
    return sourceOf(node, this.module.text);
  }

  isArguments(node: SyntaxNode): boolean {
    return node.name === "VariableName" && this.argumentsNames.has(this.source(node));
  }

  /** The name under which a value is kept: that of an argument, whatever the object with all of them is called. */
  nameOf(target: SyntaxNode): string {
    const [name = "", base = ""] = DOTTED.exec(this.source(target)) ?? [];
    return this.argumentsNames.has(base) ? name.replace(base, "arguments") : name;
  }

  /** The value of a constant of the module, or of one that it imports. */
  constant(name: string): PythonValue | undefined {
    if (this.#hasGlobals) return undefined;
    if (!this.#constants.has(name)) this.#constants.set(name, this.constants.valueOfName(name));
    return this.#constants.get(name);
  }

  /** Whether a name may get its value within an expression, by an import, or from another function. */
  isElusive(name: string): boolean {
    return this.#imported.has(name) || this.#given.has(name);
  }

  /** Whether a function may give a name what holds its arguments: by any of these but an import. */
  isGivenElsewhere(name: string): boolean {
    return this.#given.has(name);
  }

  /** The functions and methods with this last name. */
  definitionsNamed(name: string): readonly SyntaxNode[] {
    return this.#named.get(name) ?? [];
  }

  /** Whether reading an attribute of this name of an object may give a method of it. */
  isMethod(name: string): boolean {
    return this.definitionsNamed(name).some(
      (it) => !this.#decorators(it).some((decorator) => PROPERTY.test(decorator)),
    );
  }

  readonly #rebound = onceFor((body) => reboundIn(body, this.module.text));

  /** Whether a function, or a method of a class of the module, is surely the one that its name calls. */
  isSettled(qualified: string): boolean {
    const [first = "", method, ...more] = qualified.split(".");
    if (more.length > 0 || this.isBoundOtherwise(first)) return false;
    const definition = this.definitions.get(qualified);
    const body = definition && bodyAround(definition);
    return method === undefined || (body != null && !this.#rebound(body).has(method));
  }

  /** Whether the module may bind a name otherwise than by a function or a class of it. */
  isBoundOtherwise(name: string): boolean {
    return this.#rebound(this.module.root).has(name) || this.isElusive(name);
  }

  /** Whether the module may have a name that is usually Python's own. */
  mayBind(name: string): boolean {
    return this.#importsAll || this.definitions.has(name) || this.isBoundOtherwise(name);
  }

  /** What a node names, without the blocks in it. */
  readonly namedIn = onceFor((node) => this.words.namedIn(node));

  /** The calls that a statement itself may make. */
  readonly callsIn = onceFor(callsWithin);

  readonly #isReflecting = onceFor((statement) => {
    const isSimple = statement.getChild("Body") === null && statement.getChild("MatchBody") === null;
    return isSimple && REFLECTION.test(this.source(statement));
  });

  /** Whether a simple statement of the checkout's own may do anything to arguments and variables. */
  reflects(statement: SyntaxNode, definition: SyntaxNode): boolean {
    return this.#isReflecting(statement) && this.isOwn(statement, definition);
  }

  /** Whether a function is known to change nothing that it is given. */
  isHarmless(callee: SyntaxNode): boolean {
    const name = this.source(callee);
    if (HARMLESS.test(name) || isBuiltin(name)) return !this.definitions.has(name);
    return isPure(/\.(\w+)$/.exec(name)?.[1] ?? "");
  }

  /** Whether what is called is a function of the file, or gives arguments values. */
  isFollowed(callee: SyntaxNode): boolean {
    const name = this.source(callee);
    return METHOD.test(name) || UPDATES.test(name) || this.definitions.has(name);
  }

  /** Whether what is called has no name of its own: `checks["width"]()`, `getattr(self, "check")()`. */
  isNameless(callee: SyntaxNode): boolean {
    if (callee.name === "VariableName") return false;
    return callee.name !== "MemberExpression" || callee.lastChild?.name !== "PropertyName";
  }

  isStatic(definition: SyntaxNode): boolean {
    return this.#decorators(definition).includes("@staticmethod");
  }

  #decorators(definition: SyntaxNode): readonly string[] {
    const decorated = definition.parent?.name === "DecoratedStatement" ? definition.parent : undefined;
    return (decorated?.getChildren("Decorator") ?? []).map((it) => this.source(it).trim());
  }

  /** Whether a call of a function runs its statements, and nothing else does. */
  readonly isRunByCalling = onceFor(
    (definition) =>
      this.#decorators(definition).every((it) => DECORATORS.test(it)) &&
      definition.getChild("async") === null &&
      !/\byield\b/.test(this.source(definition)),
  );

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

/** Of names in any letters that Python takes. */
const DOTTED = /^([\w\u0080-\uffff]+)(?:\.[\w\u0080-\uffff]+)?/;
const METHOD = /^(?:cls|self|args|neox_args|NeoXArgs)\.[\w\u0080-\uffff]+$/;

/**
 * Finds names that get a value otherwise than by an assignment: `import n`, and `(n := 1)`, `global n`, `case n`,
 * `except E as n`, `def n():` within a function.
 */
function nameElsewhere({ root, text }: PythonModule, imported: Set<string>, given: Set<string>): void {
  // Where the name before a `:=` begins: a node for each would take long where they stand in each other.
  let named = -1;
  let functionEnd = 0;
  root.cursor().iterate((it) => {
    if (it.name === "NamedExpression") named = it.from;
    else if (it.name === "VariableName" && it.from === named) given.add(text.slice(it.from, it.to));
    else if (NAMING.test(it.name) && it.node.parent?.name !== "Script") {
      const names = it.name === "ImportStatement" ? imported : given;
      for (const name of it.node.getChildren("VariableName")) names.add(sourceOf(name, text));
    } else if (it.name === "FunctionDefinition") {
      const name = it.from < functionEnd ? it.node.getChild("VariableName") : null;
      if (name !== null) given.add(sourceOf(name, text));
      functionEnd = Math.max(functionEnd, it.to);
    }
  });
}

const NAMING = /^(?:(?:Import|Scope|Try)Statement|(?:As|Capture|Mapping|Sequence|Star)Pattern)$/;
