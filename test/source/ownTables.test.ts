import ts from "typescript";
import { expect, test } from "vitest";
import { sourceProgram } from "./sourceProgram";

// Keys, classes and files name what they like, and each object has a `constructor`.
test("a table is asked by any text through `ownValue` only", { timeout: 120_000 }, () => {
  const { sources, checker, placeOf } = sourceProgram();
  const asked = sources.flatMap(lookUpsIn).filter((node) => isByAnyText(node, checker));
  expect(asked.map(placeOf)).toEqual([]);
});

test("such a question is seen", () => {
  const program = "SIZES[name] ?? SIZES.of(name)?.[0] ?? sizes[name]";
  const source = ts.createSourceFile("a.ts", program, ts.ScriptTarget.ES2022, true);
  expect(lookUpsIn(source).map((node) => node.getText(source))).toEqual(["SIZES[name]"]);
});

/** All that a file asks of tables, which are constants. */
function lookUpsIn(source: ts.SourceFile): readonly ts.ElementAccessExpression[] {
  const found: ts.ElementAccessExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isElementAccessExpression(node) && /^[A-Z][A-Z_]*$/.test(node.expression.getText(source)))
      found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isByAnyText(
  { expression, argumentExpression }: ts.ElementAccessExpression,
  checker: ts.TypeChecker,
): boolean {
  const table = checker.getTypeAtLocation(expression);
  const key = checker.getTypeAtLocation(argumentExpression);
  const isText = (key.isUnion() ? key.types : [key]).some(({ flags }) => (flags & ts.TypeFlags.String) !== 0);
  return isText && checker.getIndexTypeOfType(table, ts.IndexKind.String) !== undefined;
}
