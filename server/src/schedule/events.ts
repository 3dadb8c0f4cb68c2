import type { Launch } from "../launch/launch";
import { positiveInt, realNumber } from "../model/sizes";
import { truthy } from "../python/compare";
import { isList } from "../yaml/value";
import type { SchedulerSettings } from "./settings";

export type EventKind = "warmup-end" | "decay-end" | "save" | "evaluation" | "exit" | "time-limit" | "end";

/** Something that happens after the update of an iteration. */
export interface ScheduleEvent {
  readonly iteration: number;
  readonly kind: EventKind;
}

/** How long an iteration and the whole job may take, in seconds. */
export interface TimeLimit {
  readonly perIteration: number;
  readonly limit: number;
}

/** The first and the last iteration of a run. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * What happens in a run that would go from `first` to `last` (megatron/training.py:train and pretrain at ea7aefd8), in
 * order, up to what ends it: `exit_interval` and a time limit end it without a last checkpoint.
 */
export function eventsOf(
  launch: Launch,
  { first, last }: Span,
  settings: SchedulerSettings | undefined,
  time?: TimeLimit,
): readonly ScheduleEvent[] {
  const ending = endOf(launch, { first, last }, time);
  const within = (iteration: number) => iteration >= first && iteration <= ending.iteration;
  const saves = truthy(launch.get("save") ?? null);
  const events: ScheduleEvent[] = [
    ...turningPoints(settings),
    ...(saves
      ? saveIterations(launch, ending.iteration).map((iteration) => ({ iteration, kind: "save" as const }))
      : []),
    ...evaluations(launch, first, ending.iteration),
  ].filter(({ iteration }) => within(iteration));
  if (ending.kind === "end" && saves && !events.some(isAt(ending.iteration, "save")))
    events.push({ iteration: ending.iteration, kind: "save" });
  return [...events.toSorted((a, b) => a.iteration - b.iteration), ending];
}

/** The last iteration that is trained, and why no more are. */
export function endOf(launch: Launch, { first, last }: Span, time?: TimeLimit): ScheduleEvent {
  const endings: ScheduleEvent[] = [{ iteration: last, kind: "end" }];
  const interval = positiveInt(launch, "exit_interval");
  const exit = interval && interval * Math.ceil(first / interval);
  if (exit !== undefined && exit <= last) endings.unshift({ iteration: exit, kind: "exit" });
  const inTime = time && first - 1 + Math.floor(time.limit / time.perIteration);
  if (inTime !== undefined && inTime < last) endings.unshift({ iteration: inTime, kind: "time-limit" });
  return endings.reduce((earliest, each) => (each.iteration < earliest.iteration ? each : earliest));
}

const isAt = (iteration: number, kind: EventKind) => (event: ScheduleEvent) =>
  event.iteration === iteration && event.kind === kind;

/** The updates that end warm-up and decay. */
function turningPoints(settings: SchedulerSettings | undefined): ScheduleEvent[] {
  if (settings === undefined) return [];
  const { warmupIterations, endIteration } = settings;
  return [
    ...(warmupIterations > 0
      ? [{ iteration: Math.ceil(warmupIterations), kind: "warmup-end" as const }]
      : []),
    { iteration: endIteration, kind: "decay-end" },
  ];
}

/** Saves at multiples of `checkpoint_factor`, or at its powers, and at `extra_save_iters` (training.py:is_save_iter). */
function saveIterations(launch: Launch, last: number): number[] {
  const extra = launch.get("extra_save_iters");
  const named = isList(extra)
    ? extra.flatMap((item) => (typeof item === "bigint" ? [Number(item)] : []))
    : [];
  const factor = realNumber(launch, "checkpoint_factor");
  const found = new Set(named);
  if (factor !== undefined && launch.get("checkpoint_scale") === "log" && factor > 1) {
    for (let power = 1; power < last + 1; power *= factor) found.add(Math.trunc(power));
  } else if (factor !== undefined && Number.isInteger(factor) && factor > 0) {
    for (let iteration = factor; iteration <= last; iteration += factor) found.add(iteration);
  }
  return [...found];
}

function evaluations(launch: Launch, first: number, last: number): ScheduleEvent[] {
  const interval = positiveInt(launch, "eval_interval");
  if (interval === undefined || positiveInt(launch, "eval_iters") === undefined) return [];
  const start = interval * Math.ceil(first / interval);
  const count = Math.max(Math.floor((last - start) / interval) + 1, 0);
  return Array.from({ length: count }, (_, index) => ({
    iteration: start + index * interval,
    kind: "evaluation",
  }));
}
