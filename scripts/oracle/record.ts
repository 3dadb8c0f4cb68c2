import { catalogueAt } from "../../server/src/arguments/catalogue";
import { generateLaunch } from "../../test/parity/launches/generate";
import { type LaunchRecord, RECORDED_VERSIONS, readLaunches, writeRecords } from "../../test/parity/records";
import { checkoutCommit } from "./checkoutCommit";
import type { Environment } from "./environment";
import { layersOracle } from "./layers";

/**
 * Records the launches of a version anew, from a checkout of its commit, and says how many verdicts moved.
 *
 * @param target What `--neox` calls the version.
 */
export async function record(target: string, { python, neox }: Environment): Promise<void> {
  const version = RECORDED_VERSIONS.find((it) => it.target === target);
  if (version === undefined) throw new Error(`no version ${target}: test/parity/records.ts lists them`);
  warnOfAnotherCommit(neox, version.commit);
  const catalogue = catalogueAt(version.target);
  const oracle = layersOracle(python, neox);
  const records: LaunchRecord[] = [];
  for (let number = version.first; number < version.first + version.count; number++) {
    const { id, ...launch } = generateLaunch(number, catalogue, version.adds);
    const { id: _, ...verdict } = { ...(await oracle.ask({ id, ...launch })), id };
    records.push({ id, ...launch, verdict });
    if (records.length % 250 === 0) console.error(`${target}: ${records.length} of ${version.count}`);
  }
  oracle.end();
  const before = new Map(previous(() => readLaunches(version)).map((it) => [it.id, it]));
  const moved = records.filter((it) => JSON.stringify(before.get(it.id)) !== JSON.stringify(it));
  writeRecords(`launches-${target}`, records);
  const launched = records.filter(({ verdict }) => verdict.launches).length;
  console.log(`${target}: ${records.length} launches, ${launched} launch, ${moved.length} moved`);
}

/** The records that there were; none the first time. */
function previous(read: () => readonly LaunchRecord[]): readonly LaunchRecord[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** A checkout need not be a clone; where it is one, its commit should be the recorded one. */
function warnOfAnotherCommit(checkout: string, commit: string): void {
  const head = checkoutCommit(checkout);
  if (head !== undefined && head !== commit)
    console.error(`${checkout} is at ${head}, and the record is of ${commit}`);
}
