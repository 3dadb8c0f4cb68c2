import type { SyntaxNode } from "@lezer/common";
import { areToldApart } from "../../base/farNumber";
import { isDict, isList, PythonTuple, type PythonValue } from "../../yaml/value";
import { parseScalar } from "../pythonScalar";
import { boundOtherwise } from "./boundOtherwise";
import { childrenOf, isItem, itemsOf, type PythonModule, sourceOf } from "./pythonModule";

/** Deeper expressions than this are not followed. */
export const DEEPEST = 50;
/** Larger whole numbers than this are not computed. */
const LARGEST_INT = 2n ** 128n;

/** An expression and the module its names belong to. */
export interface Expression {
  readonly node: SyntaxNode;
  readonly module: PythonModule;
}

/**
 * What expressions stand for without running them: literals, containers, products and names of constants in these
 * modules. Anything else is undefined.
 */
export class Constants {
  readonly #modules: readonly PythonModule[];
  /** Each constant is worked out once; while that is under way it is undefined, which ends circles. */
  readonly #values = new Map<SyntaxNode, PythonValue | undefined>();
  /** Names that some module binds in another way, or changes what they hold. */
  readonly #unsettled: ReadonlySet<string>;

  constructor(modules: readonly PythonModule[]) {
    this.#modules = modules;
    this.#unsettled = new Set(modules.flatMap((module) => [...boundOtherwise(module)]));
  }

  /** The value of the constant with this name in some module. */
  valueOfName(name: string): PythonValue | undefined {
    if (this.#unsettled.has(name)) return undefined;
    for (const module of this.#modules) {
      const node = module.assignments.get(name);
      if (node !== undefined) return this.#once({ node, module }, DEEPEST);
    }
    return undefined;
  }

  valueOf(node: SyntaxNode, module: PythonModule): PythonValue | undefined {
    return this.#evaluate({ node, module }, DEEPEST);
  }

  #evaluate(expression: Expression, depth: number): PythonValue | undefined {
    if (depth === 0) return undefined;
    const { node, module } = expression;
    const inside = (child: SyntaxNode) => this.#evaluate({ node: child, module }, depth - 1);
    switch (node.name) {
      case "Number":
      case "String":
      case "Boolean":
      case "None":
        return parseScalar(sourceOf(node, module.text));
      case "ContinuedString":
        return joined(childrenOf(node).map(inside));
      case "ParenthesizedExpression":
        return first(itemsOf(node).map(inside));
      case "ArrayExpression":
        return allKnown(plainItems(node)?.map(inside));
      case "TupleExpression":
        return tupleOf(allKnown(plainItems(node)?.map(inside)));
      case "DictionaryExpression":
        return dictOf(allKnown(plainItems(node)?.map(inside)));
      case "UnaryExpression":
        return sourceOf(node, module.text).startsWith("-")
          ? negative(first(itemsOf(node).slice(1).map(inside)))
          : undefined;
      case "BinaryExpression":
        return this.#compute(expression, depth);
      case "CallExpression":
        return this.#call(expression, depth);
      case "VariableName":
        return this.#constant(expression, depth);
      default:
        return undefined;
    }
  }

  #constant(name: Expression, depth: number): PythonValue | undefined {
    if (this.#unsettled.has(sourceOf(name.node, name.module.text))) return undefined;
    const assigned = this.assigned(name);
    return assigned && this.#once(assigned, depth - 1);
  }

  /** What a constant is given: one value, whoever asks for it. */
  #once(assigned: Expression, depth: number): PythonValue | undefined {
    if (!this.#values.has(assigned.node)) {
      this.#values.set(assigned.node, undefined);
      this.#values.set(assigned.node, this.#evaluate(assigned, depth));
    }
    return this.#values.get(assigned.node);
  }

  /** The module's own assignment to a name, else another module's, as imports would bring it. */
  assigned({ node, module }: Expression): Expression | undefined {
    const name = sourceOf(node, module.text);
    for (const candidate of [module, ...this.#modules]) {
      const value = candidate.assignments.get(name);
      if (value !== undefined) return { node: value, module: candidate };
    }
    return undefined;
  }

  #compute({ node, module }: Expression, depth: number): PythonValue | undefined {
    const [left, operator, right] = childrenOf(node);
    if (left === undefined || operator === undefined || right === undefined) return undefined;
    const [a, b] = [left, right].map((side) => this.#evaluate({ node: side, module }, depth - 1));
    if (typeof a !== "bigint" || typeof b !== "bigint") return undefined;
    switch (sourceOf(operator, module.text)) {
      case "*":
        return withinRange(a * b);
      case "**":
        return b >= 0n && b <= 64n ? withinRange(a ** b) : undefined;
      default:
        return undefined;
    }
  }

  /** `int(5e8)`, `float(1)`, `tuple(NAMES)`, `dict()` and the like. */
  #call({ node, module }: Expression, depth: number): PythonValue | undefined {
    const [callee, list] = childrenOf(node);
    if (callee === undefined || list === undefined) return undefined;
    const given = plainItems(list);
    if (given === undefined || given.length > 1) return undefined;
    const [argument] = given;
    const value = argument && this.#evaluate({ node: argument, module }, depth - 1);
    switch (sourceOf(callee, module.text)) {
      case "int":
        return typeof value === "number" && Number.isFinite(value) ? BigInt(Math.trunc(value)) : intOf(value);
      case "float":
        return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
      case "list":
        return argument === undefined ? [] : itemsIn(value);
      case "tuple":
        return tupleOf(argument === undefined ? [] : itemsIn(value));
      case "dict":
        return argument === undefined ? new Map() : isDict(value) ? value : undefined;
      default:
        return undefined;
    }
  }
}

/** What a bracket holds; undefined where it spreads something, or names what it holds. */
function plainItems(node: SyntaxNode): readonly SyntaxNode[] | undefined {
  const parts = childrenOf(node).filter(({ name }) => !/^[()[\]{},:]$/.test(name));
  return parts.every((part) => isItem(part) && part.name !== "AssignOp") ? parts : undefined;
}

function first(values: readonly (PythonValue | undefined)[]): PythonValue | undefined {
  return values[0];
}

function intOf(value: PythonValue | undefined): bigint | undefined {
  return typeof value === "bigint" ? value : undefined;
}

function negative(value: PythonValue | undefined): PythonValue | undefined {
  return typeof value === "number" || typeof value === "bigint" ? -value : undefined;
}

function withinRange(value: bigint): bigint | undefined {
  return value <= LARGEST_INT && value >= -LARGEST_INT ? value : undefined;
}

function joined(parts: readonly (PythonValue | undefined)[]): string | undefined {
  return parts.every((part) => typeof part === "string") ? parts.join("") : undefined;
}

/** The items of a list or a tuple. */
export function itemsIn(value: PythonValue | undefined): readonly PythonValue[] | undefined {
  if (value instanceof PythonTuple) return value.items;
  return isList(value) ? value : undefined;
}

function tupleOf(items: readonly PythonValue[] | undefined): PythonTuple | undefined {
  return items && new PythonTuple(items);
}

function allKnown(
  items: readonly (PythonValue | undefined)[] | undefined,
): readonly PythonValue[] | undefined {
  const known = items?.filter((item) => item !== undefined);
  return known?.length === items?.length ? known : undefined;
}

/** A dict from its keys and values in turn; undefined where two keys may be one to Python, such as 1 and True. */
function dictOf(items: readonly PythonValue[] | undefined): PythonValue | undefined {
  if (items === undefined || items.length % 2 === 1 || !areToldApart(items)) return undefined;
  const keys = items.filter((_, index) => index % 2 === 0);
  if (!keys.every((key) => typeof key === "string") && !keys.every((key) => typeof key === "bigint"))
    return undefined;
  return new Map(keys.map((key, index) => [key, items[2 * index + 1] ?? null]));
}
