/**
 * Lists the commits of gpt-neox's main since v2.0 with their dates, oldest first, from a clone of it:
 *
 *   node scripts/follow/commits.mjs <gpt-neox>
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const [clone] = process.argv.slice(2);
const history = [
  "log",
  "--first-parent",
  "--reverse",
  "--since=2023-03-08",
  "--abbrev=12",
  "--format=%h %cs",
];
const lines = execFileSync("git", ["-C", clone, ...history], { encoding: "utf8" })
  .trim()
  .split("\n");
const target = new URL("../../server/src/arguments/generated/commits.json", import.meta.url);
writeFileSync(target, `[\n${lines.map((line) => `  ${JSON.stringify(line)}`).join(",\n")}\n]\n`);
