import type { SyntaxNode } from "@lezer/common";
import { ownValue } from "../../base/ownValue";
import type { Steps } from "../../base/steps";
import type { PythonValue } from "../../yaml/value";
import type { SourcePlace } from "../argument";
import { parseScalar } from "../pythonScalar";
import { Annotations } from "./annotations";
import { boundAgain } from "./boundAgain";
import type { Constants } from "./constants";
import { childrenOf, keywordsOf, type PythonModule, sourceOf, statementsOf } from "./pythonModule";

/** A field of a dataclass: an assignment with an annotation in its body. */
export interface DataclassField {
  readonly name: string;
  /** Its annotation's source, constants put in. */
  readonly declared: string;
  /** Undefined when it has none, or one that only running the code would tell. */
  readonly default: PythonValue | undefined;
  /** The string under the field. */
  readonly docstring?: string;
  readonly place: SourcePlace;
}

export interface Dataclass {
  readonly name: string;
  readonly bases: readonly string[];
  readonly fields: readonly DataclassField[];
}

/** What names in a module stand for, as values and as types. */
interface Names {
  readonly constants: Constants;
  readonly annotations: Annotations;
}

/** The dataclasses a module declares, in order, those from the first with too many fields on left out. */
export function* readingDataclasses(
  module: PythonModule,
  constants: Constants,
  mostFields: number,
): Steps<Dataclass[]> {
  const names: Names = { constants, annotations: new Annotations(constants) };
  const dataclasses: Dataclass[] = [];
  let fields = 0;
  for (const statement of statementsOf(module.root)) {
    yield;
    const definition = statement.getChild("ClassDefinition");
    const decorators = statement.getChildren("Decorator").map((it) => sourceOf(it, module.text));
    const isDataclass = decorators.some((it) => /^@\s*([\w.]+\.)?dataclass\b/.test(it));
    if (definition === null || !isDataclass) continue;
    const dataclass = yield* readingDataclass(definition, module, names, mostFields - fields);
    fields += dataclass.fields.length;
    dataclasses.push(dataclass);
  }
  return dataclasses;
}

function* readingDataclass(
  definition: SyntaxNode,
  module: PythonModule,
  names: Names,
  mostFields: number,
): Steps<Dataclass> {
  const name = definition.getChild("VariableName");
  const body = definition.getChild("Body");
  const statements = body === null ? [] : statementsOf(body);
  const again = boundAgain(statements, module);
  const fields: DataclassField[] = [];
  for (const [index, statement] of statements.entries()) {
    yield;
    const field = fields.length <= mostFields ? fieldOf(statement, module, names) : undefined;
    const docstring = docstringOf(statements[index + 1], module);
    if (field === undefined) continue;
    const later = again.get(field.name);
    const value = later == null ? undefined : defaultOf(later, module, names.constants);
    fields.push({
      ...field,
      ...(later !== undefined && { default: value }),
      ...(docstring !== undefined && { docstring }),
    });
  }
  return {
    name: name === null ? "" : sourceOf(name, module.text),
    bases: (definition.getChild("ArgList")?.getChildren("VariableName") ?? []).map((it) =>
      sourceOf(it, module.text),
    ),
    fields,
  };
}

function fieldOf(
  statement: SyntaxNode,
  module: PythonModule,
  { constants, annotations }: Names,
): DataclassField | undefined {
  if (statement.name !== "AssignStatement") return undefined;
  const [target, annotation, , value] = childrenOf(statement);
  const type = annotation?.name === "TypeDef" ? annotation.lastChild : null;
  if (target?.name !== "VariableName" || type === null || type.type.isError) return undefined;
  const declared = annotations.sourceOf(type, module);
  if (declared.startsWith("ClassVar") || isNoArgument(value, module)) return undefined;
  return {
    name: sourceOf(target, module.text),
    declared,
    default: value && defaultOf(value, module, constants),
    place: {
      path: module.path,
      ...module.document.positionAt(target.from),
      span: { start: target.from, end: target.to },
    },
  };
}

/** `field(init=False)` is no argument of the constructor, so no config can set it. */
function isNoArgument(value: SyntaxNode | undefined, module: PythonModule): boolean {
  if (value === undefined || !isFieldCall(value, module)) return false;
  const init = keywordsOf(value, module.text).get("init");
  return init !== undefined && sourceOf(init, module.text) === "False";
}

function isFieldCall(value: SyntaxNode, module: PythonModule): boolean {
  return value.name === "CallExpression" && /^([\w.]+\.)?field\s*\(/.test(sourceOf(value, module.text));
}

/** What follows `=`, or what `field(default=...)` and `field(default_factory=...)` give. */
function defaultOf(value: SyntaxNode, module: PythonModule, constants: Constants): PythonValue | undefined {
  if (!isFieldCall(value, module)) return constants.valueOf(value, module);
  const keywords = keywordsOf(value, module.text);
  const given = keywords.get("default");
  if (given !== undefined) return constants.valueOf(given, module);
  const factory = keywords.get("default_factory");
  if (factory === undefined) return undefined;
  if (factory.name === "LambdaExpression")
    return factory.lastChild ? constants.valueOf(factory.lastChild, module) : undefined;
  return ownValue(FACTORIES, sourceOf(factory, module.text))?.();
}

const FACTORIES: Readonly<Record<string, () => PythonValue>> = { list: () => [], dict: () => new Map() };

function docstringOf(statement: SyntaxNode | undefined, module: PythonModule): string | undefined {
  const string = statement?.name === "ExpressionStatement" ? statement.getChild("String") : null;
  const value = string && parseScalar(sourceOf(string, module.text));
  return typeof value === "string" ? dedented(value) : undefined;
}

/** As Python's `inspect.cleandoc`: without the indentation all lines share. */
function dedented(text: string): string {
  const lines = text.replaceAll("\t", "        ").split("\n");
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => line.search(/\S/));
  // Not by spreading them: a call takes only so many arguments.
  const cut = indents.reduce((least, each) => Math.min(least, each), indents[0] ?? 0);
  return [lines[0]?.trimStart() ?? "", ...lines.slice(1).map((line) => line.slice(cut))].join("\n").trim();
}
