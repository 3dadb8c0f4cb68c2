import { accepts } from "../../../arguments/accepts";
import type { Argument } from "../../../arguments/argument";
import type { Window } from "../../../launch/target";
import { str } from "../../../python/text";
import { type PythonValue, typeName } from "../../../yaml/value";

/** How NeoX refuses a value whose type or choice is not the declared one. */
export interface Refusal {
  readonly at: string;
  readonly raises: string;
  /** What NeoX prints: its exception's words, or the line it logs before an exception that names no key. */
  readonly words: string;
  /** The versions that do so; absent for all. */
  readonly holds?: Window;
}

const VALIDATE_TYPES = "megatron/neox_arguments/arguments.py:validate_types";
const POST_INIT = "megatron/neox_arguments/arguments.py:__post_init__";

/**
 * What `validate_types` does with a value of an argument (arguments.py:1365-1424); undefined when it accepts it.
 * A plain type has no `__origin__`, so that a mismatch ends in AttributeError before any message is made;
 * a Literal, a Union and `List[...]` have one, and end in the ValueError of `__post_init__`.
 * The exception for "auto" while autotuning is the caller's to make.
 */
export function refusal(argument: Argument, value: PythonValue): Refusal | undefined {
  const { type, name } = argument;
  if (accepts(type, value)) return undefined;
  const actual = typeName(value);
  switch (type.kind) {
    case "enum":
      return logged(`${name}: '${pythonText(value)}' Not in accepted values`);
    case "generic":
      return logged(`${name}: '<class '${actual}'>' instead of '${argument.declared}'`);
    case "union":
      if (!type.isPythonUnion) return noOrigin("'types.UnionType' object");
      return logged(`${name}: '<class '${actual}'>' not in (${type.members.join(", ")})`);
    case "any":
      return noOrigin(`type object '${argument.declared}'`);
    default:
      return noOrigin(`type object '${type.kind}'`);
  }
}

function noOrigin(owner: string): Refusal {
  return { at: VALIDATE_TYPES, raises: "AttributeError", words: `${owner} has no attribute '__origin__'` };
}

function logged(words: string): Refusal {
  return { at: POST_INIT, raises: "ValueError", words };
}

/** What Python's `str()` makes of a scalar; of anything else only its type. */
function pythonText(value: PythonValue): string {
  return typeof value === "object" ? typeName(value) : str(value);
}
