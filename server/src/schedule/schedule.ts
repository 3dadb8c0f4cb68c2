import { firstIndex } from "../base/firstIndex";
import type { Launch } from "../launch/launch";
import { endOf, eventsOf, NO_EVENTS, type RunEvents, type TimeLimit } from "./events";
import { DIVIDES_BY_ZERO, eraOf, rateAfter } from "./rates";
import { resume, type Start, type Stop } from "./resume";
import { schedulerSettings, trainIterations } from "./settings";

/** Where a run continues. */
export interface Checkpoint {
  /** The iteration that it was saved after. */
  readonly iteration: number;
  /** The run that made it. */
  readonly launch: Launch;
}

export interface ScheduleOptions {
  readonly checkpoint?: Checkpoint;
  readonly time?: TimeLimit;
  /** Iterations whose update an overflow skips (fp16): the scheduler does not step then. */
  readonly skipped?: ReadonlySet<number>;
}

/** Iterations and the rates of their updates: worked out when they are asked for, as there may be millions. */
export interface Rates extends Iterable<readonly [iteration: number, rate: number]> {
  /** The first iteration; the last one that is trained. Before the first where the run does not get so far. */
  readonly first: number;
  readonly last: number;
  /** The rate of one iteration. */
  rate(iteration: number): number | undefined;
}

/** The learning rate of a run over its iterations, and what happens in it. */
export interface Schedule extends Rates {
  /** The rate that the log prints last: what the next update would have used. Null where the run stops before. */
  readonly after: number | null;
  readonly stop: Stop | null;
  readonly events: RunEvents;
}

export const NO_RATES: Rates = {
  first: 1,
  last: 0,
  rate: () => undefined,
  [Symbol.iterator]: () => [].values(),
};

/**
 * The schedule of a launch for the version it targets. Iteration n is updated with what the scheduler made of n - 1, and
 * the scheduler steps then; so the log of n prints the rate of n + 1. Undefined while a value is unknown.
 */
export function scheduleOf(launch: Launch, options: ScheduleOptions = {}): Schedule | undefined {
  const own = schedulerSettings(launch);
  const total = trainIterations(launch);
  if (own === undefined || total === undefined) return undefined;
  const era = eraOf(launch.target);
  const start = startOf(launch, options.checkpoint);
  if (start === undefined) return undefined;
  if ("message" in start) return stopped(start);
  const first = start.iteration + 1;
  const planned = endOf(launch, { first, last: total }, options.time).iteration;
  const { skipped = new Set() } = options;
  const skippedSince = [...skipped].filter((each) => each >= first);
  const countBefore = (iteration: number) =>
    start.counted + (iteration - first) - skippedSince.filter((each) => each < iteration).length;
  const plain = (iteration: number) => rateAfter(countBefore(iteration), start.settings, era);
  const steppedFirst = firstStep(first, skipped);
  const rate = (iteration: number) =>
    start.firstRate !== undefined && iteration <= steppedFirst ? start.firstRate : plain(iteration);
  const death = firstDeath(first, planned, plain, start);
  const last = death ?? planned;
  return {
    first,
    last,
    rate,
    after: death === undefined && planned >= first ? (rate(planned + 1) ?? null) : null,
    stop: death === undefined ? null : dividesByZero(death),
    [Symbol.iterator]: () => ratesOf(first, last, rate),
    // A launch may name a hundred thousand saves, and rules ask for rates only.
    get events() {
      return eventsOf(launch, { first, last: total }, start.settings, { time: options.time, death });
    },
  };
}

function startOf(launch: Launch, checkpoint: Checkpoint | undefined): Start | Stop | undefined {
  const own = schedulerSettings(launch);
  if (own === undefined || checkpoint === undefined)
    return own && { iteration: 0, counted: 0, settings: own };
  const settings = schedulerSettings(checkpoint.launch);
  return settings && resume(launch, own, { iteration: checkpoint.iteration, settings }, eraOf(launch.target));
}

/** The iteration whose update makes the scheduler step for the first time. */
function firstStep(first: number, skipped: ReadonlySet<number>): number {
  let iteration = first;
  while (skipped.has(iteration)) iteration += 1;
  return iteration;
}

/**
 * The iteration after whose update the scheduler divides by zero; it does so from the end of the warm-up on.
 */
function firstDeath(
  first: number,
  last: number,
  rate: (iteration: number) => number | undefined,
  { settings }: Start,
): number | undefined {
  const { warmupIterations, endIteration } = settings;
  const dies = (iteration: number) => rate(iteration + 1) === undefined;
  if (warmupIterations !== endIteration || last < first) return undefined;
  const dead = first + firstIndex(last - first + 1, (index) => dies(first + index));
  return dead <= last ? dead : undefined;
}

function* ratesOf(
  first: number,
  last: number,
  rate: (iteration: number) => number | undefined,
): Generator<readonly [number, number]> {
  for (let iteration = first; iteration <= last; iteration++) {
    const value = rate(iteration);
    if (value !== undefined) yield [iteration, value];
  }
}

function dividesByZero(iteration: number): Stop {
  return {
    phase: "train",
    type: "ZeroDivisionError",
    message: DIVIDES_BY_ZERO,
    at: "megatron/learning_rates.py:get_lr",
    iteration,
  };
}

function stopped(stop: Stop): Schedule {
  return { ...NO_RATES, after: null, stop, events: NO_EVENTS };
}
