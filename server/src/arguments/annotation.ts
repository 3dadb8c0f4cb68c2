import type { ArgumentType } from "./argument";
import { parseScalar } from "./pythonScalar";

const SIMPLE = new Map<string, ArgumentType>(
  (["int", "float", "bool", "str", "list", "dict"] as const).map((kind) => [kind, { kind }]),
);

/** Types in each other: gpt-neox has three. */
const DEEPEST = 20;

/** The type a Python annotation declares, from its source: `Optional[int]`, `Literal['a', 'b']`, `int | None`. */
export function parseAnnotation(source: string, depth = DEEPEST): ArgumentType {
  if (depth === 0) return { kind: "any" };
  const text = unquoted(source.trim()).replace(/^(typing|t)\./, "");
  const alternatives = text.includes("|") ? splitOutsideBrackets(text, "|") : [text];
  if (alternatives.length > 1) return unionOf(alternatives, false, depth);
  const generic = /^(\w+)\s*\[(.*)\]$/s.exec(text);
  if (generic === null) return SIMPLE.get(text) ?? { kind: "any" };
  const [, name, inside = ""] = generic;
  const parameters = splitOutsideBrackets(inside, ",");
  switch (name) {
    case "Literal":
      return { kind: "enum", choices: parameters.flatMap(choice) };
    case "Optional":
      return unionOf([...parameters, "None"], true, depth);
    case "Union":
      // Python collapses `Union[X]` to `X`.
      return parameters.length === 1 ? parseAnnotation(inside, depth - 1) : unionOf(parameters, true, depth);
    default:
      return { kind: "generic" };
  }
}

/** The names of types that NeoX's own annotations use, and others of Python's. */
const PYTHON_TYPES: ReadonlySet<string> = new Set(
  "Any AnyStr Callable Dict FrozenSet Iterable List Literal Mapping None NoneType Optional Sequence Set Tuple Type Union bool bytes complex dict float frozenset int list object set str t tuple type typing".split(
    " ",
  ),
);

/** Whether an annotation names a class of the checkout: its code makes the object, of whatever the file says. */
export function namesOwnClass(source: string): boolean {
  const names = unquoted(source.trim())
    .replace(/"[^"]*"|'[^']*'/g, "")
    .match(/[A-Za-z_]\w*/g);
  return names?.some((name) => !PYTHON_TYPES.has(name)) === true;
}

function unionOf(sources: readonly string[], isPythonUnion: boolean, depth: number): ArgumentType {
  const members = sources.flatMap((source) => {
    const type = parseAnnotation(source, depth - 1);
    return type.kind === "union" ? type.members : [source === "None" ? "NoneType" : source];
  });
  return { kind: "union", members: [...new Set(members)], isPythonUnion };
}

function choice(source: string): (string | bigint | boolean | null)[] {
  const value = parseScalar(source);
  return value === undefined || typeof value === "number" ? [] : [value];
}

/** An annotation may be written as a string, which then is the annotation. */
function unquoted(text: string): string {
  return /^(["'])[^"']*\1$/.test(text) ? text.slice(1, -1).trim() : text;
}

/** Splits at a separator that is in no bracket and no string; empty parts (a trailing comma) are dropped. */
function splitOutsideBrackets(text: string, separator: string): string[] {
  const parts: string[] = [];
  let [begin, depth] = [0, 0];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[[\],|]/g)) {
    if (token === "[") depth++;
    if (token === "]") depth--;
    if (token !== separator || depth !== 0) continue;
    parts.push(text.slice(begin, index));
    begin = index + 1;
  }
  parts.push(text.slice(begin));
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
