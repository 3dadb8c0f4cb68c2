// @ts-check
// An esbuild plugin: puts the facts about arguments into a bundle as rows under one head, and not each with all its keys.
import { readFile } from "node:fs/promises";

/** @type {import("esbuild").Plugin} */
export const recordsAsTable = {
  name: "records-as-table",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]generated[\\/]arguments\.json$/ }, async ({ path }) => {
      return { contents: table(JSON.parse(await readFile(path, "utf8"))), loader: "js" };
    });
  },
};

/** The module that makes the records again; a cell without a value is a key that the record lacks. */
function table(/** @type {readonly Readonly<Record<string, unknown>>[]} */ records) {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const rows = records.map((record) => keys.map((key) => JSON.stringify(record[key]) ?? "").join(","));
  return `const keys = ${JSON.stringify(keys)};
const rows = [${rows.map((row) => `[${row}]`).join(",\n")}];
export default rows.map((row) => Object.fromEntries(row.map((cell, index) => [keys[index], cell]).filter(([, cell]) => cell !== undefined)));`;
}
