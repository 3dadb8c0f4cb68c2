// @ts-check
// An esbuild plugin: leaves out of a bundle what only `neox-config explain` and the documentation read of a rule.
import { readFile } from "node:fs/promises";
import ts from "typescript";

const EXPLANATIONS = new Set(["summary", "explain", "bad", "good"]);

/** @type {import("esbuild").Plugin} */
export const withoutExplanations = {
  name: "without-explanations",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]server[\\/]src[\\/](rules|engine)[\\/].*\.ts$/ }, async ({ path }) => {
      const source = ts.createSourceFile(path, await readFile(path, "utf8"), ts.ScriptTarget.Latest);
      return { contents: emptied(source), loader: "ts" };
    });
  },
};

/** The module without the properties that explain a rule. @param {ts.SourceFile} source */
function emptied(source) {
  let contents = "";
  let end = 0;
  for (const property of explanations(source)) {
    contents += source.text.slice(end, property.getFullStart());
    end = property.getEnd() + (/^\s*,/.exec(source.text.slice(property.getEnd()))?.[0].length ?? 0);
  }
  return contents + source.text.slice(end);
}

/** The properties that explain a rule, in the text's order. @param {ts.Node} node @returns {ts.PropertyAssignment[]} */
function explanations(node) {
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && EXPLANATIONS.has(node.name.text))
    return [node];
  /** @type {ts.PropertyAssignment[]} */
  const found = [];
  ts.forEachChild(node, (child) => void found.push(...explanations(child)));
  return found;
}
