/**
 * Turns facts about NeoX's arguments into the project's data, one argument a line:
 *
 *   node scripts/generate-arguments.mjs <arguments.json> <nested.json>
 *
 * Facts only: names, types, defaults, history. Defaults are kept as Python source (`1.0` is not `1`).
 * What those files lack, the arguments that main no longer has, is in `removed-arguments.json` beside this script;
 * `returned` there says when an argument that had been removed came back.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

const target = new URL("../server/src/arguments/generated/", import.meta.url);

/** Reads JSON with every number as the object `{ number: "1.0" }`, for JavaScript has no int and float. */
function readFacts(path) {
  const text = readFileSync(path, "utf8");
  const numbers = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  return JSON.parse(text.replace(numbers, (it) => (it.startsWith('"') ? it : `{"number":"${it}"}`)));
}

function pythonSource(fact) {
  if (fact === null) return "None";
  if (fact === true) return "True";
  if (fact === false) return "False";
  if (typeof fact === "string") return `'${JSON.stringify(fact).slice(1, -1).replaceAll("'", "\\'")}'`;
  if (fact.number !== undefined) return fact.number;
  if (fact.expr !== undefined) return fact.expr;
  throw new Error(`No Python source for ${JSON.stringify(fact)}`);
}

function change({ commit, date, what, was, now }) {
  const source = what === "default" ? pythonSource : (annotation) => annotation;
  return { commit, date, what, was: source(was), now: source(now) };
}

function argument(fact) {
  const declaration = fact.main ?? fact["v2.0"];
  const changes = fact["changes_after_v2.0"].filter(({ what }) => what === "type" || what === "default");
  return {
    name: fact.name,
    group: fact.group,
    declared: declaration.declared,
    default: pythonSource(declaration.default),
    setBy: fact.set_by,
    decidedBy: fact.decided_by,
    declaredAt: `${basename(declaration.file)}:${declaration.line.number}`,
    introduced: fact.introduced,
    removed: fact.removed ?? undefined,
    changes: changes.length > 0 ? changes.map(change) : undefined,
  };
}

function byNameThenDate(a, b) {
  const [first, second] = [a, b].map(({ name, introduced }) => `${name} ${introduced.date}`);
  return first < second ? -1 : 1;
}

function onePerLine(rows) {
  return rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n");
}

const [argumentsPath, nestedPath] = process.argv.slice(2);
if (nestedPath === undefined) throw new Error("usage: generate-arguments.mjs <arguments.json> <nested.json>");

const facts = readFacts(argumentsPath);
const removed = JSON.parse(readFileSync(new URL("removed-arguments.json", import.meta.url), "utf8"));
const returned = new Map(removed.map((row) => [row.name, row.returned]));
const declarations = [
  ...facts.arguments
    .map(argument)
    .map((row) => ({ ...row, introduced: returned.get(row.name) ?? row.introduced })),
  ...removed.map((row) => ({ ...row, returned: undefined })),
].sort(byNameThenDate);
writeFileSync(new URL("arguments.json", target), `[\n${onePerLine(declarations)}\n]\n`);

const nested = JSON.parse(readFileSync(nestedPath, "utf8"));
const blocks = Object.entries(nested).map(
  ([key, block]) => `  ${JSON.stringify(key)}: ${JSON.stringify(block)}`,
);
writeFileSync(new URL("nested.json", target), `{\n${blocks.join(",\n")}\n}\n`);
