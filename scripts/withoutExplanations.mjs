// @ts-check
// An esbuild plugin: leaves out of a bundle what only `neox-config explain` and the documentation read of a rule.
import { readFile } from "node:fs/promises";
import ts from "typescript";

const EXPLANATIONS = new Set(["summary", "explain", "bad", "good"]);

/** @type {import("esbuild").Plugin} */
export const withoutExplanations = {
  name: "without-explanations",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]server[\\/]src[\\/]rules[\\/].*\.ts$/ }, async ({ path }) => {
      const source = ts.createSourceFile(path, await readFile(path, "utf8"), ts.ScriptTarget.Latest);
      return { contents: emptied(source), loader: "ts" };
    });
  },
};

/** The module with every explanation an empty string. @param {ts.SourceFile} source */
function emptied(source) {
  let contents = "";
  let end = 0;
  for (const value of explanations(source)) {
    contents += `${source.text.slice(end, value.getFullStart())} ""`;
    end = value.getEnd();
  }
  return contents + source.text.slice(end);
}

/** The values of the properties that explain a rule, in the text's order. @param {ts.Node} node @returns {ts.Expression[]} */
function explanations(node) {
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && EXPLANATIONS.has(node.name.text))
    return [node.initializer];
  /** @type {ts.Expression[]} */
  const found = [];
  ts.forEachChild(node, (child) => void found.push(...explanations(child)));
  return found;
}
