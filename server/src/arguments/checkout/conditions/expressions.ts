import type { SyntaxNode } from "@lezer/common";
import { ownValue } from "../../../base/ownValue";
import type { Steps } from "../../../base/steps";
import { subscript } from "../../../python/access";
import { truthy } from "../../../python/compare";
import { elementsOf } from "../../../python/elements";
import { isDict, PythonTuple, type PythonValue } from "../../../yaml/value";
import { parseScalar } from "../../pythonScalar";
import { childrenOf, isItem } from "../pythonModule";
import { callBuiltin, callMethod, isBuiltin, isInstance } from "./calls";
import type { Effort } from "./effort";
import { applied, extent, type Known, MOST_ITEMS, unlessItStops } from "./known";
import { type Joined, type Logic, logicOf } from "./logic";
import { OPERATORS } from "./operators";

/** What an expression may ask of its surroundings; undefined is not known. */
export interface Surroundings {
  /** Counts what is looked at, and may end it all. */
  readonly effort: Effort;
  source(node: SyntaxNode): string;
  /** Of a function, or a constant; `self.width` of another object than that of the arguments. */
  variable(name: string): PythonValue | undefined;
  /** Of NeoX's arguments. */
  argument(name: string): PythonValue | undefined;
  /** Whether this expression is the object that holds NeoX's arguments. */
  isArguments(node: SyntaxNode): boolean;
  /** Whether a name stands for what Python itself calls so. */
  isPythons(name: string): boolean;
  /** Whether what aliases this value has changed it since. */
  isChanged(value: PythonValue): boolean;
  /** Calls a function of the checkout. */
  call(call: SyntaxNode): Steps<Known>;
}

/** Characters or items of values that are looked at as fast as one node of the syntax tree. */
const MANY = 16;

const COMPARES = /^(?:[<>]=?|[!=]=|in|not in|is|is not)$/;

/**
 * What expressions of Python come to, as far as it is known. Throws a `PythonError` where Python surely would stop.
 */
export class Expressions {
  constructor(
    private readonly around: Surroundings,
    /** The variables of comprehensions. */
    private readonly inner: ReadonlyMap<string, Known> = new Map(),
  ) {}

  /** Whether an expression is true: one side can tell where the other is not known. */
  truth(node: SyntaxNode): Steps<boolean | undefined> {
    return this.deeper(this.judged(node));
  }

  /** What an expression comes to. */
  value(node: SyntaxNode): Steps<Known> {
    return this.deeper(this.unchanged(node));
  }

  private *deeper<Result>(work: Steps<Result>): Steps<Result> {
    const { effort } = this.around;
    effort.spend(1);
    if (effort.isTurn()) yield;
    effort.enter();
    try {
      return yield* work;
    } finally {
      effort.leave();
    }
  }

  private *judged(node: SyntaxNode): Steps<boolean | undefined> {
    if (node.name === "ParenthesizedExpression") return yield* this.truthOf(this.items(node)[0]);
    const logic = this.logic(node);
    if (logic !== undefined) return yield* this.truthOfLogic(logic);
    const value = yield* this.value(node);
    return value === undefined ? undefined : truthy(value);
  }

  private *unchanged(node: SyntaxNode): Steps<Known> {
    const value = yield* this.computed(node);
    return value !== undefined && this.around.isChanged(value) ? undefined : value;
  }

  private *computed(node: SyntaxNode): Steps<Known> {
    const logic = this.logic(node);
    if (logic !== undefined) return yield* this.valueOfLogic(logic);
    switch (node.name) {
      case "Number":
      case "String":
      case "Boolean":
      case "None":
        return parseScalar(this.around.source(node));
      case "ContinuedString":
        return joinedText(yield* this.values(this.children(node)));
      case "VariableName":
        return this.variable(this.around.source(node));
      case "ParenthesizedExpression":
        return yield* this.valueOf(this.items(node)[0]);
      case "ArrayExpression":
        return yield* this.valuesIn(node);
      case "TupleExpression":
        return tupleOf(yield* this.valuesIn(node));
      case "DictionaryExpression":
        return yield* this.dict(node);
      case "MemberExpression":
        return yield* this.member(node);
      case "UnaryExpression":
        return yield* this.unary(node);
      case "BinaryExpression":
        return yield* this.compute(node);
      case "ConditionalExpression":
        return yield* this.conditional(node);
      case "ArrayComprehensionExpression":
        return yield* this.comprehension(node);
      case "CallExpression":
        return yield* this.called(node);
      default:
        return undefined;
    }
  }

  private children(node: SyntaxNode): SyntaxNode[] {
    const children = childrenOf(node);
    this.around.effort.spend(children.length);
    return children;
  }

  private items(node: SyntaxNode): SyntaxNode[] {
    return this.children(node).filter(isItem);
  }

  private applied<Result extends PythonValue>(
    run: ((...values: PythonValue[]) => Result) | undefined,
    ...values: readonly Known[]
  ): Known {
    this.lookAt(values);
    return applied(run, ...values);
  }

  private lookAt(values: readonly Known[]): void {
    const size = extent(values);
    // Of those that are too large nobody looks at anything.
    if (Number.isFinite(size)) this.around.effort.spend(Math.floor(size / MANY));
  }

  private *truthOf(node: SyntaxNode | undefined): Steps<boolean | undefined> {
    return node && (yield* this.truth(node));
  }

  private *valueOf(node: SyntaxNode | undefined): Steps<Known> {
    return node && (yield* this.value(node));
  }

  private variable(name: string): Known {
    return this.inner.has(name) ? this.inner.get(name) : this.around.variable(name);
  }

  /** All values in a bracket; undefined where one is not known, or is spread from another list. */
  private *valuesIn(holder: SyntaxNode): Steps<readonly PythonValue[] | undefined> {
    const parts = this.children(holder);
    return parts.some(isStar) ? undefined : yield* this.values(parts.filter(isItem));
  }

  private *values(nodes: readonly SyntaxNode[]): Steps<readonly PythonValue[] | undefined> {
    const known = (yield* this.each(nodes)).filter((it) => it !== undefined);
    // Measured while they are made, so that none of them is deep before.
    extent(known);
    return known.length === nodes.length ? known : undefined;
  }

  private *each(nodes: readonly SyntaxNode[]): Steps<readonly Known[]> {
    const values: Known[] = [];
    for (const node of nodes) values.push(yield* this.value(node));
    return values;
  }

  private *dict(node: SyntaxNode): Steps<Known> {
    const values = yield* this.valuesIn(node);
    if (values === undefined) return undefined;
    const keys = values.filter((_, index) => index % 2 === 0);
    if (!keys.every((key) => typeof key === "string")) return undefined;
    return new Map(keys.map((key, index) => [key, values[2 * index + 1] ?? null]));
  }

  /** `self.hidden_size`, or `block["key"]`. */
  private *member(node: SyntaxNode): Steps<Known> {
    const [target, mark, key, ...more] = this.children(node);
    if (target === undefined || key === undefined) return undefined;
    if (mark?.name === ".")
      return this.around.isArguments(target) ? this.around.argument(this.around.source(key)) : undefined;
    if (more.length > 1) return undefined;
    const [holder, at] = [yield* this.value(target), yield* this.value(key)];
    // In Python 1, 1.0 and True are one key.
    return isDict(holder) && typeof at !== "string" ? undefined : this.applied(subscript, holder, at);
  }

  private *unary(node: SyntaxNode): Steps<Known> {
    const [operator, operand] = this.children(node);
    const value = yield* this.valueOf(operand);
    if (typeof value !== "number" && typeof value !== "bigint") return undefined;
    const sign = operator && this.around.source(operator);
    return sign === "-" ? -value : sign === "+" ? value : undefined;
  }

  private *conditional(node: SyntaxNode): Steps<Known> {
    const [then, test, otherwise] = this.items(node).filter(({ name }) => name !== "if" && name !== "else");
    const isTrue = yield* this.truthOf(test);
    return isTrue === undefined ? undefined : yield* this.valueOf(isTrue ? then : otherwise);
  }

  private binary(node: SyntaxNode): { left?: SyntaxNode; operator: string; right?: SyntaxNode } {
    if (node.name !== "BinaryExpression") return { operator: "" };
    const [left, ...rest] = this.children(node);
    const right = rest.pop();
    const operator = rest.map((it) => this.around.source(it)).join(" ");
    return { ...(left && { left }), operator, ...(right && { right }) };
  }

  private *compute(node: SyntaxNode): Steps<Known> {
    const { left, operator, right } = this.binary(node);
    if (left === undefined || right === undefined) return undefined;
    const before = this.binary(left);
    // `1 < a < 3` is both comparisons.
    if (COMPARES.test(operator) && COMPARES.test(before.operator) && before.right !== undefined) {
      const isTrue = yield* this.truth(left);
      if (isTrue !== true) return isTrue;
      return this.applied(
        ownValue(OPERATORS, operator),
        yield* this.value(before.right),
        yield* this.value(right),
      );
    }
    return this.applied(ownValue(OPERATORS, operator), yield* this.value(left), yield* this.value(right));
  }

  private logic(node: SyntaxNode): Joined | undefined {
    const logic = logicOf(node);
    if (logic !== undefined) this.around.effort.spend(countOf(logic));
    return logic;
  }

  /** One part can tell where another is not known. */
  private *truthOfLogic(logic: Logic): Steps<boolean | undefined> {
    if (!("join" in logic)) return yield* this.truth(logic);
    const { join, parts } = logic;
    if (join === "not") return inverted(parts[0] && (yield* this.truthOfLogic(parts[0])));
    let isKnown = true;
    for (const part of parts) {
      const isTrue: boolean | undefined = yield* isKnown ? this.truthOfLogic(part) : this.unreached(part);
      if (isTrue === (join === "or")) return isTrue;
      isKnown &&= isTrue !== undefined;
    }
    return isKnown ? join === "and" : undefined;
  }

  /** It may be that nobody comes to a part, and calls what it does. */
  private unreached(part: Logic): Steps<boolean | undefined> {
    const seen = new Expressions({ ...this.around, call: calledByNobody }, this.inner);
    return unlessItStops(seen.truthOfLogic(part));
  }

  /** `left or right` gives the first that is true, `left and right` the first that is not, else the last. */
  private *valueOfLogic(logic: Logic): Steps<Known> {
    if (!("join" in logic)) return yield* this.value(logic);
    const { join, parts } = logic;
    if (join === "not") return yield* this.truthOfLogic(logic);
    for (const [at, part] of parts.entries()) {
      const isTrue = at === parts.length - 1 || (yield* this.truthOfLogic(part));
      if (isTrue === undefined) return undefined;
      if (at === parts.length - 1 || isTrue === (join === "or")) return yield* this.valueOfLogic(part);
    }
    return undefined;
  }

  /** `[x is not None for x in paths if x]`, over one list with one name. */
  private *comprehension(node: SyntaxNode): Steps<readonly PythonValue[] | undefined> {
    const parts = this.children(node);
    const at = (word: string) => parts.findIndex(({ name }) => name === word);
    const [element, name, iterable] = [parts[at("for") - 1], parts[at("for") + 1], parts[at("in") + 1]];
    const isSimple =
      at("in") === at("for") + 2 && parts.filter(({ name }) => name === "for" || name === "if").length <= 2;
    if (element === undefined || name?.name !== "VariableName" || !isSimple) return undefined;
    if (this.around.isArguments(name)) return undefined;
    const list = yield* this.valueOf(iterable);
    this.lookAt([list]);
    const items = applied((it) => new PythonTuple(elementsOf(it) ?? []), list)?.items;
    if (items === undefined || items.length > MOST_ITEMS) return undefined;
    const test = at("if") < 0 ? undefined : parts[at("if") + 1];
    const found: PythonValue[] = [];
    for (const item of items) {
      const inside = new Expressions(this.around, new Map([...this.inner, [this.sourceOf(name), item]]));
      const isWanted = at("if") < 0 || (yield* inside.truthOf(test));
      if (isWanted === false) continue;
      const value = isWanted === true ? yield* inside.value(element) : undefined;
      if (value === undefined) return undefined;
      found.push(value);
    }
    return found;
  }

  private *called(node: SyntaxNode): Steps<Known> {
    const [callee, list] = this.children(node);
    if (callee === undefined || list === undefined) return undefined;
    // A value may be None, so it is asked for undefined.
    const builtin = yield* this.builtin(callee, list);
    const known = builtin === undefined ? yield* this.method(callee, list) : builtin;
    // A function does not see the variables of a comprehension as they are.
    const isFollowed = known === undefined && this.inner.size === 0;
    return isFollowed ? yield* this.around.call(node) : known;
  }

  private *builtin(callee: SyntaxNode, list: SyntaxNode): Steps<Known> {
    if (callee.name !== "VariableName") return undefined;
    const name = this.around.source(callee);
    if (this.inner.has(name) || !this.around.isPythons(name)) return undefined;
    const parts = this.children(list);
    const items = parts.filter(isItem);
    const [first, second] = items;
    if (name === "getattr" || name === "hasattr") return yield* this.attribute(name, first, second);
    if (name === "isinstance") return isInstance(yield* this.valueOf(first), this.sourceOf(second));
    if (!isBuiltin(name)) return undefined;
    if (parts.some((it) => it.name === "for")) return yield* this.builtinOfEach(name, list);
    return parts.some(isNotPlain) ? undefined : this.builtinOf(name, yield* this.each(items));
  }

  /** `all(x > 1 for x in sizes)`, which may be done before it comes to the last of them. */
  private *builtinOfEach(name: string, list: SyntaxNode): Steps<Known> {
    if (!/^(?:all|any|list|max|min|tuple)$/.test(name)) return undefined;
    const values = this.comprehension(list);
    return this.builtinOf(name, [yield* name === "all" || name === "any" ? unlessItStops(values) : values]);
  }

  private builtinOf(name: string, values: readonly Known[]): Known {
    this.lookAt(values);
    return callBuiltin(name, values);
  }

  /** `block.get("key", False)`, of what is no other function of the checkout. */
  private *method(callee: SyntaxNode, list: SyntaxNode): Steps<Known> {
    const [target, mark, name] = this.children(callee);
    if (mark?.name !== "." || target === undefined || this.around.isArguments(target)) return undefined;
    const value = yield* this.value(target);
    const parts = this.children(list);
    if (value === undefined || parts.some(isNotPlain)) return undefined;
    const given = yield* this.each(parts.filter(isItem));
    this.lookAt([value, ...given]);
    return callMethod(this.sourceOf(name), value, given);
  }

  /** `getattr(self, "hidden_size", None)`: an argument is always there. */
  private *attribute(
    kind: string,
    target: SyntaxNode | undefined,
    name: SyntaxNode | undefined,
  ): Steps<Known> {
    if (target === undefined || !this.around.isArguments(target)) return undefined;
    const wanted = yield* this.valueOf(name);
    const value = typeof wanted === "string" ? this.around.argument(wanted) : undefined;
    return kind === "getattr" || value === undefined ? value : true;
  }

  private sourceOf(node: SyntaxNode | undefined): string {
    return node === undefined ? "" : this.around.source(node);
  }
}

// biome-ignore lint/correctness/useYield: it does nothing.
export function* calledByNobody(): Steps<undefined> {
  return undefined;
}

/** Of what a call gives: a list that is spread, a name, or a comprehension. */
function isNotPlain(part: SyntaxNode): boolean {
  return isStar(part) || part.name === "AssignOp" || part.name === "for";
}

function isStar({ name }: SyntaxNode): boolean {
  return name === "*" || name === "**";
}

/** How much there is to look at in it. */
function countOf(logic: Logic): number {
  return "join" in logic ? logic.parts.reduce((sum, part) => sum + countOf(part), 1) : 1;
}

function inverted(isTrue: boolean | undefined): boolean | undefined {
  return isTrue === undefined ? undefined : !isTrue;
}

function tupleOf(items: readonly PythonValue[] | undefined): PythonTuple | undefined {
  return items && new PythonTuple(items);
}

function joinedText(parts: readonly PythonValue[] | undefined): string | undefined {
  return parts?.every((part) => typeof part === "string") ? parts.join("") : undefined;
}
