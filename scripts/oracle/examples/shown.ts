import type { Finding } from "../../../server/src/engine/finding";
import { functionOf } from "../../../test/parity/functionOf";
import { isNear } from "../../../test/parity/nearPhases";
import type { ShownExample } from "../../../test/parity/ruleExamples";
import type { WholeRun } from "../wholeRuns";

/** Ends that tell nothing of where NeoX would have stopped. */
const STILL_RUNNING: ReadonlySet<string | undefined> = new Set(["StillRunning", "Timeout"]);

const LONGEST_MESSAGE = 160;

/**
 * What a run shows of a rule whose finding says what NeoX would do; no finding says that it runs.
 *
 * @param others The errors of other rules.
 */
export function shownBy(
  run: WholeRun,
  finding: Finding | undefined,
  others: readonly Finding[],
): ShownExample {
  if (run.harness !== undefined) return { became: "unasked", asTold: false, why: run.harness };
  if (run.needs.length > 0) return { became: "lacking", asTold: false, why: run.needs.join(", ") };
  const says = finding?.neox.raises;
  const hasTrained = STILL_RUNNING.has(run.type) && run.iterations > 0;
  if (run.runs || hasTrained) return { became: "ran", asTold: says === undefined, phase: furthest(run) };
  const { phase = "?", type = "", message = "", at } = run;
  const became = STILL_RUNNING.has(type) ? "stayed" : "stopped";
  const stop = { phase, type, message: firstLine(message), ...(at && { at }) };
  if (finding !== undefined && isAsTold(run, finding)) return { became, asTold: true, ...stop };
  const by = others.find((it) => isAsTold(run, it))?.rule;
  return { became, asTold: false, ...stop, ...(by !== undefined && { by }) };
}

/** Whether NeoX stopped with the exception, in the function and in the phase that a finding names. */
export function isAsTold({ type, frames = [], deepest, phase }: WholeRun, finding: Finding): boolean {
  const { at, raises } = finding.neox;
  const places = [...frames, deepest].map(functionOf);
  return raises !== undefined && raises === type && places.includes(at) && isNear(finding.phase, phase);
}

/** How far a run came that nothing stopped. */
function furthest({ phases, iterations }: WholeRun): string {
  const last = phases.at(-1) ?? "launcher";
  return last === "end" || iterations === 0 ? last : "train";
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0]?.slice(0, LONGEST_MESSAGE) ?? "";
}
