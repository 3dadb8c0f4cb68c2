// @ts-check
// Packages that the tests use and the project does not depend on: each group in a folder with a lock file of its own.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const CACHE = resolve(import.meta.dirname, "../../.cache");
const QUIETLY = ["--ignore-scripts", "--prefer-offline", "--loglevel=error"];

/** Runs npm in a folder, its output shown. Throws when it fails. */
export function npm(/** @type {string} */ folder, /** @type {string[]} */ ...args) {
  execFileSync("npm", [...args, ...QUIETLY], { cwd: folder, stdio: "inherit" });
}

/**
 * Installs the packages of `test/host/<group>` into `.cache/<group>`, once for each lock file. Returns the folder.
 * `finish` does what is left to do there, once. Throws when one of both fails.
 * @param {string} group @param {string} notice @param {(folder: string) => void} finish
 */
export function installPackages(group, notice, finish) {
  const source = join(import.meta.dirname, group);
  const lock = readFileSync(join(source, "package-lock.json"));
  const cache = join(CACHE, group);
  const folder = join(cache, createHash("sha256").update(lock).digest("hex").slice(0, 12));
  const complete = join(folder, "complete");
  if (existsSync(complete)) return folder;
  console.log(notice);
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    copyFileSync(join(source, file), join(folder, file));
  npm(folder, "ci");
  finish(folder);
  writeFileSync(complete, "");
  return folder;
}
