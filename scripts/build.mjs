// @ts-check
// Bundles the extension, the server and the command into dist/. `--release`: minified, no source maps.
import { chmod, copyFile, mkdir, rm } from "node:fs/promises";
import { build } from "esbuild";
import { bundleRulePages } from "./bundleRulePages.mjs";
import { withoutExplanations } from "./withoutExplanations.mjs";

const release = process.argv.includes("--release");
/** @type {import("esbuild").BuildOptions} */
const common = { bundle: true, minify: release, sourcemap: release ? false : "linked", logLevel: "warning" };
/** @type {import("esbuild").BuildOptions} */
const node = { ...common, platform: "node", format: "cjs", target: "node20" };
/** @type {import("esbuild").BuildOptions} */
const web = { ...common, platform: "browser", target: "es2022" };
// A CommonJS bundle has no `import.meta.url`, which modules that are written for both systems ask for.
const command = {
  banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: { "import.meta.url": "moduleUrl" },
};

// `explain` is the command's.
const server = { plugins: [withoutExplanations] };
// Loaded where there is Python to read. A web worker has no `require`: its server is one file.
const PYTHON_PARSER = "./pythonParser.js";
const lazyParser = { alias: { "@lezer/python": PYTHON_PARSER }, external: [PYTHON_PARSER] };

await rm("dist", { recursive: true, force: true });
await mkdir("dist");
await Promise.all([
  build({ ...node, entryPoints: ["client/src/node.ts"], outfile: "dist/client.js", external: ["vscode"] }),
  build({ ...web, entryPoints: ["report/src/main.ts"], outfile: "dist/report.js", format: "iife" }),
  copyFile("report/src/report.css", "dist/report.css"),
  bundleRulePages("dist"),
  build({
    ...node,
    entryPoints: ["server/src/lsp/node.ts"],
    outfile: "dist/server.js",
    ...server,
    ...lazyParser,
  }),
  build({ ...node, entryPoints: ["@lezer/python"], outfile: "dist/pythonParser.js" }),
  build({ ...node, entryPoints: ["server/src/cli/main.ts"], outfile: "dist/cli.js", ...command }),
  build({
    ...web,
    entryPoints: ["client/src/browser.ts"],
    outfile: "dist/web/client.js",
    format: "cjs",
    external: ["vscode"],
  }),
  build({
    ...web,
    entryPoints: ["server/src/lsp/browser.ts"],
    outfile: "dist/web/server.js",
    format: "iife",
    ...server,
  }),
]);
await chmod("dist/cli.js", 0o755);
