// @ts-check
// Bundles the extension, the server and the command into dist/, or another folder: `--out FOLDER`. `--release`: minified,
// no source maps.
import { chmod, copyFile, cp, mkdir, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { bundleRulePages } from "./bundleRulePages.mjs";
import { writeNotices } from "./notices.mjs";
import { recordsAsTable } from "./recordsAsTable.mjs";
import { withoutExplanations } from "./withoutExplanations.mjs";

const { release, out } = parseArgs({
  options: { release: { type: "boolean", default: false }, out: { type: "string", default: "dist" } },
}).values;
/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  minify: release,
  sourcemap: release ? false : "linked",
  logLevel: "warning",
  metafile: true,
};
/** @type {import("esbuild").BuildOptions} */
const node = { ...common, platform: "node", format: "cjs", target: "node20" };
/** @type {import("esbuild").BuildOptions} */
const web = { ...common, platform: "browser", target: "es2022" };
// A CommonJS bundle has no `import.meta.url`, which modules that are written for both systems ask for.
const command = {
  banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: { "import.meta.url": "moduleUrl" },
};

// Files beside the server, each loaded when it is first needed: where there is Python to read, and where somebody asks
// what a key means. A web worker has no `require`: its server is one file.
const LATER = [
  { imported: /^@lezer\/python$/, entry: "@lezer/python", file: "pythonParser.js" },
  {
    imported: /^\.\/documentation$/,
    entry: "./server/src/arguments/documentation",
    file: "documentation.js",
  },
  {
    imported: /^\.\.\/workspace\/loadedFiles$/,
    entry: "./server/src/workspace/loadedFiles",
    file: "loads.js",
  },
];
/** The command's own server; in one bundle with it, each module would begin in a function of its own. */
const SERVER = { imported: /^\.\.\/lsp\/node$/, file: "server.js" };

/**
 * Leaves files out of a bundle that lie beside it.
 * @param {readonly { imported: RegExp, file: string }[]} files
 * @returns {import("esbuild").Plugin}
 */
const loadedLater = (files) => ({
  name: "loaded-later",
  setup({ onResolve }) {
    for (const { imported, file } of files)
      onResolve({ filter: imported }, () => ({ path: `./${file}`, external: true }));
  },
});

await rm(out, { recursive: true, force: true });
await mkdir(out);
const built = await Promise.all([
  build({
    ...node,
    entryPoints: ["client/src/main.ts"],
    outfile: `${out}/client.js`,
    external: ["vscode"],
    conditions: ["browser"],
  }),
  build({ ...web, entryPoints: ["report/src/main.ts"], outfile: `${out}/report.js`, format: "iife" }),
  copyFile("report/src/report.css", `${out}/report.css`),
  cp("server/ask", `${out}/ask`, { recursive: true, filter: (path) => !path.includes("__pycache__") }),
  bundleRulePages(out),
  build({
    ...node,
    ...command,
    entryPoints: ["server/src/lsp/node.ts"],
    outfile: `${out}/server.js`,
    plugins: [withoutExplanations, recordsAsTable, loadedLater(LATER)],
  }),
  ...LATER.map(({ entry, file }) => build({ ...node, entryPoints: [entry], outfile: `${out}/${file}` })),
  build({
    ...node,
    ...command,
    entryPoints: ["server/src/cli/main.ts"],
    outfile: `${out}/cli.js`,
    plugins: [loadedLater([SERVER])],
  }),
  build({
    ...web,
    entryPoints: ["server/src/lsp/browser.ts"],
    outfile: `${out}/web/server.js`,
    format: "iife",
    // `explain` is the command's.
    plugins: [withoutExplanations, recordsAsTable],
  }),
]);
await writeNotices(out, built);
await chmod(`${out}/cli.js`, 0o755);
