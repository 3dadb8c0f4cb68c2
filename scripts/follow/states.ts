/**
 * Writes the states in which the files and functions of gpt-neox have been on main, from a clone of it:
 *
 *   npm run states -- <gpt-neox, or its git directory>
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileDigest, functionsOf } from "../../server/src/arguments/checkout/functions";
import { parsePython } from "../../server/src/arguments/checkout/pythonModule";
import commits from "../../server/src/arguments/generated/commits.json";

/** States in order: the index of the commit that brought it, and its digest; an empty one where it is gone. */
type States = [index: number, digest: string][];

interface FileStates {
  readonly file: States;
  readonly functions: Record<string, States>;
}

const PATHS = /^(?:megatron\/.*|deepy|generate|train|eval)\.py$/;
const TARGET = resolve("server/src/arguments/generated/states.json");

const [clone = "."] = process.argv.slice(2);
const git = (...args: string[]) =>
  execFileSync("git", ["-C", clone, ...args], { encoding: "utf8", maxBuffer: 2 ** 28 });

const blobs = new Map<string, { digest: string; functions: ReadonlyMap<string, string> }>();
function read(path: string, blob: string) {
  const known = blobs.get(blob);
  if (known !== undefined) return known;
  const text = git("cat-file", "blob", blob);
  const found = { digest: fileDigest(text), functions: functionsOf(parsePython(path, text)) };
  blobs.set(blob, found);
  return found;
}

function add(states: States, index: number, digest: string): void {
  if (states.at(-1)?.[1] !== digest && !(states.length === 0 && digest === "")) states.push([index, digest]);
}

const files: Record<string, FileStates> = {};
commits.forEach((line, index) => {
  const tree = new Map<string, string>();
  for (const entry of git("ls-tree", "-r", line.split(" ")[0] ?? "").split("\n")) {
    const [, blob = "", path = ""] = /^\d+ blob (\w+)\t(.*)$/.exec(entry) ?? [];
    if (PATHS.test(path)) tree.set(path, blob);
  }
  for (const path of new Set([...Object.keys(files), ...tree.keys()])) {
    files[path] ??= { file: [], functions: {} };
    const { file, functions } = files[path];
    const blob = tree.get(path);
    const now = blob === undefined ? { digest: "", functions: new Map<string, string>() } : read(path, blob);
    add(file, index, now.digest);
    for (const name of new Set([...Object.keys(functions), ...now.functions.keys()])) {
      functions[name] ??= [];
      add(functions[name], index, now.functions.get(name) ?? "");
    }
  }
});

const rows = Object.entries(files)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, states]) => `  ${JSON.stringify(path)}: ${JSON.stringify(states)}`);
writeFileSync(TARGET, `{\n${rows.join(",\n")}\n}\n`);
console.log(`${rows.length} files, ${blobs.size} states of files`);
