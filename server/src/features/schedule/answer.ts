import type { Finding } from "../../engine/finding";
import type { Phase } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { NO_EVENTS, type RunEvents } from "../../schedule/events";
import { NO_RATES, type Rates, type ScheduleOptions, scheduleOf } from "../../schedule/schedule";
import { targetLabel } from "../launchJson";

/** Why a run stops, in Python's words, or in a rule's where it knows more. */
export interface ScheduleError {
  readonly phase: string;
  readonly type: string | null;
  readonly message: string;
  readonly at: string;
  readonly iteration?: number;
}

/** What `neox-config schedule --format json` prints. */
export interface ScheduleAnswer {
  readonly target: string;
  /** Iteration and the rate of its update, for every iteration of the run. */
  readonly lr: Rates;
  /** What the next update would have used; null where the run stops, or where nothing is known. */
  readonly after: number | null;
  readonly error: ScheduleError | null;
  readonly events: RunEvents;
}

/** Phases behind the scheduler's own: what fails there takes nothing from its rates. */
const BEHIND_SCHEDULER: ReadonlySet<Phase> = new Set(["data", "train", "eval", "save", "generate"]);

/**
 * The learning rates and events of a launch, with what stops it: an error among its findings before the scheduler is built
 * leaves no rates; a later one stands beside those that were planned. Undefined where the schedule cannot be known and nothing stops it.
 */
export function scheduleAnswer(
  launch: Launch,
  findings: readonly Pick<Finding, "severity" | "phase" | "message" | "neox">[],
  options: ScheduleOptions = {},
): ScheduleAnswer | undefined {
  const target = targetLabel(launch.target);
  const errors = findings.filter(({ severity }) => severity === "error");
  const early = errors.find(({ phase }) => !BEHIND_SCHEDULER.has(phase) && phase !== "resume");
  if (early !== undefined)
    return { target, lr: NO_RATES, after: null, error: errorOf(early), events: NO_EVENTS };
  const schedule = scheduleOf(launch, options);
  if (schedule === undefined) {
    const late = errors[0];
    return late && { target, lr: NO_RATES, after: null, error: errorOf(late), events: NO_EVENTS };
  }
  const other = errors.find(({ phase }) => BEHIND_SCHEDULER.has(phase));
  return {
    target,
    lr: schedule,
    after: schedule.after,
    error: schedule.stop ?? (other ? errorOf(other) : null),
    events: schedule.events,
  };
}

function errorOf({ phase, message, neox }: Pick<Finding, "phase" | "message" | "neox">): ScheduleError {
  return { phase, type: neox.raises ?? null, message, at: neox.at };
}
