// @ts-check
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const UPSTREAM = fileURLToPath(new URL("../../shared/corpus/upstream/configs", import.meta.url));
const EXAMPLES = fileURLToPath(new URL("../examples", import.meta.url));

/** @typedef {{ name: string, text: string }} Text */

/** The smallest, the median and the largest of upstream's models (of our examples where there is no corpus). */
export function upstreamTexts() {
  const folder = existsSync(UPSTREAM) ? UPSTREAM : EXAMPLES;
  const models = configsIn(folder)
    .map((path) => ({ name: basename(path), text: readFileSync(path, "utf8") }))
    .filter(({ text }) => PLACE.test(text))
    .sort((a, b) => a.text.length - b.text.length);
  return [models[0], models[models.length >> 1], models.at(-1)].filter((each) => each !== undefined);
}

/** The paths of all YAML files below a folder. @param {string} folder */
export function configsIn(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(folder, name));
}

/** A model with so many lines behind it. @param {string} model @param {number} lines @param {(index: number) => string} line */
export function lengthened(model, lines, line) {
  const missing = Math.max(0, lines - model.split("\n").length);
  return `${model}\n${Array.from({ length: missing }, (_, index) => line(index)).join("\n")}\n`;
}

/** A small model in block style, which lines can follow. */
export const MODEL = `# neox-config: on
hidden_size: 512
num_layers: 12
num_attention_heads: 8
seq_length: 2048
max_position_embeddings: 2048
train_micro_batch_size_per_gpu: 4
optimizer: { type: Adam, params: { lr: 1.0e-4 } }
`;

/** A value of the text, which the edits change there and back. */
const PLACE = /hidden[-_]size"?:\s*(\d+)/;

/**
 * Typing a digit behind a value, and taking it back.
 * @param {string} text
 * @returns {[import("vscode-languageserver-protocol").TextDocumentContentChangeEvent, import("vscode-languageserver-protocol").TextDocumentContentChangeEvent]}
 */
export function typing(text) {
  const found = PLACE.exec(text);
  if (found === null) throw new Error("no hidden_size to edit");
  const end = found.index + found[0].length;
  const line = text.slice(0, end).split("\n").length - 1;
  const character = end - (text.lastIndexOf("\n", end - 1) + 1);
  const behind = { line, character };
  return [
    { range: { start: behind, end: behind }, text: "0" },
    { range: { start: behind, end: { line, character: character + 1 } }, text: "" },
  ];
}
