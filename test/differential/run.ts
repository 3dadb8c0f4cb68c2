/** Random launches against real NeoX: see `scripts/differential.mjs`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseTarget } from "../../server/src/launch/parseTarget";
import type { Target } from "../../server/src/launch/target";
import { difference } from "./differ";
import { generateLaunch } from "./generate";
import { Neox } from "./neox";

const {
  NEOX_CHECKOUT,
  NEOX_TARGET = "main",
  NEOX_ORACLE = "../shared/oracle/layer.py",
  PYTHON = "/usr/bin/python3",
} = process.env;
const [first = 0, count = 1000] = process.argv.slice(2).map(Number);
const target = parseTarget(NEOX_TARGET);

/** Asks NeoX and us about the launches `first` to `first + count`, and prints each kind of difference with its launches. */
async function compareLaunches(checkout: string, target: Target): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "differential-"));
  const neox = new Neox(PYTHON, NEOX_ORACLE, checkout, folder);
  const differences = new Map<string, string[]>();
  let launched = 0;
  for (let number = first; number < first + count; number += 1) {
    const launch = generateLaunch(number);
    const verdict = await neox.ask(launch);
    if (verdict.ok) launched += 1;
    const found = difference(launch, target, verdict);
    if (found !== undefined) differences.set(found, [...(differences.get(found) ?? []), launch.id]);
    rmSync(join(folder, launch.id), { recursive: true });
    if ((number - first + 1) % 2000 === 0)
      console.error(`${number - first + 1} launches, ${differences.size} kinds of difference`);
  }
  neox.end();
  rmSync(folder, { recursive: true });
  const sorted = [...differences].sort(([, a], [, b]) => b.length - a.length);
  for (const [what, ids] of sorted) console.log(`${ids.length}\t${what}\t(${ids.slice(0, 5).join(" ")})`);
  const differing = sorted.reduce((sum, [, ids]) => sum + ids.length, 0);
  console.log(
    `${count} launches for ${NEOX_TARGET}: NeoX launched ${launched}, ${differing} verdicts differ`,
  );
}

if (NEOX_CHECKOUT === undefined || target === undefined) {
  console.log("skipped: NEOX_CHECKOUT names no gpt-neox checkout, or NEOX_TARGET no version");
} else {
  void compareLaunches(NEOX_CHECKOUT, target);
}
