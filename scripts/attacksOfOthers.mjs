// @ts-check
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setUp.mjs";

const FOLDER = "test/attacks/kinds";

/** All attacks take longer than everything else together, so each commit is met by a share of so many. */
const SHARES = 3;

/** The files of attacks that are left to other commits. The commit itself chooses, so that a run can be repeated. */
export function attacksOfOthers() {
  const { stdout } = spawnSync("git", ["rev-parse", "HEAD"], { cwd: ROOT, encoding: "utf8" });
  const share = Number.parseInt(stdout?.slice(0, 6) || "0", 16) % SHARES;
  const kinds = readdirSync(join(ROOT, FOLDER)).filter((name) => name.endsWith(".test.ts"));
  return kinds.sort().flatMap((name, at) => (at % SHARES === share ? [] : [`${FOLDER}/${name}`]));
}
