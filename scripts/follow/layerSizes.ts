/**
 * Writes how gpt-neox has ever made the parameters of a layer, from a clone of it:
 *
 *   npm run layer-sizes -- <gpt-neox, or its git directory> [CHECKOUT...]
 *
 * Each CHECKOUT has a change that is proposed to gpt-neox and that this project counts as well.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { statementsOfSizes } from "../../server/src/arguments/checkout/layerSizes";
import { parsePython } from "../../server/src/arguments/checkout/pythonModule";

const PATHS = ["megatron/model/transformer.py", "megatron/model/norms.py"];
const TARGET = resolve("server/src/arguments/generated/layerSizes.json");

const [clone = ".", ...proposals] = process.argv.slice(2);
const git = (...args: string[]) =>
  execFileSync("git", ["-C", clone, ...args], { encoding: "utf8", maxBuffer: 2 ** 28 });

const found = new Map<string, Set<string>>();
function add(path: string, text: string): void {
  for (const [name, digests] of statementsOfSizes(parsePython(path, text))) {
    const states = found.get(name) ?? new Set();
    for (const it of digests) states.add(it);
    found.set(name, states);
  }
}

for (const path of PATHS) {
  const commits = git("log", "--format=%H", "--diff-filter=AM", "HEAD", "--", path).trim().split("\n");
  for (const commit of commits) add(path, git("show", `${commit}:${path}`));
  for (const folder of proposals)
    if (existsSync(join(folder, path))) add(path, readFileSync(join(folder, path), "utf8"));
}
const rows = [...found].map(([name, it]) => `  ${JSON.stringify(name)}: ${JSON.stringify([...it].sort())}`);
writeFileSync(TARGET, `{\n${rows.join(",\n")}\n}\n`);
console.log(
  `${[...found.values()].reduce((sum, it) => sum + it.size, 0)} statements of ${rows.length} classes`,
);
