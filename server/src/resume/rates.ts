import type { SavedSchedule } from "../checkpoints/savedState";
import { eraOf, rateAfter } from "../schedule/rates";
import { loadsRateLast } from "../schedule/resume";
import { type SchedulerSettings, schedulerSettings } from "../schedule/settings";
import type { LoadContext } from "./context";

/** What the first update after a resume uses, and what the schedule that replaced the saved one would have used. */
export interface ResumedRates {
  readonly saved: number;
  readonly own: number;
}

/** Undefined where the saved schedule goes on, where the new one begins at once, or where either is unknown. */
export function resumedRates({
  launch,
  model,
  isModuleOnly,
  isTraining,
}: LoadContext): ResumedRates | undefined {
  const isOverridden = launch.derivation.get("override_lr_scheduler") === true;
  const rank = model?.rank;
  if (!isOverridden || isModuleOnly || !isTraining || !loadsRateLast(launch)) return undefined;
  if (rank?.schedule === undefined || rank.iteration === undefined) return undefined;
  const [before, settings] = [settingsOf(rank.schedule), schedulerSettings(launch)];
  if (before === undefined || settings === undefined) return undefined;
  const era = eraOf(launch.target);
  const saved = rateAfter(rank.iteration, before, era);
  const own = rateAfter(rank.iteration, settings, era);
  return saved === undefined || own === undefined ? undefined : { saved, own };
}

function settingsOf(schedule: SavedSchedule): SchedulerSettings | undefined {
  const number = (name: string) => {
    const value = schedule.get(name);
    return typeof value === "number" ? value : undefined;
  };
  const [startLr, minLr, warmupIterations, endIteration] = [
    number("start_lr"),
    number("min_lr"),
    number("warmup_iter"),
    number("end_iter"),
  ];
  const decayStyle = schedule.get("decay_style");
  if (startLr === undefined || minLr === undefined || warmupIterations === undefined) return undefined;
  if (endIteration === undefined || typeof decayStyle !== "string") return undefined;
  return { startLr, minLr, warmupIterations, endIteration, decayStyle };
}
