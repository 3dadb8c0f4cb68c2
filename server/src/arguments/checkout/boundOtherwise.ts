import type { SyntaxNode } from "@lezer/common";
import { isPure } from "./conditions/calls";
import { type PythonModule, partsBefore, sourceOf, variablesOf } from "./pythonModule";

/**
 * The names of a module that more than one plain `NAME = value` may bind, or that the module may change what they hold: by
 * `NAME += 1`, in a block, in a loop's head, by `NAME.append(1)` in a function as well, or under another name. Such a name
 * is no constant.
 */
export function boundOtherwise(module: PythonModule): ReadonlySet<string> {
  const names = new Set<string>();
  new Reader(module, names).read();
  for (const name of names)
    for (const other of namesIn(module.assignments.get(name), module)) names.add(other);
  return names;
}

class Reader {
  readonly #bound = new Set<string>();
  /** Where the class, and the function, ends that is being read. */
  #classEnd = 0;
  #functionEnd = 0;
  /** How many words of `NAME.append(` were read, and the name. */
  #read = 0;
  #holder = "";

  constructor(
    private readonly module: PythonModule,
    private readonly names: Set<string>,
  ) {}

  read(): void {
    const { root, text } = this.module;
    // Where the name before a `:=` begins: a node for each would take long where they stand in each other.
    let named = -1;
    root.cursor().iterate((it) => {
      const { name, from, to } = it;
      const word = CALLED.get(name);
      this.#readWord(word, from, to);
      if (word !== undefined) {
        if (word === 0 && from === named) this.names.add(text.slice(from, to));
      } else if (STATEMENT.test(name)) this.#statement(it.node);
      else if (name === "NamedExpression" && from >= this.#functionEnd) named = from;
    });
  }

  /** `NAME.append(` word by word. */
  #readWord(word: number | undefined, from: number, to: number): void {
    const { text, assignments } = this.module;
    if (word === 0) this.#holder = text.slice(from, to);
    if (word === 3 && this.#read === 3 && mayHold(assignments.get(this.#holder)))
      this.names.add(this.#holder);
    const isGoingOn = word === this.#read && !(word === 2 && isPure(text.slice(from, to)));
    this.#read = word === 0 ? 1 : isGoingOn ? this.#read + 1 : 0;
  }

  #statement(statement: SyntaxNode): void {
    const { name, from, to } = statement;
    const isOfFunction = from < this.#functionEnd;
    const isInside = isOfFunction || from < this.#classEnd;
    if (name === "AssignStatement") this.#assigned(statement, isInside);
    else if (name === "ImportStatement" || DEFINITION.test(name)) {
      if (!isInside) this.#defined(statement);
      if (name === "ClassDefinition") this.#classEnd = Math.max(this.#classEnd, to);
      if (name === "FunctionDefinition") this.#functionEnd = Math.max(this.#functionEnd, to);
    } else if (!isOfFunction) {
      if (CHANGING.test(name)) this.#addAll(statement);
    } else if (name === "ScopeStatement") this.#addAll(statement);
    else if (/^(?:Delete|Update)/.test(name)) this.#changed(statement.getChild("MemberExpression"));
  }

  #defined(statement: SyntaxNode): void {
    for (const bound of statement.getChildren("VariableName")) {
      const name = sourceOf(bound, this.module.text);
      if (this.module.assignments.has(name)) this.names.add(name);
    }
  }

  #addAll(node: SyntaxNode): void {
    for (const name of variablesOf(node, this.module.text)) this.names.add(name);
  }

  #assigned(assignment: SyntaxNode, isInside: boolean): void {
    const targets = partsBefore("AssignOp", assignment);
    const [first, second] = targets;
    const isPlain = first?.name === "VariableName" && (second === undefined || second.name === "TypeDef");
    // The names that a function or a class binds are its own.
    if (isInside) for (const target of targets) this.#changed(target);
    else if (!isPlain || !isOfModule(assignment)) for (const target of targets) this.#addAll(target);
    else {
      const name = sourceOf(first, this.module.text);
      if (this.#bound.has(name)) this.names.add(name);
      if (assignment.lastChild?.name !== "TypeDef") this.#bound.add(name);
      // A function may change what it is given.
      if (GIVING.test(assignment.lastChild?.name ?? ""))
        for (const given of namesIn(assignment.lastChild ?? undefined, this.module)) this.names.add(given);
    }
  }

  /** `NAME["key"] = 1`, wherever it stands. */
  #changed(target: SyntaxNode | null): void {
    if (target?.name !== "MemberExpression") return;
    const [name = ""] = /^[\w\u0080-\uffff]+/.exec(sourceOf(target, this.module.text)) ?? [];
    if (mayHold(this.module.assignments.get(name))) this.names.add(name);
  }
}

/** Names within an expression that may hold something that others change, unless a call of Python's own copies it. */
function namesIn(node: SyntaxNode | undefined, { text, assignments }: PythonModule): readonly string[] {
  if (node === undefined || COPY.test(text.slice(node.from, node.from + LONGEST_COPY))) return [];
  const names: string[] = [];
  node.cursor().iterate((it) => {
    const name = it.name === "VariableName" ? text.slice(it.from, it.to) : undefined;
    if (name !== undefined && mayHold(assignments.get(name))) names.push(name);
  });
  return names;
}

/** Whether what a name was given may be changed while it stays the same. */
function mayHold(value: SyntaxNode | undefined): boolean {
  return value !== undefined && HOLDING.test(value.name);
}

const HOLDING =
  /^(?:Array|Dictionary|Set|Tuple|Call|Member|Parenthesized|Binary|Conditional|.*Comprehension)|^VariableName$/;

/** May give what it is made of to a function. */
const GIVING = /^CallExpression$/;
const COPY = /^(?:list|tuple|dict|set|frozenset|sorted|len|int|float|str|sum|min|max)\(/;
const LONGEST_COPY = 12;

/** The nodes and words of `NAME.append(`, in order. */
const CALLED: ReadonlyMap<string, number> = new Map([
  ["VariableName", 0],
  [".", 1],
  ["PropertyName", 2],
  ["ArgList", 3],
]);

const DEFINITION = /Definition$/;
const STATEMENT = /(?:Statement|Definition)$/;

/** What may bind a name, or change what it holds. */
const CHANGING = /^(?:Delete|Expression|For|Match|Scope|Try|Update|With)Statement$/;

function isOfModule({ parent }: SyntaxNode): boolean {
  const around = parent?.name === "StatementGroup" ? parent.parent : parent;
  return around?.name === "Script";
}
