/**
 * Whether a recorded training that stopped runs once `check --fix` has mended it, by `scripts/runBundled.mjs`:
 *
 *   npm run mended -- jobs [--all] > jobs.jsonl    the mended launches, for whoever runs whole launches of real NeoX
 *   npm run mended -- score jobs.jsonl answers.jsonl
 *
 * A job is a line with `files`, `gpus` and what was done and is left to say; an answer repeats its `id` with `runs`,
 * and where it stopped.
 */
import { type AppliedFix, fixLaunch } from "../../server/src/cli/fixes";
import { inLaunchFolder, launchIn } from "../parity/launchFolder";
import { readRecords, readRows } from "../parity/records";

interface RunRecord {
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly gpus: number;
  readonly mode: "train" | "resume" | "generate";
  readonly runs: boolean;
  readonly needs: readonly string[];
  readonly at: string | null;
  readonly type: string | null;
  readonly message: string | null;
}

interface Job extends Pick<RunRecord, "id" | "files" | "gpus" | "mode"> {
  readonly applied: readonly AppliedFix[];
  /** The rules that still have an error or a warning to tell. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

async function printJobs(lastResorts: boolean): Promise<void> {
  await inLaunchFolder(async (folder) => {
    for (const record of readRecords<RunRecord>("runs").filter(isFailedTraining))
      console.log(JSON.stringify(await jobOf(record, folder, lastResorts)));
  });
}

function isFailedTraining({ mode, runs, needs }: RunRecord): boolean {
  return mode === "train" && !runs && needs.length === 0;
}

async function jobOf({ id, files, gpus }: RunRecord, folder: string, lastResorts: boolean): Promise<Job> {
  const input = await launchIn(folder, { files, gpus });
  const { checked, applied, changed } = fixLaunch(input, lastResorts);
  const left = (severity: string) =>
    checked.findings.filter((it) => it.severity === severity).map(({ rule }) => rule);
  const mended = files.map(({ name, text }) => ({
    name,
    text: changed.find(({ path }) => path === name)?.after ?? text,
  }));
  return {
    id,
    files: mended,
    gpus,
    mode: "train",
    applied,
    errors: left("error"),
    warnings: left("warning"),
  };
}

function printScore(jobs: readonly Job[], answers: ReadonlyMap<string, RunRecord>): void {
  const changed = jobs.filter(({ id, applied }) => applied.length > 0 && answers.has(id));
  const judged = changed.filter(({ id }) => answers.get(id)?.needs.length === 0);
  const share = (name: string, group: readonly Job[]) => {
    const run = group.filter(({ id }) => answers.get(id)?.runs);
    console.log(`${name}: ${run.length} of ${group.length} run`);
  };
  share(`mended, of ${jobs.length}`, judged);
  const withoutErrors = judged.filter(({ errors }) => errors.length === 0);
  const silent = withoutErrors.filter(({ warnings }) => warnings.length === 0);
  share("left without an error", withoutErrors);
  share("left without a word", silent);
  printNeverHelping(withoutErrors, (id) => answers.get(id)?.runs === true);
  for (const { id, applied } of silent) {
    const answer = answers.get(id);
    if (answer === undefined || answer.runs) continue;
    const fixes = applied.map(({ rule, title }) => `${rule}: ${title}`).join("; ");
    console.log(`${id}\t${answer.type}: ${(answer.message ?? "").slice(0, 90)}\t${answer.at}\t${fixes}`);
  }
}

/** The rules whose fixes never made a launch run, though nothing else was wrong with it that we tell. */
function printNeverHelping(judged: readonly Job[], runs: (id: string) => boolean): void {
  const alone = new Map<string, string[]>();
  for (const { id, applied } of judged) {
    const [rule, ...others] = new Set(applied.map((it) => it.rule));
    if (rule !== undefined && others.length === 0) alone.set(rule, [...(alone.get(rule) ?? []), id]);
  }
  const never = [...alone].filter(([, ids]) => !ids.some(runs));
  console.log(
    `rules whose fixes were alone in a launch: ${alone.size}; those that never helped: ${never.length}`,
  );
  for (const [rule, ids] of never) console.log(`${rule}\t0 of ${ids.length}\t${ids.join(" ")}`);
}

const [what, ...rest] = process.argv.slice(2);
if (what === "jobs") void printJobs(rest.includes("--all"));
else {
  const [jobs = "", answers = ""] = rest;
  printScore(readRows(jobs), new Map(readRows<RunRecord>(answers).map((it) => [it.id, it])));
}
