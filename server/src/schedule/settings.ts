import type { Launch } from "../launch/launch";
import { holdsFor } from "../launch/target";
import { positiveInt, realNumber } from "../model/sizes";

/** What NeoX's scheduler is built from, and what a checkpoint keeps of it (megatron/learning_rates.py:AnnealingLR). */
export interface SchedulerSettings {
  readonly startLr: number;
  readonly minLr: number;
  /** A share of the decay: rarely a whole number. */
  readonly warmupIterations: number;
  /** Where the decay ends. */
  readonly endIteration: number;
  readonly decayStyle: string;
}

/** `lr_decay_fraction` counts since a6d6af0e. */
const FRACTION = { from: "2024-09-29", since: "a6d6af0e" } as const;

/**
 * The scheduler of a launch (megatron/training.py:get_learning_rate_scheduler at ea7aefd8); undefined while a value is
 * unknown or no number, or where DeepSpeed makes the schedule (OneBitAdam).
 */
export function schedulerSettings(launch: Launch): SchedulerSettings | undefined {
  const startLr = realNumber(launch, "lr");
  const minLr = realNumber(launch, "min_lr");
  const warmup = realNumber(launch, "warmup");
  const decayStyle = launch.get("lr_decay_style");
  const iterations = decayIterations(launch);
  const isOneBitAdam = launch.derivation.get("isOneBitAdam");
  if (startLr === undefined || minLr === undefined || warmup === undefined || iterations === undefined)
    return undefined;
  if (typeof decayStyle !== "string" || isOneBitAdam === true) return undefined;
  const endIteration = Math.max(1, iterations);
  return { startLr, minLr, warmupIterations: warmup * endIteration, endIteration, decayStyle };
}

/** Iterations of the decay as given, also below 1; `train_iters` where nothing else is. */
function decayIterations(launch: Launch): number | undefined {
  if ((launch.get("lr_decay_iters") ?? null) !== null) return launch.derivation.int("lr_decay_iters");
  const total = trainIterations(launch);
  const hasFraction =
    (launch.get("lr_decay_fraction") ?? null) !== null && holdsFor(FRACTION, launch.target) !== "never";
  if (!hasFraction || total === undefined) return total;
  const fraction = realNumber(launch, "lr_decay_fraction");
  return fraction === undefined ? undefined : Math.floor(total * fraction);
}

/** Iterations of training; undefined where they come from the data (`train_epochs`). */
export function trainIterations(launch: Launch): number | undefined {
  if ((launch.get("train_epochs") ?? null) !== null) return undefined;
  return launch.derivation.int("train_iters") === 0 ? 0 : positiveInt(launch, "train_iters");
}
