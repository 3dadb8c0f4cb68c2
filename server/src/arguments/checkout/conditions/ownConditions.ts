import type { SyntaxNode } from "@lezer/common";
import { finish, type Steps } from "../../../base/steps";
import knownStatements from "../../generated/knownStatements.json";
import type { Constants } from "../constants";
import type { PythonModule } from "../pythonModule";
import { statementsWithin } from "../statements";
import { Assignments } from "./assignments";
import { Code } from "./code";
import type { ArgumentValues } from "./memory";
import { type OwnFailure, Walk } from "./walk";

const KNOWN: ReadonlySet<string> = new Set(knownStatements.flatMap((line) => line.split(" ")));

/** How gpt-neox calls the object that holds all arguments. */
const ARGUMENTS_NAMES: ReadonlySet<string> = new Set(["self", "neox_args", "args"]);

/** Longer files are not followed; the longest of gpt-neox's arguments has a third of it. */
const LONGEST = 150_000;

/** The conditions that a checkout itself puts on its arguments. */
export interface OwnConditions {
  /** The first of them that a launch surely fails. */
  failing(values: ArgumentValues): Steps<OwnFailure | undefined>;
  /** How much was looked at to follow the last launch (`Effort`). */
  readonly effort: number;
}

/** The conditions in a checkout's `arguments.py` that gpt-neox's main never had; undefined where there are none. */
export function ownConditions(module: PythonModule, constants: Constants): OwnConditions | undefined {
  return finish(readingOwnConditions(module, constants));
}

/** `ownConditions` in steps. */
export function* readingOwnConditions(
  module: PythonModule,
  constants: Constants,
): Steps<OwnConditions | undefined> {
  if (module.text.length > LONGEST) return undefined;
  const code = new Code(module, constants, KNOWN, ARGUMENTS_NAMES);
  const begin = beginOf(code);
  if (begin === undefined || !(yield* hasOwnCondition(begin, code))) return undefined;
  const assignments = yield* Assignments.reading(code);
  let walk: Walk | undefined;
  return {
    failing(values) {
      walk = new Walk(code, assignments, values);
      return walk.failureIn(begin);
    },
    get effort() {
      return walk?.effort ?? 0;
    },
  };
}

/** Where NeoX begins to look at its arguments; undefined where nobody knows which class has them. */
function beginOf(code: Code): string | undefined {
  const [first, ...others] = [...code.definitions.keys()].filter((name) => name.endsWith(".__post_init__"));
  const begin = code.definitions.has(USUAL_BEGIN) ? USUAL_BEGIN : others.length === 0 ? first : undefined;
  return begin === undefined || !code.isSettled(begin) || isOfOddClass(begin, code) ? undefined : begin;
}

/** Whether a class begins otherwise, or makes of its attributes what it wants. */
function isOfOddClass(begin: string, { definitions }: Code): boolean {
  const [name] = begin.split(".");
  return ["__init__", "__new__", "__setattr__", "__getattribute__"].some((it) =>
    definitions.has(`${name}.${it}`),
  );
}

const USUAL_BEGIN = "NeoXArgs.__post_init__";

/** Whether one comes from a function to a condition that is none of gpt-neox's. */
function* hasOwnCondition(begin: string, code: Code): Steps<boolean> {
  for (const definition of yield* reachedFrom(begin, code))
    for (const statement of statementsWithin(definition)) {
      yield;
      if (CONDITION.test(statement.name) && code.isOwn(statement, definition)) return true;
    }
  return false;
}

const CONDITION = /^(?:Assert|Raise|Return)Statement$/;

/** The functions of the file that one comes to, as far as their names tell. */
function* reachedFrom(begin: string, code: Code): Steps<readonly SyntaxNode[]> {
  const byName = new Map<string, string[]>();
  for (const qualified of code.definitions.keys()) {
    const name = lastOf(qualified);
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [qualified]);
    else others.push(qualified);
  }
  const reached = new Set([begin]);
  for (const qualified of reached) {
    yield;
    const definition = code.definitions.get(qualified);
    if (definition === undefined) continue;
    for (const name of calledIn(code.source(definition))) {
      for (const called of byName.get(name) ?? []) reached.add(called);
      // Whoever calls it again comes to nothing new.
      byName.delete(name);
    }
  }
  return [...reached].flatMap((name) => code.definitions.get(name) ?? []);
}

/** The names that stand before a bracket. */
function* calledIn(source: string): Generator<string> {
  for (const { 0: name, index } of source.matchAll(NAME)) if (source[index + name.length] === "(") yield name;
}

const NAME = /[\w\u0080-\uffff]+/g;

function lastOf(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf(".") + 1);
}
