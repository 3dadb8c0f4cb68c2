// @ts-check
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { kilobytes, printTable } from "./measures.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What ships, and how large it is. It makes a release build and the `.vsix`. */
export function sizes() {
  execFileSync(process.execPath, ["scripts/release/package.mjs"], { cwd: ROOT, stdio: "ignore" });
  const vsix = readdirSync(ROOT).filter((name) => name.endsWith(".vsix"));
  const files = [
    "dist/server.js",
    "dist/pythonParser.js",
    "dist/documentation.js",
    "dist/web/server.js",
    "dist/client.js",
    "dist/cli.js",
    ...vsix,
  ];
  const rows = files.map((name) => [`\`${name}\``, kilobytes(statSync(`${ROOT}/${name}`).size)]);
  printTable("Sizes", [["file", "size"], ...rows]);
}
