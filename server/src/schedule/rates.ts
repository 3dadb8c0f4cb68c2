import { holdsFor, type Target, type Window } from "../launch/target";
import type { SchedulerSettings } from "./settings";

/** The scheduler of one version of NeoX: the share of the way that `count` iterations are, and what it makes of it. */
export interface Era {
  /** Since #1379 the first update is warmed up as the second is. */
  readonly warmsUpFromOne: boolean;
  /** Before #1008 the count of iterations stopped at the end less the warm-up. */
  readonly stopsCounting: boolean;
  /** `min_lr` is where the cosine ends; before #1008 only a floor. */
  readonly endsAtMinimum: boolean;
  /** Styles whose decay lasts from the end of the warm-up to the end; the others last as long as both together. */
  readonly decaysAfterWarmup: ReadonlySet<string>;
}

const FROM: Readonly<Record<"ends" | "cosine" | "linear" | "exponential" | "first", Window>> = {
  ends: { from: "2023-08-07", since: "009018e9" },
  cosine: { from: "2023-08-12", since: "eda5aae4" },
  linear: { from: "2023-09-23", since: "390d37cc" },
  exponential: { from: "2023-09-23", since: "e431ff54" },
  first: { from: "2026-05-19", since: "19f294d5" },
};

/** The scheduler of a target; that of main where the target is unknown or does not tell. */
export function eraOf(target: Target): Era {
  const has = (change: Window) => holdsFor(change, target) !== "never";
  const styles = (["cosine", "linear", "exponential"] as const).filter((style) => has(FROM[style]));
  return {
    warmsUpFromOne: has(FROM.first),
    stopsCounting: !has(FROM.ends),
    endsAtMinimum: has(FROM.ends),
    decaysAfterWarmup: new Set(styles),
  };
}

/** Python stops a division by zero: with `warmup: 1` nothing is left to decay over. */
export const DIVIDES_BY_ZERO = "float division by zero";

// biome-ignore lint/suspicious/noApproximativeNumericConstant: NeoX halves with this number, not with ln 2.
const HALF_LIFE = -0.693;

/**
 * The rate after `count` iterations, which the next update uses (megatron/learning_rates.py:get_lr), computed in doubles in
 * NeoX's own order; undefined where Python divides by zero.
 */
export function rateAfter(count: number, settings: SchedulerSettings, era: Era): number | undefined {
  const { startLr, minLr, warmupIterations, endIteration, decayStyle } = settings;
  const counted = era.stopsCounting ? Math.min(count, endIteration - warmupIterations) : count;
  if (warmupIterations > 0 && count <= warmupIterations) {
    return (startLr * (era.warmsUpFromOne ? Math.max(1, counted) : counted)) / warmupIterations;
  }
  const decayed = counted - warmupIterations;
  const length = era.decaysAfterWarmup.has(decayStyle) ? endIteration - warmupIterations : endIteration;
  const curve = CURVES.get(decayStyle);
  if (curve === undefined) return Math.max(startLr, minLr);
  if (length === 0) return undefined;
  return Math.max(curve(decayed, length, startLr, era.endsAtMinimum ? minLr : 0), minLr);
}

type Curve = (decayed: number, length: number, startLr: number, end: number) => number;

/** Anything else is constant. */
const CURVES: ReadonlyMap<string, Curve> = new Map<string, Curve>([
  ["linear", (decayed, length, startLr) => (startLr * (length - decayed)) / length],
  [
    "cosine",
    (decayed, length, startLr, end) =>
      end + ((startLr - end) / 2) * (Math.cos((Math.PI * decayed) / length) + 1),
  ],
  ["exponential", (decayed, length, startLr) => startLr * Math.exp((HALF_LIFE * decayed) / length)],
]);
