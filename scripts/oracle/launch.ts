import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import type { Finding } from "../../server/src/engine/finding";
import { findingsIn, inLaunchFolder } from "../../test/parity/launchFolder";
import { isNear } from "../../test/parity/nearPhases";
import { type Environment, GivenError, required } from "./environment";
import { RUNS_DATA, type WholeLaunch, type WholeRun, WholeRuns } from "./wholeRuns";

/** Puts the launch of some files through real NeoX, and prints how far it came beside what we say of it. */
export async function askLaunch(words: readonly string[], environment: Environment): Promise<void> {
  const launch = launchOf(words);
  const runs = new WholeRuns(environment);
  const { deeperspeed, torch } = await runs.versions();
  console.log(`gpt-neox of ${environment.neox}, DeeperSpeed ${deeperspeed}, PyTorch ${torch}`);
  const findings = await findingsOf(launch);
  const run = await runs.ask(launch);
  runs.end();
  for (const line of runLines(run)) console.log(line);
  for (const it of findings.filter(({ severity }) => severity === "error" || severity === "warning"))
    console.log(`we: ${it.severity}, ${it.phase}, ${it.keys.join(" ")} (${it.rule}): ${it.message}`);
  const agreement = agreementOf(run, findings);
  console.log(agreement.text);
  if (!agreement.agrees) process.exitCode = 1;
}

function launchOf(words: readonly string[]): WholeLaunch {
  const { values, positionals } = optionsIn(words);
  const { gpus, generate, iterations, keep, after } = values;
  if (keep !== undefined || after !== undefined)
    required("RUNS_SCRATCH", "the folder in which kept launches stay for those after them");
  if (after !== undefined && !existsSync(keptFolder(after)))
    throw new GivenError(`No launch was kept as ${after}: there is no ${keptFolder(after)}.`);
  return {
    id: keep ?? "launch",
    files: positionals.map((path) => ({ name: basename(path), text: textOf(path) })),
    gpus: Number(gpus),
    mode: generate ? "generate" : "train",
    keep: keep !== undefined,
    ...(iterations !== undefined && { iterations: Number(iterations) }),
    ...(after !== undefined && { after }),
  };
}

function optionsIn(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        gpus: { type: "string", default: "1" },
        generate: { type: "boolean", default: false },
        iterations: { type: "string" },
        keep: { type: "string" },
        after: { type: "string" },
      },
    });
  } catch (error) {
    throw new GivenError(error instanceof Error ? error.message : String(error));
  }
}

function textOf(path: string): string {
  if (!existsSync(path)) throw new GivenError(`There is no ${path}.`);
  return readFileSync(path, "utf8");
}

/** What we say of it at main, in the folder in which it begins. */
function findingsOf(launch: WholeLaunch): Promise<readonly Finding[]> {
  const { after, mode } = launch;
  const script = mode === "generate" ? "generate.py" : "train.py";
  const begins = after === undefined ? undefined : keptFolder(after);
  return inLaunchFolder((folder) => findingsIn(folder, launch, script), { data: RUNS_DATA, begins });
}

function keptFolder(name: string): string {
  return join(process.env.RUNS_SCRATCH ?? "", "launches", name);
}

/** How far it came, in lines. */
function runLines(run: WholeRun): readonly string[] {
  const { runs, iterations, phases, phase, type, message, at, needs, standIns = [], harness } = run;
  if (harness !== undefined) return [`the harness failed: ${harness}`];
  if (runs && phases.at(-1) !== "end") return [`NeoX: runs, as far as was asked: ${inWords(iterations)}`];
  if (runs) return [`NeoX: runs to its end${iterations === 0 ? "" : `, ${inWords(iterations)}`}`];
  const stop = [type, message].filter(Boolean).join(": ");
  return [
    `NeoX: stops in ${phase}${iterations === 0 ? "" : ` after ${inWords(iterations)}`}: ${stop}`,
    ...(at ? [`      ${at}`] : []),
    ...(standIns.length > 0 ? [`      in what stands in for a GPU: ${standIns.join(", ")}`] : []),
    ...(needs.length > 0 ? [`      for want of ${needs.join(", ")}: it tells nothing of the config`] : []),
  ];
}

function inWords(iterations: number): string {
  return iterations === 1 ? "1 iteration" : `${iterations} iterations`;
}

/** Whether an error of ours tells what NeoX did: one of its phase where it stopped, none where it ran. */
function agreementOf({ runs, phase, needs, harness }: WholeRun, findings: readonly Finding[]) {
  const errors = findings.filter(({ severity }) => severity === "error");
  const told = errors.map(({ rule }) => rule).join(", ");
  if (harness !== undefined || needs.length > 0) return { agrees: true, text: "nothing to compare" };
  if (runs && errors.length > 0)
    return { agrees: false, text: `false: it ran, and we call it an error (${told})` };
  if (runs) return { agrees: true, text: "agreed: it runs" };
  if (errors.some((it) => isNear(it.phase, phase)))
    return { agrees: true, text: `agreed: it stops (${told})` };
  return { agrees: false, text: `missed: no error of ${phase}${told === "" ? "" : ` (errors: ${told})`}` };
}
