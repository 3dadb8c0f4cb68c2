import type { SyntaxNode } from "@lezer/common";
import knownStatements from "../../generated/knownStatements.json";
import type { Constants } from "../constants";
import type { PythonModule } from "../pythonModule";
import { isStatement } from "../statements";
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
  failure(values: ArgumentValues): OwnFailure | undefined;
}

/** The conditions in a checkout's `arguments.py` that gpt-neox's main never had; undefined where there are none. */
export function ownConditions(module: PythonModule, constants: Constants): OwnConditions | undefined {
  if (module.text.length > LONGEST) return undefined;
  const code = new Code(module, constants, KNOWN, ARGUMENTS_NAMES);
  const begin = [...code.definitions.keys()].find((name) => name.endsWith(".__post_init__"));
  if (begin === undefined || !reachedFrom(begin, code).some((it) => hasOwnCondition(it, code)))
    return undefined;
  return { failure: (values) => new Walk(code, values).failureIn(begin) };
}

/** The functions of the file that one comes to, as far as their names tell. */
function reachedFrom(first: string, code: Code): readonly SyntaxNode[] {
  const calls = [...code.definitions.keys()].map((name) => [name, `${name.split(".").at(-1)}(`] as const);
  const found: SyntaxNode[] = [];
  const names = new Set([first]);
  // Names that are added meanwhile have their turn: one calls the next, by the thousand if a file likes to.
  for (const name of names) {
    const definition = code.definitions.get(name);
    if (definition === undefined) continue;
    found.push(definition);
    const source = code.source(definition);
    for (const [other, call] of calls) if (source.includes(call)) names.add(other);
  }
  return found;
}

function hasOwnCondition(definition: SyntaxNode, code: Code): boolean {
  let found = false;
  definition.cursor().iterate(({ name, node }) => {
    if (/^(?:Assert|Raise|Return)Statement$/.test(name) && isStatement(node))
      found ||= code.isOwn(node, definition);
    return !found;
  });
  return found;
}
