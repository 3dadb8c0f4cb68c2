import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OracleLaunch } from "../../scripts/oracle/oracle";
import { check } from "../../server/src/features/check";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { LAST_COMMIT, type Target } from "../../server/src/launch/target";
import { Checkouts } from "../../server/src/workspace/checkouts";
import { nodeFiles } from "../../server/src/workspace/node/nodeFiles";
import { readYaml } from "../../server/src/yaml/read";

/** A launch recorded at a commit of main. */
interface VersionLaunch extends OracleLaunch {
  readonly commit: string;
}

const LAUNCHES = new URL("../../../shared/parity/versions.jsonl", import.meta.url);

/**
 * Counts in how many launches an unchanged checkout of a commit gets, finding for finding, what the commit itself gets:
 *
 *   npm run unchanged -- <gpt-neox, or its git directory>
 *
 * At main all recorded launches are checked, at the other commits those that were recorded there.
 */
async function main([clone = "."]: readonly string[]): Promise<void> {
  const launches = readFileSync(LAUNCHES, "utf8")
    .trimEnd()
    .split("\n")
    .map((line): VersionLaunch => JSON.parse(line));
  for (const commit of new Set([...launches.map((it) => it.commit), LAST_COMMIT])) {
    const folder = mkdtempSync(join(tmpdir(), "neox-config-checkout-"));
    const files = execFileSync("git", ["-C", clone, "archive", commit, "megatron"], { maxBuffer: 2 ** 28 });
    execFileSync("tar", ["-x", "-C", folder], { input: files });
    const targets = [
      await new Checkouts(nodeFiles).target(pathToFileURL(folder).href, commit),
      parseTarget(commit),
    ];
    const asked = launches.filter((it) => commit === LAST_COMMIT || it.commit === commit);
    const other = asked.filter((launch) => new Set(targets.map((target) => said(launch, target))).size > 1);
    console.log(`${commit}: ${asked.length - other.length} of ${asked.length} launches alike`);
    for (const { id } of other.slice(0, 20)) console.log(`  other: ${id}`);
    rmSync(folder, { recursive: true });
  }
}

/** All that is said of a launch, in one text. */
function said({ files, gpus }: OracleLaunch, target: Target | undefined): string {
  if (target === undefined) throw new Error("no gpt-neox there");
  const documents = files.map(({ name, text }) => ({ path: name, document: readYaml(text) }));
  const { findings } = check({ files: documents, target, gpus, scope: "launch" });
  const told = findings.map(({ rule, severity, phase, message, span, neox, fixes }) =>
    JSON.stringify([rule, severity, phase, message, span, neox, fixes().map(({ title }) => title)]),
  );
  return told.sort().join("\n");
}

void main(process.argv.slice(2));
