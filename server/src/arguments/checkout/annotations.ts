import type { SyntaxNode } from "@lezer/common";
import { repr } from "../../python/text";
import { parseScalar } from "../pythonScalar";
import { type Constants, DEEPEST, type Expression, itemsIn } from "./constants";
import { itemsOf, type PythonModule, sourceOf } from "./pythonModule";

/** Longer annotations than this are taken for unreadable. */
const LONGEST_ANNOTATION = 4000;

/** Choices of one annotation. */
const MOST_CHOICES = 1000;

/** The source of annotations with constants put in, spelled as `ast.unparse` does: `Literal['a', 'b']`. */
export class Annotations {
  readonly #constants: Constants;
  /** Each alias is worked out once; while that is under way it is `Any`, which ends circles. */
  readonly #aliases = new Map<SyntaxNode, string>();

  constructor(constants: Constants) {
    this.#constants = constants;
  }

  sourceOf(node: SyntaxNode, module: PythonModule): string {
    return this.#annotation({ node, module }, DEEPEST);
  }

  #annotation(expression: Expression, depth: number): string {
    if (depth === 0) return "Any";
    const { node, module } = expression;
    const inside = (child: SyntaxNode) => this.#annotation({ node: child, module }, depth - 1);
    switch (node.name) {
      case "VariableName":
        return this.#alias(expression, depth);
      case "MemberExpression":
        return this.#subscripted(expression, depth);
      case "BinaryExpression":
        return limited(
          itemsOf(node)
            .filter(({ name }) => name !== "BitOp")
            .map(inside)
            .join(" | "),
        );
      case "ParenthesizedExpression":
        return itemsOf(node).map(inside).at(0) ?? "Any";
      case "String":
        return limited(String(parseScalar(sourceOf(node, module.text)) ?? "Any"));
      default:
        return limited(sourceOf(node, module.text));
    }
  }

  /** A name of a type, or of a constant that stands for one: `KINDS = Literal['a', 'b']`. */
  #alias(name: Expression, depth: number): string {
    const assigned = this.#constants.assigned(name);
    if (assigned === undefined) return sourceOf(name.node, name.module.text);
    const known = this.#aliases.get(assigned.node);
    if (known !== undefined) return known;
    this.#aliases.set(assigned.node, "Any");
    const annotation = this.#annotation(assigned, depth - 1);
    this.#aliases.set(assigned.node, annotation);
    return annotation;
  }

  /** `Union[int, float]`, `typing.Optional[str]`, `Literal[KINDS]` with the choices put in, or `typing.Any`. */
  #subscripted({ node, module }: Expression, depth: number): string {
    const [target, ...rest] = itemsOf(node);
    if (target === undefined) return "Any";
    const generic = sourceOf(target, module.text).split(".").at(-1) ?? "";
    if (node.getChild("[") === null) return sourceOf(node, module.text).split(".").at(-1) ?? "Any";
    const parts =
      generic === "Literal"
        ? this.#choices(rest, module)
        : rest.map((child) => this.#annotation({ node: child, module }, depth - 1));
    return subscripted(generic, parts);
  }

  /** The source of literal choices, and of those a constant lists: `Literal[KINDS]`. */
  *#choices(choices: readonly SyntaxNode[], module: PythonModule): Iterable<string> {
    for (const choice of choices) {
      const value = this.#constants.valueOf(choice, module);
      const items = value === undefined ? [] : (itemsIn(value) ?? [value]);
      for (const item of items.slice(0, MOST_CHOICES)) yield repr(item, LONGEST_ANNOTATION);
    }
  }
}

/** As many parts as are readable are asked for. */
function subscripted(generic: string, parts: Iterable<string>): string {
  let annotation = `${generic}[`;
  let separator = "";
  for (const part of parts) {
    annotation += separator + part;
    separator = ", ";
    if (annotation.length > LONGEST_ANNOTATION) return "Any";
  }
  return limited(`${annotation}]`);
}

function limited(annotation: string): string {
  return annotation.length > LONGEST_ANNOTATION ? "Any" : annotation;
}
