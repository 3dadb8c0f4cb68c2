import ts from "typescript";
import { expect, test } from "vitest";
import { sourceProgram } from "./sourceProgram";

const CONVERSIONS = new Set(["String", "Number", "BigInt"]);

const SCALAR =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined;

// JavaScript joins what a list holds, and aliases of YAML make a list of some hundred bytes endless.
test("JavaScript makes no text and no number of a value that may be a list", { timeout: 120_000 }, () => {
  const { sources, checker, placeOf } = sourceProgram();
  const joined = sources
    .flatMap(convertedIn)
    .filter((node) => holdsLists(checker.getTypeAtLocation(node), checker));
  expect(joined.map(placeOf)).toEqual([]);
  expect(sources.length).toBeGreaterThan(500);
});

test("such a text is seen where it is made", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a program's text.
  const program = "String(a) + `${b}` + c.map(Number)";
  const source = ts.createSourceFile("a.ts", program, ts.ScriptTarget.ES2022, true);
  expect(convertedIn(source).map((node) => node.getText(source))).toEqual(["a", "b", "c"]);
});

/** All that the file gives to `String`, `Number` or `BigInt`, or puts into a template. */
function convertedIn(source: ts.SourceFile): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateSpan(node) && !ts.isTaggedTemplateExpression(node.parent.parent))
      found.push(node.expression);
    if (ts.isCallExpression(node)) found.push(...convertedBy(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function convertedBy({ expression, arguments: [argument] }: ts.CallExpression): readonly ts.Expression[] {
  if (argument === undefined) return [];
  if (ts.isIdentifier(expression) && CONVERSIONS.has(expression.text)) return [argument];
  const isMapped = ts.isPropertyAccessExpression(expression) && ts.isIdentifier(argument);
  return isMapped && CONVERSIONS.has(argument.text) ? [expression.expression] : [];
}

/** Whether a value of the type may be a list or a mapping of anything but scalars; of a list itself what it holds counts. */
function holdsLists(type: ts.Type, checker: ts.TypeChecker, depth = 0): boolean {
  return (type.isUnion() ? type.types : [type]).some((part) => {
    if ((part.flags & SCALAR) !== 0) return false;
    const item = checker.getIndexTypeOfType(part, ts.IndexKind.Number);
    if (item !== undefined) return depth > 1 || holdsLists(item, checker, depth + 1);
    return /^(?:Readonly)?Map$|^Python/.test(part.symbol?.name ?? "");
  });
}
