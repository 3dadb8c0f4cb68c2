/**
 * Random whole trainings, against real NeoX, by `scripts/runBundled.mjs`:
 *
 *   npm run whole-runs -- jobs FIRST COUNT [--passing] > jobs.jsonl
 *                                                          the launches, for whoever runs whole launches of real NeoX;
 *                                                          those without an error from us alone, or all
 *   npm run whole-runs -- score jobs.jsonl answers.jsonl   what we say of them now, against what became of them
 *
 * A job is a line with `id`, `files`, `gpus` and `mode`; an answer is the line of `scripts/oracle/runs/run.py` with its `id`.
 */
import type { OracleLaunch } from "../../scripts/oracle/oracle";
import type { WholeRun } from "../../scripts/oracle/wholeRuns";
import type { Finding } from "../../server/src/engine/finding";
import { findingsIn, inLaunchFolder } from "../parity/launchFolder";
import { readRows } from "../parity/records";
import { generateTraining } from "./generate";

/** A launch, and what became of it. */
type Answer = OracleLaunch & WholeRun;

/** What tells nothing of the config: the machine was too slow, or the process was taken away. */
const NO_END: ReadonlySet<string | undefined> = new Set(["Died", "Signal", "StillRunning", "Timeout"]);

async function printJobs(first: number, count: number, passingOnly: boolean): Promise<void> {
  const launches = Array.from({ length: count }, (_, index) => generateTraining(first + index));
  await inLaunchFolder(async (folder) => {
    for (const launch of launches) {
      const isPassing = !passingOnly || !(await findingsIn(folder, launch)).some(isError);
      if (isPassing) console.log(JSON.stringify({ ...launch, mode: "train" }));
    }
  });
}

async function printScore(answers: readonly Answer[]): Promise<void> {
  await inLaunchFolder(async (folder) => {
    const judged = answers.filter(({ needs, type }) => needs.length === 0 && !NO_END.has(type));
    const found = await Promise.all(judged.map((answer) => findingsIn(folder, answer)));
    const told = judged.map((answer, at) => ({ answer, findings: found[at] ?? [] }));
    const passing = told.filter(({ findings }) => !findings.some(isError));
    const failing = passing.filter(({ answer }) => !answer.runs);
    const wronged = told.filter(({ answer, findings }) => answer.runs && findings.some(isError));
    const stopped = told.filter(({ answer }) => !answer.runs);
    console.log(`${answers.length} launches, ${judged.length} of which this machine can judge`);
    const unended = answers.filter(({ type }) => NO_END.has(type)).map(({ id }) => id);
    if (unended.length > 0) console.log(`not ended: ${unended.join(" ")}`);
    console.log(
      `${stopped.length} stopped, ${stopped.length - failing.length} of them with an error from us`,
    );
    console.log(`${passing.length} without an error, ${failing.length} of them stopped`);
    for (const one of failing) printOne(one);
    console.log(`${wronged.length} ran, with an error from us`);
    for (const one of wronged) printOne(one);
  });
}

const isError = ({ severity }: Finding) => severity === "error";

function printOne({ answer, findings }: { readonly answer: Answer; readonly findings: readonly Finding[] }) {
  const said = findings.filter(({ severity }) => severity === "error" || severity === "warning");
  const rules = said.map(({ rule, severity }) => `${rule} (${severity})`).join(", ");
  const end = answer.runs ? "ran" : `${answer.phase} ${answer.type}: ${(answer.message ?? "").slice(0, 120)}`;
  console.log(`${answer.id}\t${end}\t${answer.at ?? ""}\t${rules}`);
}

/** The launches that were answered; the first line of the answers says of what versions they are. */
function answersIn(jobsPath: string, answersPath: string): readonly Answer[] {
  const runs = new Map(readRows<WholeRun>(answersPath).map((run) => [run.id, run]));
  return readRows<OracleLaunch>(jobsPath).flatMap((job) => {
    const run = runs.get(job.id);
    return run === undefined ? [] : [{ ...job, ...run }];
  });
}

const [what, ...rest] = process.argv.slice(2);
if (what === "jobs") void printJobs(Number(rest[0] ?? 0), Number(rest[1] ?? 500), rest.includes("--passing"));
else void printScore(answersIn(rest[0] ?? "", rest[1] ?? ""));
