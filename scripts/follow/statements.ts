/**
 * Writes, from a clone of gpt-neox, what the statements do that rules about arguments rest on, and which statements its
 * main has had in what checks a config: what a checkout has besides is its own.
 *
 *   npm run statements -- <gpt-neox, or its git directory>
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { definitionsIn } from "../../server/src/arguments/checkout/functions";
import { parsePython } from "../../server/src/arguments/checkout/pythonModule";
import { statementsAt, statementsIn } from "../../server/src/arguments/checkout/statements";
import { rules } from "../../server/src/rules/registry";

const SOURCES = resolve("server/src/arguments/generated/statements.json");
const KNOWN = resolve("server/src/arguments/generated/knownStatements.json");
/** The commit of sources that name none. */
const DESCRIBED = "ea7aefd8";
const ARGUMENTS = "megatron/neox_arguments/arguments.py";
/** In a line of the list of known ones. */
const IN_A_LINE = 12;

const [clone = "."] = process.argv.slice(2);
const git = (...args: string[]) =>
  execFileSync("git", ["-C", clone, ...args], { encoding: "utf8", maxBuffer: 2 ** 28 });

function statementsOfSources(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const source of new Set(rules.flatMap((rule) => rule.sources ?? []))) {
    if (!source.startsWith("megatron/neox_arguments/")) continue;
    const [, path = "", first = "", last = first, name = "", commit = DESCRIBED] =
      /^([\w/.]+):(\d+)(?:-(\d+))?:(\w+)(?: at (\w+))?$/.exec(source) ?? [];
    const module = parsePython(path, git("show", `${commit}:${path}`));
    const statements = statementsAt(module, name, [Number(first), Number(last)]);
    if (statements.length > 0) found.set(source, statements);
    else console.log(`no statement of a function: ${source}`);
  }
  return found;
}

/** Also of the commits of merged branches: a fork may have begun from one. */
function statementsOfMain(): ReadonlySet<string> {
  const blobs = new Map<string, string>();
  for (const commit of git("rev-list", DESCRIBED, "--", ARGUMENTS).trim().split("\n")) {
    const [, blob] = /^\d+ blob (\w+)/.exec(git("ls-tree", commit, ARGUMENTS)) ?? [];
    if (blob !== undefined) blobs.set(blob, git("cat-file", "blob", blob));
  }
  const known = new Set<string>();
  for (const text of blobs.values()) {
    const module = parsePython(ARGUMENTS, text);
    for (const definition of definitionsIn(module).values())
      for (const it of statementsIn(definition, module)) known.add(it);
  }
  return known;
}

const sources = [...statementsOfSources()].sort(([a], [b]) => (a < b ? -1 : 1));
const lines = sources.map(([source, it]) => `  ${JSON.stringify(source)}: ${JSON.stringify(it)}`);
writeFileSync(SOURCES, `{\n${lines.join(",\n")}\n}\n`);

const known = [...statementsOfMain()].sort();
const rows = known.flatMap((_, at) =>
  at % IN_A_LINE === 0 ? [`  ${JSON.stringify(known.slice(at, at + IN_A_LINE).join(" "))}`] : [],
);
writeFileSync(KNOWN, `[\n${rows.join(",\n")}\n]\n`);
console.log(`${sources.length} sources, ${known.length} statements`);
