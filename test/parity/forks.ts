import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { LayersVerdict } from "../../scripts/oracle/layers";
import type { OracleLaunch } from "../../scripts/oracle/oracle";
import type { Target } from "../../server/src/launch/target";
import { Checkouts } from "../../server/src/workspace/checkouts";
import { nodeFiles } from "../../server/src/workspace/node/nodeFiles";
import { type Comparison, compareAt } from "./compare";
import { functionOf } from "./functionOf";

/** A launch on a fork, and what the fork's own code did with it. */
export interface ForkLaunch extends OracleLaunch, Omit<LayersVerdict, "launches"> {
  readonly repo: string;
  /** The checkout in the repository. */
  readonly folder: string;
  readonly runs: boolean;
}

const LAUNCHES = new URL("../../../shared/parity/forks.jsonl", import.meta.url);

/**
 * Prints how our verdicts on launches of forks compare with those of the forks' own code:
 *
 *   npm run forks -- FOLDER [--ids]
 *
 * FOLDER holds a checkout of each at its recorded commit, as OWNER+NAME; those that are missing are named.
 */
async function main([folder = ".", ...options]: readonly string[]): Promise<void> {
  const checkouts = new Checkouts(nodeFiles);
  const launches = readFileSync(LAUNCHES, "utf8").trimEnd().split("\n");
  const comparisons: Comparison[] = [];
  const missing = new Set<string>();
  for (const launch of launches.map((line): ForkLaunch => JSON.parse(line))) {
    const target = await checkoutOf(launch, folder, checkouts);
    if (target === undefined) missing.add(launch.repo);
    else comparisons.push(compareAt(launch, target, launch.repo, { ...launch, launches: launch.runs }));
  }
  if (missing.size > 0) console.log(`not there: ${[...missing].join(", ")}`);
  print(comparisons, options.includes("--ids"));
}

async function checkoutOf(
  { repo, folder }: ForkLaunch,
  parent: string,
  checkouts: Checkouts,
): Promise<Target | undefined> {
  const root = join(resolve(parent), repo.replace("/", "+"), folder);
  return existsSync(root) ? checkouts.target(pathToFileURL(root).href, repo) : undefined;
}

function print(comparisons: readonly Comparison[], all: boolean): void {
  const running = comparisons.filter(({ verdict }) => verdict.launches);
  const wrong = running.filter(({ errors }) => errors.length > 0);
  const stopped = comparisons.filter(({ verdict }) => !verdict.launches);
  const missed = stopped.filter(({ errors }) => errors.length === 0);
  const agreeing = comparisons.length - wrong.length - missed.length;
  const warnings = running.reduce((sum, it) => sum + it.warnings, 0);
  console.log(
    `${comparisons.length} launches, ${((100 * agreeing) / comparisons.length).toFixed(2)} % agree`,
  );
  console.log(`${wrong.length} false errors in ${running.length}, ${warnings} warnings of running launches`);
  console.log(`${missed.length} missed of ${stopped.length}`);
  for (const it of [...wrong, ...missed].slice(0, all ? undefined : 20)) console.log(shown(it));
  for (const { id, failures } of comparisons) for (const it of failures) console.log(`${id} threw: ${it}`);
}

function shown({ id, verdict, errors }: Comparison): string {
  if (verdict.launches) return `false  ${id}: ${errors.join(", ")}`;
  return `missed ${id}: ${functionOf(verdict.at)} ${verdict.type}: ${verdict.message}`;
}

void main(process.argv.slice(2));
