import type { SyntaxNode } from "@lezer/common";
import { cut } from "../../../base/cut";
import { ownValue } from "../../../base/ownValue";
import { finish, type Steps } from "../../../base/steps";
import { elementsOf } from "../../../python/elements";
import { scalarText } from "../../../python/scalarText";
import { repr, str } from "../../../python/text";
import { PythonError } from "../../../yaml/pythonError";
import { isDict, isList, PythonTuple, type PythonValue } from "../../../yaml/value";
import { childrenOf, itemsOf, statementsOf } from "../pythonModule";
import { isStatement } from "../statements";
import type { Assignments } from "./assignments";
import { type CallArgument, callArguments, gathers, parametersOf, splitAt } from "./callArguments";
import { type Code, UPDATES } from "./code";
import { Effort, LOST } from "./effort";
import { calledByNobody, Expressions, type Surroundings } from "./expressions";
import { applied, isTooLarge, type Known } from "./known";
import { ARGUMENT, type ArgumentValues, type Entry, type Frame, Memory, NOTHING } from "./memory";
import { LONGEST_MESSAGE, messageOf } from "./message";
import { OPERATORS } from "./operators";

/** A statement of a checkout at which a launch stops. */
export interface OwnFailure {
  readonly path: string;
  /** One-based. */
  readonly line: number;
  readonly function: string;
  /** What stops there, as it is written: `assert self.heads > 1`. */
  readonly source: string;
  readonly raises: string;
  /** Its message, as far as it can be told; empty without one. */
  readonly message: string;
  /** The arguments that it reads, then those that led to it. */
  readonly keys: readonly string[];
  /** What it reads, with the values that these have there. */
  readonly operands: ReadonlyMap<string, PythonValue | undefined>;
}

/** What follows a statement: the next one, another round of the loop or its end, the function's end, or nobody knows. */
type Flow = "goesOn" | "nextRound" | "leavesLoop" | "unknown" | { readonly returned: Known };

/** A call that was made. */
interface Met {
  /** Where it ends: one that is called again begins where the first does. */
  readonly to: number;
  readonly value: Known;
  readonly reads: ReadonlySet<string>;
}

/** Ends a walk where Python stops. */
class Failed {
  constructor(readonly failure: OwnFailure) {}
}

/** More than this is not followed (`Effort`), and no more calls within calls; gpt-neox's own take a tenth of it. */
const MOST_EFFORT = 50_000;
const MOST_CALLS = 20;

/** For the words of a message, which are left out where they take more. */
const MOST_FOR_A_MESSAGE = 5000;

/** Characters of source that are looked at as fast as one node of the syntax tree. */
const MANY = 64;

/** An attribute of what has a name. */
const ATTRIBUTE = /^[\w\u0080-\uffff]+\.[\w\u0080-\uffff]+$/;

/** Which stop NeoX by returning False. */
const VALIDATIONS = /\.validate_(?:keys|types|values)$/;

/** May leave the blocks around it from within. */
const ENDS = ["ReturnStatement", "BreakStatement", "ContinueStatement"];

/**
 * Follows functions of a checkout, statement by statement, as Python would run them on the arguments of a launch; what
 * cannot be told is unknown, and so is what depends on it.
 */
export class Walk {
  readonly #effort = new Effort(MOST_EFFORT);
  readonly #memory: Memory;
  /** The calls of the statement under way that were made, by their places, with what came of them. */
  #met = new Map<number, Met>();

  constructor(
    private readonly code: Code,
    assignments: Assignments,
    values: ArgumentValues,
  ) {
    this.#memory = new Memory(code, assignments, values, this.#effort);
  }

  /** How much has been looked at. */
  get effort(): number {
    return this.#effort.spent;
  }

  /** The first statement of the checkout's own at which a function surely stops. */
  *failureIn(name: string): Steps<OwnFailure | undefined> {
    const definition = this.code.definitions.get(name);
    if (definition === undefined) return undefined;
    try {
      yield* this.#run(name, definition, [], true);
    } catch (error) {
      if (error instanceof Failed) return error.failure;
      if (error !== LOST) throw error;
    }
    return undefined;
  }

  get #frame(): Frame {
    const frame = this.#memory.frames.at(-1);
    if (frame === undefined) throw LOST;
    return frame;
  }

  /** Runs a function; what it returns, undefined where that is not known. */
  *#run(
    name: string,
    definition: SyntaxNode,
    given: readonly CallArgument[],
    isOfUpstream: boolean,
  ): Steps<Known> {
    const body = definition.getChild("Body");
    if (body === null || this.#memory.frames.length === MOST_CALLS || !this.code.isRunByCalling(definition))
      throw LOST;
    const variables = yield* this.#parameters(definition, given);
    this.#memory.frames.push({ name, definition, variables, reasons: [], isOfUpstream });
    const flow = yield* this.#block(body);
    if (flow === "unknown") yield* this.#forget(body);
    this.#memory.frames.pop();
    if (typeof flow === "object") return flow.returned;
    return flow === "goesOn" ? null : undefined;
  }

  *#parameters(definition: SyntaxNode, given: readonly CallArgument[]): Steps<Map<string, Entry>> {
    const parameters = parametersOf(definition);
    this.#effort.spend(parameters.length);
    const isGiven = parameters.filter(
      ({ name }) => !this.code.isArguments(name) && this.code.source(name) !== "cls",
    );
    const names = isGiven.map(({ name }) => this.code.source(name));
    const variables = new Map<string, Entry>();
    for (const [index, { byDefault }] of isGiven.entries()) {
      const value = byDefault && (yield* this.#outside.value(byDefault));
      // A list is the same one in each call.
      const isFixed = value !== undefined && (value === null || typeof value !== "object");
      variables.set(names[index] ?? "", isFixed ? { value, keys: [] } : NOTHING);
    }
    for (const [index, { keyword, value }] of given.entries()) {
      const entry = yield* this.#evaluated(value);
      if (entry.value === undefined) this.#share(value);
      variables.set(keyword ?? names[index] ?? "", entry);
    }
    return variables;
  }

  *#block(body: SyntaxNode): Steps<Flow> {
    const statements = statementsOf(body);
    this.#effort.spend(statements.length);
    this.#effort.enter();
    try {
      for (const statement of statements) {
        const flow = yield* this.#statement(statement);
        if (flow !== "goesOn") return flow;
      }
      return "goesOn";
    } finally {
      this.#effort.leave();
    }
  }

  *#statement(statement: SyntaxNode): Steps<Flow> {
    const parts = childrenOf(statement);
    this.#effort.spend(parts.length);
    if (this.#effort.isTurn()) yield;
    if (this.code.reflects(statement, this.#frame.definition)) throw LOST;
    try {
      return yield* this.#followed(statement, parts);
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      return this.#stops(statement, error.raises, error.message);
    }
  }

  *#followed(statement: SyntaxNode, parts: readonly SyntaxNode[]): Steps<Flow> {
    const met = this.#met;
    this.#met = new Map();
    const flow = yield* this.#done(statement, parts);
    if (this.code.isOwn(statement, this.#frame.definition)) this.#mayHaveCalled(statement);
    this.#met = met;
    return flow;
  }

  /** What a statement of the checkout's own names may be changed from now on wherever it was put. */
  #shareIn(statement: SyntaxNode): void {
    if (this.code.isOwn(statement, this.#frame.definition)) this.#share(statement);
  }

  #share(node: SyntaxNode): void {
    this.#effort.spend(Math.floor((node.to - node.from) / MANY));
    this.#memory.share(this.code.namedIn(node));
  }

  *#done(statement: SyntaxNode, parts: readonly SyntaxNode[]): Steps<Flow> {
    switch (statement.name) {
      case "AssignStatement":
        return yield* this.#assign(statement, parts);
      case "UpdateStatement":
        return yield* this.#update(statement, parts);
      case "DeleteStatement":
        return yield* this.#forget(statement);
      case "ExpressionStatement":
        if (parts[0] !== undefined) yield* this.#evaluated(parts[0]);
        return "goesOn";
      case "IfStatement":
        return yield* this.#if(parts);
      case "AssertStatement":
        return yield* this.#assert(statement, parts);
      case "RaiseStatement":
        return this.#raise(statement, parts[1]);
      case "ReturnStatement":
        return yield* this.#return(statement, parts.slice(1));
      case "ForStatement":
        return yield* this.#for(statement, parts);
      case "BreakStatement":
        return "leavesLoop";
      case "ContinueStatement":
        return "nextRound";
      case "FunctionDefinition":
      case "ClassDefinition":
        return yield* this.#defined(statement);
      case "WhileStatement":
        return yield* this.#passedOver([statement], "ReturnStatement");
      case "MatchStatement":
      case "TryStatement":
      case "WithStatement":
        return yield* this.#passedOver([statement], ...ENDS);
      default:
        return "goesOn";
    }
  }

  /** A function that gives values to what is around it may do so at any time. */
  *#defined(statement: SyntaxNode): Steps<Flow> {
    if (this.#memory.isChangedIn(statement)) throw LOST;
    yield* this.#forget(statement);
    const name = statement.getChild("VariableName");
    if (name !== null) this.#memory.set(this.code.source(name), NOTHING, statement);
    return "goesOn";
  }

  *#assign(statement: SyntaxNode, parts: readonly SyntaxNode[]): Steps<Flow> {
    const sides = splitAt(
      "AssignOp",
      parts.filter(({ name }) => name !== "TypeDef"),
    );
    const sources = sides.pop();
    if (sources === undefined || sides.length === 0) return "goesOn";
    // Under another name nobody knows what is done to them.
    const isArguments = [...sides.flat(), ...sources].map((it) => this.code.isArguments(it));
    if (isArguments.includes(true) && isArguments.includes(false)) throw LOST;
    const entry = yield* this.#evaluatedTogether(sources);
    if (entry.value === undefined) this.#shareIn(statement);
    for (const targets of sides) yield* this.#assignTo(targets, entry, statement);
    return "goesOn";
  }

  *#assignTo(targets: readonly SyntaxNode[], entry: Entry, statement: SyntaxNode): Steps<void> {
    const [target, ...others] = targets;
    if (others.length === 0 && target !== undefined && this.#isName(target)) {
      const isKnown = target.name === "VariableName" || this.code.nameOf(target).startsWith(ARGUMENT);
      if (!isKnown) this.#shareIn(statement);
      this.#memory.set(this.code.nameOf(target), entry, statement);
      return;
    }
    const isOne = others.length === 0 && target?.name === "TupleExpression";
    const names = isOne ? this.#items(target) : targets.filter(({ name }) => name !== ",");
    const items = itemsIn(entry.value);
    if (items?.length !== names.length || !names.every((it) => this.#isName(it))) {
      this.#shareIn(statement);
      yield* this.#forget(statement);
    } else
      for (const [index, name] of names.entries())
        this.#memory.set(this.code.nameOf(name), { ...entry, value: items[index] }, statement);
  }

  /** `a, b` is a tuple. */
  *#evaluatedTogether(sources: readonly SyntaxNode[]): Steps<Entry> {
    const evaluated: Entry[] = [];
    for (const it of sources) if (it.name !== ",") evaluated.push(yield* this.#evaluated(it));
    const [first = NOTHING, ...others] = evaluated;
    if (sources.length === 1) return first;
    const entries = [first, ...others];
    const value = applied((...values) => new PythonTuple(values), ...entries.map((it) => it.value));
    return { value, keys: entries.flatMap((it) => it.keys) };
  }

  /** A variable, or an attribute of an object; no item of a list. */
  #isName(target: SyntaxNode): boolean {
    return target.name === "VariableName" || ATTRIBUTE.test(this.#source(target));
  }

  /** `batch //= replicas`. */
  *#update(statement: SyntaxNode, parts: readonly SyntaxNode[]): Steps<Flow> {
    const [target, operator, ...values] = parts;
    const [value] = values.length === 1 ? values : [];
    if (target === undefined || operator === undefined || value === undefined || !this.#isName(target)) {
      this.#shareIn(statement);
      return yield* this.#forget(statement);
    }
    const [before, by] = [yield* this.#evaluated(target), yield* this.#evaluated(value)];
    // A list is changed itself, whoever else has it, and takes more than lists.
    this.#memory.change(before.value);
    if (by.value === undefined) this.#shareIn(statement);
    const isPlain = !isList(before.value) || isList(by.value);
    const result = applied(
      isPlain ? ownValue(OPERATORS, this.code.source(operator).slice(0, -1)) : undefined,
      before.value,
      by.value,
    );
    this.#memory.set(
      this.code.nameOf(target),
      { value: result, keys: [...before.keys, ...by.keys] },
      statement,
    );
    return "goesOn";
  }

  *#if(parts: readonly SyntaxNode[]): Steps<Flow> {
    const { reasons } = this.#frame;
    const depth = reasons.length;
    const branches = parts.flatMap((body, at) =>
      body.name === "Body" ? [{ body, test: parts[at - 1] }] : [],
    );
    for (const [at, { body, test }] of branches.entries()) {
      const isTrue = test === undefined || test.name === "else" ? true : yield* this.#asked(test);
      if (isTrue === undefined) {
        const left = branches.slice(at).map((it) => it.body);
        reasons.length = depth;
        return yield* this.#passedOver(left, ...ENDS);
      }
      if (!isTrue) continue;
      const flow = yield* this.#block(body);
      reasons.length = depth;
      return flow;
    }
    reasons.length = depth;
    return "goesOn";
  }

  /** Whether a condition is true; what it reads is a reason for what follows. */
  *#asked(test: SyntaxNode): Steps<boolean | undefined> {
    this.#memory.reads = new Set();
    try {
      return yield* this.#expressions.truth(test);
    } finally {
      this.#frame.reasons.push([...this.#memory.reads]);
    }
  }

  *#assert(statement: SyntaxNode, [, test, , message]: readonly SyntaxNode[]): Steps<Flow> {
    if (test === undefined) return "goesOn";
    const isTrue = yield* this.#asked(test);
    if (isTrue === false) this.#stops(statement, "AssertionError", this.#shown(message));
    this.#frame.reasons.pop();
    return "goesOn";
  }

  #raise(statement: SyntaxNode, raised: SyntaxNode | undefined): never {
    const source = raised === undefined ? "" : this.code.source(raised);
    const exception = /^(?:\w+\.)*[A-Z]\w*/.exec(source)?.[0];
    const isMade = raised?.name === "CallExpression" && exception !== undefined;
    const [argument] = isMade ? this.#items(raised.getChild("ArgList") ?? raised) : [];
    return this.#stops(statement, exception ?? "Exception", this.#shown(argument));
  }

  /** A validation that returns False stops NeoX, too. */
  *#return(statement: SyntaxNode, values: readonly SyntaxNode[]): Steps<Flow> {
    const returned = values.length === 0 ? null : (yield* this.#evaluatedTogether(values)).value;
    const { name, isOfUpstream } = this.#frame;
    if (returned === false && VALIDATIONS.test(name) && isOfUpstream)
      this.#stops(statement, "ValueError", "");
    if (returned === undefined) this.#shareIn(statement);
    return { returned };
  }

  *#for(
    statement: SyntaxNode,
    [, target, word, iterable, body, ...rest]: readonly SyntaxNode[],
  ): Steps<Flow> {
    const isPlain = target?.name === "VariableName" && word?.name === "in" && rest.length === 0;
    if (target !== undefined && this.code.isArguments(target)) throw LOST;
    if (!isPlain || iterable === undefined || body === undefined)
      return yield* this.#passedOver([statement], "ReturnStatement");
    const { value, keys } = yield* this.#evaluated(iterable);
    const items = itemsIn(value);
    if (items === undefined) return yield* this.#passedOver([statement], "ReturnStatement");
    for (const item of items) {
      this.#frame.variables.set(this.code.source(target), { value: item, keys });
      const flow = yield* this.#block(body);
      if (flow === "leavesLoop") break;
      const isSameList = value === undefined || !this.#memory.isChanged(value);
      if (flow === "unknown" || !isSameList) return yield* this.#passedOver([statement], "ReturnStatement");
      if (typeof flow === "object") return flow;
    }
    return "goesOn";
  }

  /** What may be done or not: what it would assign is not known afterwards, nor whether it goes on. */
  *#passedOver(nodes: readonly SyntaxNode[], ...ends: readonly string[]): Steps<Flow> {
    for (const node of nodes) {
      if (node.name !== "Body") this.#shareIn(node);
      yield* this.#memory.forget(node);
    }
    for (const node of nodes) {
      if (this.#effort.isTurn()) yield;
      if (this.#mayEnd(node, ends)) return "unknown";
    }
    return "goesOn";
  }

  /** Whether a block may end what is around it, where nothing stops before. */
  #mayEnd(node: SyntaxNode, ends: readonly string[]): boolean {
    const children = childrenOf(node);
    this.#effort.spend(children.length);
    this.#effort.enter();
    let endsHere = ends;
    for (const it of children) {
      if (it.name === "RaiseStatement") break;
      // Behind a loop's `else` the loop is over.
      if (it.name === "else") endsHere = ENDS;
      const isHolder = /(?:Statement|Body|Clause)$/.test(it.name);
      if (!endsHere.includes(it.name) && !(isHolder && this.#mayEnd(it, endsHere))) continue;
      this.#effort.leave();
      return true;
    }
    this.#effort.leave();
    return false;
  }

  *#forget(statement: SyntaxNode): Steps<Flow> {
    yield* this.#memory.forget(statement);
    return "goesOn";
  }

  /** Ends the walk: what stops is told where it is the checkout's own. */
  #stops(statement: SyntaxNode, raises: string, message: string): never {
    const { name, definition } = this.#frame;
    if (!this.code.isOwn(statement, definition)) throw LOST;
    const reasons = this.#memory.frames.flatMap((it) => it.reasons).toReversed();
    const isCondition = /^(?:Assert|Raise|Return)/.test(statement.name);
    const reads = [...this.#memory.reads];
    const [read = reads, ...others] = isCondition ? [...reasons, reads] : [reads, ...reasons];
    throw new Failed({
      path: this.code.module.path,
      line: this.code.module.document.positionAt(statement.from).line + 1,
      function: name.split(".").at(-1) ?? name,
      source: this.#condition(statement),
      raises,
      message,
      keys: [...new Set([read, ...others].flat())],
      operands: new Map(read.map((name) => [name, this.#memory.argument(name)])),
    });
  }

  /** The head of the statement, or of the `if` that leads to it. */
  #condition(statement: SyntaxNode): string {
    const isOfIf =
      /^(?:Raise|Return)/.test(statement.name) && statement.parent?.parent?.name === "IfStatement";
    const shown = isOfIf ? (statement.parent?.prevSibling ?? statement) : statement;
    const source = this.code.source(shown);
    const body = shown.getChild("Body");
    const head = body === null ? source : source.slice(0, body.from - shown.from);
    const [, test] = statement.name === "AssertStatement" ? childrenOf(statement) : [];
    const told = test === undefined ? `${isOfIf ? "if " : ""}${head}` : `assert ${this.code.source(test)}`;
    return told.replace(/\s+/g, " ");
  }

  *#evaluated(node: SyntaxNode): Steps<Entry> {
    this.#memory.reads = new Set();
    const value = yield* this.#expressions.value(node);
    return { value, keys: [...this.#memory.reads], node };
  }

  #items(node: SyntaxNode): SyntaxNode[] {
    const items = itemsOf(node);
    this.#effort.spend(items.length);
    return items;
  }

  #source(node: SyntaxNode): string {
    this.#effort.spend(Math.floor((node.to - node.from) / MANY));
    return this.code.source(node);
  }

  /** The words of a message; none where they take too much. */
  #shown(node: SyntaxNode | undefined): string {
    if (node === undefined) return "";
    const effort = new Effort(MOST_FOR_A_MESSAGE);
    const expressions = new Expressions({ ...this.#surroundings, effort, call: calledByNobody });
    // `text = text + f"..."` tells of what is told already.
    const told = new Set<number>();
    const shown = (it: SyntaxNode, by: "str" | "repr"): string | undefined => {
      const made = this.#frame.variables.get(this.code.source(it))?.node;
      const value = finish(expressions.value(it));
      if (value !== undefined) return cut(by === "str" ? str(value) : repr(value), LONGEST_MESSAGE);
      if (made === undefined || by === "repr" || told.has(made.from)) return undefined;
      told.add(made.from);
      const text = messageOf(made, this.code.module.text, shown, effort);
      told.delete(made.from);
      return text;
    };
    try {
      return messageOf(node, this.code.module.text, shown, effort);
    } catch (error) {
      if (error === LOST) return "";
      throw error;
    }
  }

  readonly #surroundings: Surroundings = {
    effort: this.#effort,
    source: (node) => this.#source(node),
    variable: (name) => this.#memory.variable(name),
    argument: (name) => this.#memory.argument(name),
    isArguments: (node) => this.code.isArguments(node),
    isPythons: (name) => !this.#memory.isLocal(name) && !this.code.mayBind(name),
    isChanged: (value) => this.#memory.isChanged(value),
    call: (node) => this.#called(node),
  };
  readonly #expressions = new Expressions(this.#surroundings);
  /** Calls nothing. */
  readonly #quiet = new Expressions({ ...this.#surroundings, call: calledByNobody });

  /** Knows the constants of the module alone, as the defaults of parameters do. */
  readonly #outside = new Expressions({
    ...this.#surroundings,
    variable: (name) => this.code.constant(name),
    argument: () => undefined,
    call: calledByNobody,
  });

  /** What a call gives, which is done once where what it gives is asked for twice. */
  *#called(call: SyntaxNode): Steps<Known> {
    const before = this.#met.get(call.from);
    if (before !== undefined && before.to === call.to) {
      this.#effort.spend(before.reads.size);
      this.#memory.reads = new Set([...this.#memory.reads, ...before.reads]);
      return before.value;
    }
    const value = yield* this.#calledOnce(call);
    this.#met.set(call.from, { to: call.to, value, reads: this.#memory.reads });
    return value;
  }

  *#calledOnce(call: SyntaxNode): Steps<Known> {
    const [callee, list] = childrenOf(call);
    if (callee === undefined || list === undefined) return undefined;
    const name = this.#source(callee);
    const given = callArguments(list, this.code);
    this.#effort.spend(given.length);
    const { reads } = this.#memory;
    if (UPDATES.test(name)) yield* this.#updated(given, call);
    const method = /^(?:self|cls|NeoXArgs)\.([\w\u0080-\uffff]+)$/.exec(name)?.[1];
    const definition = this.#memory.isLocal(name) ? undefined : this.code.definitions.get(name);
    const known = method === undefined ? definition && { name, definition } : this.#memory.method(method);
    if (known !== undefined && !this.#isGivenAsNamed(known.definition, given, name.startsWith("self.")))
      throw LOST;
    if (known !== undefined && !this.code.isSettled(known.name)) throw LOST;
    const result =
      known === undefined
        ? yield* this.#calledElsewhere(call, callee, given)
        : yield* this.#run(
            known.name,
            known.definition,
            given.filter((it) => !this.code.isArguments(it.value)),
            !this.#isOwn(call),
          );
    this.#effort.spend(reads.size);
    this.#memory.reads = new Set([...reads, ...this.#memory.reads]);
    return result;
  }

  /** Whether each parameter is given what its name says, the object with all arguments under a name of its own. */
  #isGivenAsNamed(definition: SyntaxNode, given: readonly CallArgument[], isOfObject: boolean): boolean {
    if (gathers(definition) || given.some((it) => it.isSpread)) return false;
    const [first, ...others] = parametersOf(definition).map(({ name }) => name);
    const isBound = isOfObject && !this.code.isStatic(definition);
    const isClass = first !== undefined && this.code.source(first) === "cls";
    if (isBound && !isClass && !(first && this.code.isArguments(first))) return false;
    const taken = [...(first && !isBound ? [first] : []), ...others].filter((it) =>
      this.code.isArguments(it),
    );
    return taken.length === given.filter((it) => this.code.isArguments(it.value)).length;
  }

  /** What a statement may have called, where nobody saw whether it did, may have changed what it was given. */
  #mayHaveCalled(statement: SyntaxNode): void {
    const calls = this.code.callsIn(statement);
    const { taken, isNaming } = this.code.namedIn(statement);
    this.#effort.spend(calls.length + taken.size);
    for (const name of taken) if (this.code.isMethod(name)) throw LOST;
    let isShared = isNaming;
    for (const { from, to, firstChild } of calls) {
      if (this.#met.get(from)?.to === to || firstChild === null) continue;
      if (this.#isAnything(firstChild)) throw LOST;
      isShared ||= !this.code.isHarmless(firstChild);
    }
    if (isShared) this.#share(statement);
  }

  /** Whether what is called may do anything: a function of the file, one that a variable holds, or one without a name. */
  #isAnything(callee: SyntaxNode): boolean {
    if (this.code.isFollowed(callee) || this.code.isNameless(callee)) return true;
    return callee.name === "VariableName" && this.#memory.mayBeAnything(this.#source(callee));
  }

  /** `self.update_value("x", 1)` and `self.update_values({"x": 1})`. */
  *#updated(given: readonly CallArgument[], call: SyntaxNode): Steps<void> {
    const [first, second] = given.filter((it) => !this.code.isArguments(it.value));
    const name = first === undefined ? NOTHING : yield* this.#evaluated(first.value);
    const statement = call.parent ?? call;
    if (typeof name.value === "string" && second !== undefined)
      this.#memory.set(`${ARGUMENT}${name.value}`, yield* this.#evaluated(second.value), statement);
    else if (isDict(name.value) && second === undefined) {
      this.#effort.spend(name.value.size);
      for (const [key, value] of name.value)
        this.#memory.set(`${ARGUMENT}${scalarText(key)}`, { value, keys: name.keys }, statement);
    } else if (first?.value.name === "DictionaryExpression") yield* this.#forget(statement);
    else throw LOST;
  }

  /** Another function may change what it is given, unless gpt-neox itself calls it so. */
  *#calledElsewhere(call: SyntaxNode, callee: SyntaxNode, given: readonly CallArgument[]): Steps<Known> {
    const name = this.#source(callee);
    const values: Known[] = [];
    // What is made for each of a list has names of its own.
    for (const it of given) values.push(it.isSpread ? undefined : yield* this.#quiet.value(it.value));
    if (!this.#isOwn(callee) || UPDATES.test(name)) return undefined;
    const isOfArguments = given.some((it) => this.code.isArguments(it.value));
    const isCopy = /^(?:copy\.)?(?:deepcopy|copy)$/.test(name);
    if ((isOfArguments && isCopy) || (callee.name === "VariableName" && this.#memory.mayBeAnything(name)))
      throw LOST;
    if (isCopy) return values[0];
    if (this.code.isHarmless(callee)) return undefined;
    if (isOfArguments || this.#isAnything(callee)) throw LOST;
    this.#share(call);
    return undefined;
  }

  /** Whether an expression is of a statement of the checkout's own. */
  #isOwn(expression: SyntaxNode): boolean {
    let statement = expression;
    while (!isStatement(statement) && statement.parent !== null) {
      this.#effort.spend(1);
      statement = statement.parent;
    }
    return this.code.isOwn(statement, this.#frame.definition);
  }
}

/** The items of a value; undefined where it has none, or too many. */
function itemsIn(value: Known): readonly PythonValue[] | undefined {
  return value === undefined || isTooLarge(value) ? undefined : elementsOf(value);
}
