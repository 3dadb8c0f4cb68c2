// @ts-check
// Builds the npm package in server/: the command and the library as modules with their types, and the report's view
// and the man page beside them. Run by `npm pack`.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { generateDtsBundle } from "dts-bundle-generator";
import { build } from "esbuild";
import { writeNotices } from "./notices.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const OUT = join(ROOT, "server/dist");
const { dependencies } = JSON.parse(readFileSync(join(ROOT, "server/package.json"), "utf8"));

rmSync(OUT, { recursive: true, force: true });
const command = await build({
  absWorkingDir: ROOT,
  entryPoints: { cli: "server/src/cli/main.ts", index: "server/src/index.ts" },
  outdir: OUT,
  bundle: true,
  splitting: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node20",
  outExtension: { ".js": ".mjs" },
  // What package.json lists is installed beside the package; anything else comes along, without what is compiled of it.
  external: Object.keys(dependencies),
  logLevel: "warning",
  metafile: true,
});
chmodSync(join(OUT, "cli.mjs"), 0o755);
writeFileSync(
  join(OUT, "neox-config.1"),
  execFileSync(process.execPath, [join(OUT, "cli.mjs"), "man"], { encoding: "utf8" }),
);
const view = await build({
  absWorkingDir: ROOT,
  entryPoints: ["report/src/main.ts"],
  outfile: join(OUT, "report.js"),
  bundle: true,
  minify: true,
  platform: "browser",
  format: "iife",
  target: "es2022",
  logLevel: "warning",
  metafile: true,
});
process.chdir(ROOT);
await writeNotices(OUT, [command, view]);
copyFileSync(join(ROOT, "report/src/report.css"), join(OUT, "report.css"));
cpSync(join(ROOT, "server/ask"), join(OUT, "ask"), {
  recursive: true,
  filter: (path) => !path.includes("__pycache__"),
});
const [types = ""] = generateDtsBundle(
  [{ filePath: join(ROOT, "server/src/index.ts"), output: { noBanner: true } }],
  { preferredConfigPath: join(ROOT, "server/tsconfig.types.json") },
);
writeFileSync(join(OUT, "index.d.mts"), types);
