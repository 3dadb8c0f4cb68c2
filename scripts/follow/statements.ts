/**
 * Writes what the statements do that rules about arguments rest on, from a clone of gpt-neox:
 *
 *   npm run statements -- <gpt-neox, or its git directory>
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parsePython } from "../../server/src/arguments/checkout/pythonModule";
import { statementsAt } from "../../server/src/arguments/checkout/statements";
import { rules } from "../../server/src/rules/registry";

const TARGET = resolve("server/src/arguments/generated/statements.json");
/** The commit of sources that name none. */
const DESCRIBED = "ea7aefd8";

const [clone = "."] = process.argv.slice(2);

const found: Record<string, readonly string[]> = {};
const sources = new Set(rules.flatMap((rule) => rule.sources ?? []));
for (const source of sources) {
  if (!source.startsWith("megatron/neox_arguments/")) continue;
  const [, path = "", first = "", last = first, name = "", commit = DESCRIBED] =
    /^([\w/.]+):(\d+)(?:-(\d+))?:(\w+)(?: at (\w+))?$/.exec(source) ?? [];
  const text = execFileSync("git", ["-C", clone, "show", `${commit}:${path}`], { encoding: "utf8" });
  const statements = statementsAt(parsePython(path, text), name, [Number(first), Number(last)]);
  if (statements.length > 0) found[source] = statements;
  else console.log(`no statement of a function: ${source}`);
}
const rows = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
const lines = rows.map(([source, it]) => `  ${JSON.stringify(source)}: ${JSON.stringify(it)}`);
writeFileSync(TARGET, `{\n${lines.join(",\n")}\n}\n`);
console.log(`${rows.length} sources`);
