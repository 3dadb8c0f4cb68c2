import type { SyntaxNode } from "@lezer/common";
import { subscript } from "../../../python/access";
import { truthy } from "../../../python/compare";
import { elementsOf } from "../../../python/elements";
import { PythonTuple, type PythonValue } from "../../../yaml/value";
import { parseScalar } from "../../pythonScalar";
import { childrenOf, itemsOf } from "../pythonModule";
import { callBuiltin, callMethod, isInstance } from "./calls";
import { applied, type Known, MOST_ITEMS, unlessItStops } from "./known";
import { OPERATORS } from "./operators";

/** What an expression may ask of its surroundings; undefined is not known. */
export interface Surroundings {
  /** Counts the expressions that are looked at, and may end it all. */
  step(): void;
  source(node: SyntaxNode): string;
  /** Of a function, or a constant; `self.width` of another object than that of the arguments. */
  variable(name: string): PythonValue | undefined;
  /** Of NeoX's arguments. */
  argument(name: string): PythonValue | undefined;
  /** Whether this expression is the object that holds NeoX's arguments. */
  isArguments(node: SyntaxNode): boolean;
  /** Whether what aliases this value has changed it since. */
  isChanged(value: PythonValue): boolean;
  /** Calls a function of the checkout. */
  call(call: SyntaxNode): PythonValue | undefined;
}

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
  truth(node: SyntaxNode): boolean | undefined {
    if (node.name === "ParenthesizedExpression") return this.truthOf(itemsOf(node)[0]);
    if (node.name === "UnaryExpression" && node.firstChild?.name === "not")
      return inverted(this.truthOf(childrenOf(node)[1]));
    const { left, operator, right } = this.binary(node);
    if (left !== undefined && right !== undefined && (operator === "and" || operator === "or"))
      return this.joined(left, operator === "or", right);
    const value = this.value(node);
    return value === undefined ? undefined : truthy(value);
  }

  /** What an expression comes to. */
  value(node: SyntaxNode): Known {
    this.around.step();
    const value = this.computed(node);
    return value !== undefined && this.around.isChanged(value) ? undefined : value;
  }

  private computed(node: SyntaxNode): Known {
    switch (node.name) {
      case "Number":
      case "String":
      case "Boolean":
      case "None":
        return parseScalar(this.around.source(node));
      case "ContinuedString":
        return joinedText(this.values(childrenOf(node)));
      case "VariableName":
        return this.variable(this.around.source(node));
      case "ParenthesizedExpression":
        return this.valueOf(itemsOf(node)[0]);
      case "ArrayExpression":
        return this.values(itemsOf(node), node);
      case "TupleExpression":
        return tupleOf(this.values(itemsOf(node), node));
      case "DictionaryExpression":
        return this.dict(node);
      case "MemberExpression":
        return this.member(node);
      case "UnaryExpression":
        return this.unary(node);
      case "BinaryExpression":
        return this.compute(node);
      case "ConditionalExpression":
        return this.conditional(node);
      case "ArrayComprehensionExpression":
      case "ComprehensionExpression":
        return this.comprehension(node);
      case "CallExpression":
        return this.called(node);
      default:
        return undefined;
    }
  }

  private truthOf(node: SyntaxNode | undefined): boolean | undefined {
    return node && this.truth(node);
  }

  private valueOf(node: SyntaxNode | undefined): Known {
    return node && this.value(node);
  }

  private variable(name: string): Known {
    return this.inner.has(name) ? this.inner.get(name) : this.around.variable(name);
  }

  /** All values; undefined where one is not known, or is spread from another list. */
  private values(nodes: readonly SyntaxNode[], holder?: SyntaxNode): readonly PythonValue[] | undefined {
    if (holder !== undefined && (holder.getChild("*") ?? holder.getChild("**")) !== null) return undefined;
    const values = nodes.map((it) => this.value(it));
    const known = values.filter((it) => it !== undefined);
    return known.length === values.length ? known : undefined;
  }

  private dict(node: SyntaxNode): Known {
    const values = this.values(itemsOf(node), node);
    if (values === undefined) return undefined;
    const keys = values.filter((_, index) => index % 2 === 0);
    return new Map(keys.map((key, index) => [key, values[2 * index + 1] ?? null]));
  }

  /** `self.hidden_size`, or `block["key"]`. */
  private member(node: SyntaxNode): Known {
    const [target, mark, key, ...more] = childrenOf(node);
    if (target === undefined || key === undefined) return undefined;
    if (mark?.name === ".")
      return this.around.isArguments(target)
        ? this.around.argument(this.around.source(key))
        : this.variable(this.around.source(node));
    if (more.length > 1) return undefined;
    return applied(subscript, this.value(target), this.value(key));
  }

  private unary(node: SyntaxNode): Known {
    const [operator, operand] = childrenOf(node);
    if (operator?.name === "not") return inverted(this.truthOf(operand));
    const value = this.valueOf(operand);
    if (typeof value !== "number" && typeof value !== "bigint") return undefined;
    const sign = operator && this.around.source(operator);
    return sign === "-" ? -value : sign === "+" ? value : undefined;
  }

  private conditional(node: SyntaxNode): Known {
    const [then, test, otherwise] = itemsOf(node).filter(({ name }) => name !== "if" && name !== "else");
    const isTrue = this.truthOf(test);
    return isTrue === undefined ? undefined : this.valueOf(isTrue ? then : otherwise);
  }

  private binary(node: SyntaxNode): { left?: SyntaxNode; operator: string; right?: SyntaxNode } {
    if (node.name !== "BinaryExpression") return { operator: "" };
    const [left, ...rest] = childrenOf(node);
    const right = rest.pop();
    const operator = rest.map((it) => this.around.source(it)).join(" ");
    return { ...(left && { left }), operator, ...(right && { right }) };
  }

  private compute(node: SyntaxNode): Known {
    const { left, operator, right } = this.binary(node);
    if (left === undefined || right === undefined) return undefined;
    if (operator === "and" || operator === "or") return this.chosen(left, operator === "or", right);
    const before = this.binary(left);
    // `1 < a < 3` is both comparisons.
    if (COMPARES.test(operator) && COMPARES.test(before.operator) && before.right !== undefined) {
      const isTrue = this.truth(left);
      if (isTrue !== true) return isTrue;
      return applied(OPERATORS[operator], this.value(before.right), this.value(right));
    }
    return applied(OPERATORS[operator], this.value(left), this.value(right));
  }

  /** `left or right` gives the first that is true, `left and right` the first that is not. */
  private chosen(left: SyntaxNode, isOr: boolean, right: SyntaxNode): Known {
    const isTrue = this.truth(left);
    if (isTrue !== undefined) return this.value(isTrue === isOr ? left : right);
    return this.joined(left, isOr, right) === isOr ? isOr : undefined;
  }

  private joined(left: SyntaxNode, isOr: boolean, right: SyntaxNode): boolean | undefined {
    const first = this.truth(left);
    if (first === isOr) return isOr;
    if (first !== undefined) return this.truth(right);
    // It may be that nobody comes to the right side.
    const second = unlessItStops(() => this.truth(right));
    return second === isOr ? isOr : undefined;
  }

  /** `[x is not None for x in paths if x]`, over one list with one name. */
  private comprehension(node: SyntaxNode): readonly PythonValue[] | undefined {
    const parts = childrenOf(node);
    const at = (word: string) => parts.findIndex(({ name }) => name === word);
    const [element, name, iterable] = [parts[at("for") - 1], parts[at("for") + 1], parts[at("in") + 1]];
    const isSimple = at("in") === at("for") + 2 && parts.filter((it) => it.name === "for").length === 1;
    if (element === undefined || name?.name !== "VariableName" || !isSimple) return undefined;
    const items = applied((list) => new PythonTuple(elementsOf(list) ?? []), this.valueOf(iterable))?.items;
    if (items === undefined || items.length > MOST_ITEMS) return undefined;
    const found: PythonValue[] = [];
    for (const item of items) {
      const inside = new Expressions(this.around, new Map([...this.inner, [this.sourceOf(name), item]]));
      const isWanted = at("if") < 0 || inside.truthOf(parts[at("if") + 1]);
      if (isWanted === false) continue;
      const value = isWanted === true ? inside.value(element) : undefined;
      if (value === undefined) return undefined;
      found.push(value);
    }
    return found;
  }

  private called(node: SyntaxNode): Known {
    const [callee, list] = childrenOf(node);
    if (callee === undefined || list === undefined) return undefined;
    // A value may be None, so it is asked for undefined.
    const builtin = this.builtin(callee, list);
    const known = builtin === undefined ? this.method(callee, list) : builtin;
    return known === undefined ? this.around.call(node) : known;
  }

  private builtin(callee: SyntaxNode, list: SyntaxNode): Known {
    if (callee.name !== "VariableName") return undefined;
    const name = this.around.source(callee);
    const [first, second] = itemsOf(list);
    if (name === "getattr" || name === "hasattr") return this.attribute(name, first, second);
    if (name === "isinstance") return isInstance(this.valueOf(first), this.sourceOf(second));
    if (list.getChild("for") !== null) return callBuiltin(name, [this.comprehension(list)]);
    return isPlain(list)
      ? callBuiltin(
          name,
          itemsOf(list).map((it) => this.value(it)),
        )
      : undefined;
  }

  /** `block.get("key", False)`, of what is no other function of the checkout. */
  private method(callee: SyntaxNode, list: SyntaxNode): Known {
    const [target, mark, name] = childrenOf(callee);
    if (mark?.name !== "." || target === undefined || this.around.isArguments(target)) return undefined;
    const value = this.value(target);
    if (value === undefined || !isPlain(list)) return undefined;
    return callMethod(
      this.sourceOf(name),
      value,
      itemsOf(list).map((it) => this.value(it)),
    );
  }

  /** `getattr(self, "hidden_size", None)`: an argument is always there. */
  private attribute(kind: string, target: SyntaxNode | undefined, name: SyntaxNode | undefined): Known {
    if (target === undefined || !this.around.isArguments(target)) return undefined;
    const wanted = this.valueOf(name);
    const value = typeof wanted === "string" ? this.around.argument(wanted) : undefined;
    return kind === "getattr" || value === undefined ? value : true;
  }

  private sourceOf(node: SyntaxNode | undefined): string {
    return node === undefined ? "" : this.around.source(node);
  }
}

/** Whether a call gives its arguments one by one, and none by name. */
function isPlain(list: SyntaxNode): boolean {
  return ["*", "**", "AssignOp", "for"].every((it) => list.getChild(it) === null);
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
