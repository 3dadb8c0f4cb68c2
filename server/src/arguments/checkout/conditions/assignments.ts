import type { SyntaxNode } from "@lezer/common";
import { firstIndex } from "../../../base/firstIndex";
import type { Steps } from "../../../base/steps";
import { parseScalar } from "../../pythonScalar";
import { childrenOf, itemsOf, partsBefore } from "../pythonModule";
import { statementsWithin } from "../statements";
import { callArguments } from "./callArguments";
import { type Code, UPDATES } from "./code";
import type { FunctionCall } from "./words";

/** A value that a statement gives an argument, or a variable of the function. */
export interface Assignment {
  /** `arguments.hidden_size`, or `pp_size` (`Code.nameOf`), or `ALL`. */
  readonly name: string;
  readonly statement: SyntaxNode;
  readonly definition: SyntaxNode;
  /** Whether the name keeps its value, which may be changed. */
  readonly isKept?: true;
}

/** The name of all arguments, where a statement does not say which of them it gives a value. */
export const ALL = "arguments.*";

/** The name of all that a statement of the checkout's own names: it may get another name there, and be changed by it. */
export const SHARED = "*";

/** All that make one value. */
interface Makers {
  /** Whether all are gpt-neox's own. */
  areUpstream: boolean;
  /** By where the function begins, where the last of them in it ends. */
  readonly ends: Map<number, number>;
}

/** What the functions of a file assign and call, each found once, to be looked up by name and by place. */
export class Assignments {
  readonly #inOrder: readonly Assignment[];
  readonly #makers = new Map<string, Makers>();
  readonly #calls: readonly FunctionCall[];

  private constructor(found: readonly Assignment[], { words }: Code) {
    this.#inOrder = found.toSorted((a, b) => a.statement.from - b.statement.from);
    this.#calls = words.calls;
  }

  static *reading(code: Code): Steps<Assignments> {
    const found: Assignment[] = [];
    for (const definition of code.definitions.values())
      for (const statement of statementsWithin(definition)) {
        yield;
        for (const name of targetsIn(statement, code)) found.push({ name, statement, definition });
        if (!code.isOwn(statement, definition)) continue;
        for (const name of changedAnywhere(statement, code)) found.push({ name, statement, definition });
        for (const name of givenAway(statement, code))
          found.push({ name, statement, definition, isKept: true });
        if (code.reflects(statement, definition)) found.push({ name: ALL, statement, definition });
        found.push({ name: SHARED, statement, definition });
      }
    const assignments = new Assignments(found, code);
    for (const it of found) {
      yield;
      if (it.name !== SHARED) assignments.#add(it, code.isOwn(it.statement, it.definition));
    }
    return assignments;
  }

  #add({ name, statement, definition }: Assignment, isOwn: boolean): void {
    const makers = this.#makers.get(name) ?? { areUpstream: true, ends: new Map<number, number>() };
    this.#makers.set(name, makers);
    makers.areUpstream &&= !isOwn;
    makers.ends.set(definition.from, Math.max(statement.to, makers.ends.get(definition.from) ?? 0));
  }

  /** What the statements of a node assign, in order, without what the functions do that it calls. */
  in(node: SyntaxNode): readonly Assignment[] {
    return within(this.#inOrder, ({ statement }) => statement, node);
  }

  /** The functions and methods that a node calls, by their names. */
  calledIn(node: SyntaxNode): readonly string[] {
    return within(this.#calls, (it) => it, node).map(({ name }) => name);
  }

  /** Whether gpt-neox's own statements alone make a value, and none of them comes after this one. */
  isLeftAsUpstream(name: string, { to }: SyntaxNode, definition: SyntaxNode | undefined): boolean {
    const makers = this.#makers.get(name);
    if (makers === undefined) return true;
    return makers.areUpstream && (makers.ends.get(definition?.from ?? -1) ?? 0) <= to;
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Those in a range, of many in the order in which they begin. */
function within<Item>(all: readonly Item[], rangeOf: (item: Item) => Range, range: Range): readonly Item[] {
  const isFrom = (item: Item | undefined, offset: number) =>
    item === undefined || rangeOf(item).from >= offset;
  const firstFrom = (offset: number) => firstIndex(all.length, (index) => isFrom(all[index], offset));
  return all.slice(firstFrom(range.from), firstFrom(range.to)).filter((item) => rangeOf(item).to <= range.to);
}

/** The names that a statement gives a value; of `block["key"] = 1` the block's. */
function targetsIn(statement: SyntaxNode, code: Code): readonly string[] {
  const before = (part: string) => partsBefore(part, statement);
  switch (statement.name) {
    case "AssignStatement":
      return before("AssignOp").flatMap((it) => namesIn(it, code));
    case "UpdateStatement":
      return before("UpdateOp").flatMap((it) => namesIn(it, code));
    case "DeleteStatement":
      return childrenOf(statement).flatMap((it) => namesIn(it, code));
    case "ForStatement":
    case "WithStatement":
      return before("Body").flatMap((it) => namesIn(it, code));
    case "ExpressionStatement":
      return childrenOf(statement).flatMap((it) => updatedBy(it, code));
    default:
      return [];
  }
}

/** What the functions may change that a statement calls, and the file does not have: `x` of `x.append(1)` and of `fill(x)`. */
function givenAway(statement: SyntaxNode, code: Code): readonly string[] {
  return code.callsIn(statement).flatMap((call) => {
    const [callee, list] = childrenOf(call);
    if (callee === undefined || list === undefined) return [];
    if (code.isHarmless(callee) || code.isFollowed(callee) || code.isNameless(callee)) return [];
    const [target, mark] = callee.name === "MemberExpression" ? childrenOf(callee) : [];
    const given = callArguments(list, code).map(({ value }) => value);
    const nodes = mark?.name === "." && target ? [target, ...given] : given;
    return nodes.flatMap((it) => (code.isArguments(it) ? [] : namesIn(it, code)));
  });
}

/** What a statement of the checkout's own gives values by name, or `ALL` where it may do so to any argument. */
function changedAnywhere(statement: SyntaxNode, code: Code): readonly string[] {
  return code.callsIn(statement).flatMap((call) => {
    const [callee, list] = childrenOf(call);
    if (callee === undefined || list === undefined || code.isHarmless(callee)) return [];
    if (UPDATES.test(code.source(callee))) return updatedIn(list, code) ?? [ALL];
    const isGiven = () => callArguments(list, code).some(({ value }) => code.isArguments(value));
    return code.isNameless(callee) || (!code.isFollowed(callee) && isGiven()) ? [ALL] : [];
  });
}

/** Each of `a, b`, and `self.x` of `self.x["key"]`. */
function namesIn(target: SyntaxNode, code: Code): readonly string[] {
  switch (target.name) {
    case "VariableName":
    case "MemberExpression":
      return [code.isArguments(target) ? ALL : code.nameOf(target)];
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
  if (UPDATES.test(code.source(callee))) return updatedIn(list, code) ?? [];
  const [target, mark] = callee.name === "MemberExpression" ? childrenOf(callee) : [];
  return mark?.name === "." && target !== undefined && !code.isArguments(target) ? namesIn(target, code) : [];
}

/** The arguments to which `("x", 1)` or `({"x": 1})` gives values; undefined where the code does not name them. */
function updatedIn(list: SyntaxNode, code: Code): readonly string[] | undefined {
  const [first] = callArguments(list, code).filter(({ value }) => !code.isArguments(value));
  if (first === undefined || first.isSpread || first.keyword !== undefined) return undefined;
  const { value } = first;
  const isDict = value.name === "DictionaryExpression";
  const parts = isDict ? childrenOf(value) : [value];
  if (parts.some(({ name }) => name === "**")) return undefined;
  const keys = isDict ? parts.filter((_, at) => parts[at + 1]?.name === ":") : [value];
  const names = keys.map((key) => (key.name === "String" ? parseScalar(code.source(key)) : undefined));
  return names.every((name) => typeof name === "string")
    ? names.map((name) => `arguments.${name}`)
    : undefined;
}
