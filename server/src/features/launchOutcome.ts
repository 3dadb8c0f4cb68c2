import { t } from "../base/l10n";
import { PHASES } from "../engine/phases";
import type { Phase } from "../engine/rule";
import type { Launch } from "../launch/launch";
import { checkpointOf } from "../launch/loads";
import { positiveInt } from "../model/sizes";
import { dueSaves, eventsOf } from "../schedule/events";
import type { CheckResult } from "./check";
import { phaseWords } from "./outcome";

/** Where a launch stops that NeoX does not get to its end. */
export interface LaunchOutcome {
  readonly phase: Phase;
  /** Iterations that are trained by then; null where the files do not tell. */
  readonly atIteration: number | null;
  /** The iteration of the last checkpoint that it leaves behind; null for none, or where the files do not tell. */
  readonly lastCheckpoint: number | null;
}

/** The phases before the first iteration is done, in NeoX's order. */
const BEFORE = PHASES.filter((phase) => phase !== "eval" && phase !== "save");

/** What first stops a launch: of its errors the one to which NeoX comes first; undefined where nothing does. */
export function launchOutcome({ findings, launch }: CheckResult): LaunchOutcome | undefined {
  const phases = new Set(findings.filter(({ severity }) => severity === "error").map(({ phase }) => phase));
  const early = BEFORE.find((phase) => phases.has(phase));
  if (early !== undefined) return { phase: early, atIteration: startOf(launch), lastCheckpoint: null };
  // A checkpoint is saved before the model is evaluated.
  const [first] = (["save", "eval"] as const)
    .filter((phase) => phases.has(phase))
    .map((phase) => laterStop(launch, phase))
    .toSorted((a, b) => (a.atIteration ?? Infinity) - (b.atIteration ?? Infinity));
  return first;
}

/** Whether the launch trains before it stops. */
export function starts({ phase }: LaunchOutcome): boolean {
  return phase === "eval" || phase === "save";
}

/** How far a launch comes that starts, and what is left of it then, as a sentence. */
export function outcomeWords({ phase, atIteration, lastCheckpoint }: LaunchOutcome): string {
  const when = phaseWords(phase);
  if (atIteration === null) return t("The launch starts, and stops {0}.", when);
  return lastCheckpoint === null
    ? t(
        "The launch starts, and stops {0}, after {1} iterations; no checkpoint is saved by then.",
        when,
        atIteration,
      )
    : t(
        "The launch starts, and stops {0}, after {1} iterations; the last checkpoint is of iteration {2}.",
        when,
        atIteration,
        lastCheckpoint,
      );
}

/** Iterations that are done when it starts. */
function startOf(launch: Launch): number {
  const tag = launch.get("finetune") === true ? undefined : checkpointOf(launch)?.tag;
  return Number(/^global_step(\d+)$/.exec(tag ?? "")?.[1] ?? 0);
}

function laterStop(launch: Launch, phase: "eval" | "save"): LaunchOutcome {
  const last = positiveInt(launch, "train_iters");
  if (last === undefined) return { phase, atIteration: null, lastCheckpoint: null };
  const span = { first: startOf(launch) + 1, last };
  const [at = last] = eventsOf(launch, span, undefined).of(phase === "eval" ? "evaluation" : "save");
  // A checkpoint that is due is saved before the evaluation, the last one of a run after it.
  const done = { ...span, last: phase === "eval" ? at : at - 1 };
  return { phase, atIteration: at, lastCheckpoint: dueSaves(launch, done).last ?? null };
}
