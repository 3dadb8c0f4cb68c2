// @ts-check
// What every command of a fresh clone needs first. Node's own modules only: nothing is installed yet.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");
const OLDEST_NODE = 20;

/** The packages of a lock file that must be there on every platform, with their versions. */
function versions(/** @type {string} */ lockFile) {
  /** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync(lockFile, "utf8"));
  const required = Object.entries(packages).filter(([path, { optional }]) => path !== "" && !optional);
  return new Map(required.map(([path, { version }]) => [path, version]));
}

/** Whether node_modules is what package-lock.json asks for. */
function isInstalled() {
  const installedLock = resolve(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(installedLock)) return false;
  const installed = versions(installedLock);
  return [...versions(resolve(ROOT, "package-lock.json"))].every(
    ([path, version]) => installed.has(path) && installed.get(path) === version,
  );
}

/** Runs a command in the project's folder, its output shown, for so many minutes at most. Returns its exit code. */
export function run(
  /** @type {string} */ command,
  /** @type {readonly string[]} */ args,
  /** @type {number | undefined} */ minutes = undefined,
) {
  const shell = process.platform === "win32" && command !== process.execPath;
  const timeout = minutes === undefined ? undefined : minutes * 60_000;
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: "inherit", shell, timeout });
  if (error && "code" in error && error.code === "ETIMEDOUT")
    console.error(`ended after ${minutes} minutes: ${command} ${args.join(" ")}`);
  else if (error) throw error;
  return status ?? 1;
}

/** Runs a step that everything after it needs: ends this process when it fails. */
export function runOrExit(/** @type {string} */ command, /** @type {readonly string[]} */ args) {
  const code = run(command, args);
  if (code !== 0) process.exit(code);
}

/** Makes sure of Node's version and of the packages in package-lock.json. */
export function setUp() {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    console.error(`Node ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (isInstalled()) return;
  console.log("Installing the project's packages ...");
  runOrExit("npm", [
    "ci",
    "--ignore-scripts",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
}
