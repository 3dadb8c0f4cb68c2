/** Writes what a checkout of gpt-neox declares into the project's data of arguments: see `scripts/runBundled.mjs`. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCheckout } from "../../server/src/arguments/checkout/readCheckout";
import type { Declaration } from "./declarations";
import { followed } from "./declarations";

const DATA = "server/src/arguments/generated/arguments.json";
const NAMES = "server/src/arguments/generated/argumentName.ts";

async function follow(checkout: string, commit: string, date: string): Promise<void> {
  const read = async (path: string) =>
    existsSync(join(checkout, path)) ? readFileSync(join(checkout, path), "utf8") : undefined;
  const catalogue = (await readCheckout(read))?.catalogue;
  if (catalogue === undefined) throw new Error(`${checkout} is no gpt-neox: it declares no arguments`);
  const known: readonly Declaration[] = JSON.parse(readFileSync(DATA, "utf8"));
  const rows = followed(known, catalogue, { commit, date }).map((row) => JSON.stringify(row));
  const before = new Set(known.map((row) => JSON.stringify(row)));
  for (const row of rows.filter((it) => !before.has(it))) console.log(row);
  writeFileSync(DATA, `[\n${rows.map((row) => `  ${row}`).join(",\n")}\n]\n`);
  writeFileSync(NAMES, namesText(rows.map((row): Declaration => JSON.parse(row))));
  const changed = rows.filter((row) => !before.has(row)).length;
  console.log(`${catalogue.names.length} arguments at ${commit} (${date}), ${changed} lines changed`);
}

/** The type of all names, of any version. */
function namesText(rows: readonly Declaration[]): string {
  const names = [...new Set(rows.map(({ name }) => name))].sort();
  return `// Made by \`npm run follow\` from arguments.json.

/** An argument of gpt-neox, of any version. */
export type ArgumentName =
${names.map((name) => `  | "${name}"`).join("\n")};
`;
}

/** The commit and its date as the checkout's own git tells them. */
function headOf(checkout: string): readonly string[] {
  const format = ["show", "-s", "--abbrev=8", "--format=%h %cs"];
  return execFileSync("git", ["-C", checkout, ...format], { encoding: "utf8" })
    .trim()
    .split(" ");
}

const [checkout, ...named] = process.argv.slice(2);
if (checkout === undefined) throw new Error("usage: npm run follow -- CHECKOUT [COMMIT DATE]");
const [commit = "", date = ""] = named.length === 2 ? named : headOf(checkout);
void follow(checkout, commit, date);
