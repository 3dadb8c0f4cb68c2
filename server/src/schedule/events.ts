import type { Launch } from "../launch/launch";
import { positiveInt, realNumber } from "../model/sizes";
import { truthy } from "../python/compare";
import { isList } from "../yaml/value";
import { Occasions } from "./occasions";
import type { SchedulerSettings } from "./settings";

export type EventKind = "warmup-end" | "decay-end" | "save" | "evaluation" | "exit" | "time-limit" | "end";

/** Something that happens after the update of an iteration. */
export interface ScheduleEvent {
  readonly iteration: number;
  readonly kind: EventKind;
}

/** What happens in a run, in order, and each kind by itself. */
export interface RunEvents extends Iterable<ScheduleEvent> {
  of(kind: EventKind): Occasions;
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

/** What may end a run before its last iteration. */
export interface Limits {
  readonly time?: TimeLimit | undefined;
  /** An iteration that is not done: Python stops in it. */
  readonly death?: number | undefined;
}

/**
 * What happens in a run that would go from `first` to `last` (megatron/training.py:train and pretrain at ea7aefd8), up to
 * what ends it: `exit_interval` and a time limit end it without a last checkpoint.
 */
export function eventsOf(
  launch: Launch,
  { first, last }: Span,
  settings: SchedulerSettings | undefined,
  { time, death }: Limits = {},
): RunEvents {
  const ending = endOf(launch, { first, last }, time);
  const done = { first, last: death === undefined ? ending.iteration : death - 1 };
  const due = dueSaves(launch, done);
  const isSavedLast = ending.kind === "end" && isSaved(launch) && !due.has(ending.iteration);
  return new EventsInTurn([
    ...turningPoints(settings, done),
    ["save", due],
    ["evaluation", evaluations(launch, done)],
    ...(death === undefined ? endOfRun(ending, isSavedLast) : []),
  ]);
}

function endOfRun({ kind, iteration }: ScheduleEvent, isSavedLast: boolean): EventsInOrder {
  const end = new Occasions([iteration]);
  return isSavedLast
    ? [
        ["save", end],
        [kind, end],
      ]
    : [[kind, end]];
}

/** Kinds in the order in which those of one iteration happen. */
type EventsInOrder = readonly (readonly [EventKind, Occasions])[];

class EventsInTurn implements RunEvents {
  constructor(private readonly kinds: EventsInOrder) {}

  of(kind: EventKind): Occasions {
    const [first, ...more] = this.kinds.filter(([each]) => each === kind).map(([, occasions]) => occasions);
    return more.reduce((all, each) => all.and(each), first ?? Occasions.none);
  }

  *[Symbol.iterator](): Generator<ScheduleEvent> {
    const turns = this.kinds.map(([kind, occasions]) => ({ kind, rest: occasions[Symbol.iterator]() }));
    const next = turns.map(({ rest }) => rest.next());
    for (;;) {
      let earliest = -1;
      next.forEach(({ done, value }, turn) => {
        if (!done && (earliest < 0 || value < next[earliest]?.value)) earliest = turn;
      });
      const [turn, event] = [turns[earliest], next[earliest]];
      if (turn === undefined || event === undefined) return;
      yield { iteration: event.value, kind: turn.kind };
      next[earliest] = turn.rest.next();
    }
  }
}

export const NO_EVENTS: RunEvents = new EventsInTurn([]);

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

/** The updates that end warm-up and decay. */
function turningPoints(settings: SchedulerSettings | undefined, { first, last }: Span): EventsInOrder {
  if (settings === undefined) return [];
  const at = (iteration: number) => new Occasions(first <= iteration && iteration <= last ? [iteration] : []);
  const warmedUp = Math.ceil(settings.warmupIterations);
  return [
    ["warmup-end", warmedUp > 0 ? at(warmedUp) : Occasions.none],
    ["decay-end", at(settings.endIteration)],
  ];
}

const isSaved = (launch: Launch) => truthy(launch.get("save") ?? null);

/** More powers of a factor that is hardly above 1 are not counted. */
const MOST_POWERS = 100_000;

/** Saves at multiples of `checkpoint_factor`, or at its powers, and at `extra_save_iters` (training.py:is_save_iter). */
export function dueSaves(launch: Launch, { first, last }: Span): Occasions {
  if (!isSaved(launch)) return Occasions.none;
  const extra = launch.get("extra_save_iters");
  const named = isList(extra)
    ? extra.flatMap((item) => (typeof item === "bigint" ? [Number(item)] : []))
    : [];
  const factor = realNumber(launch, "checkpoint_factor");
  const isLog = launch.get("checkpoint_scale") === "log" && (factor ?? 0) > 1;
  const single = isLog && factor !== undefined ? [...named, ...powersOf(factor, last)] : named;
  const isRegular = !isLog && factor !== undefined && Number.isInteger(factor) && factor > 0;
  return new Occasions(
    single.filter((iteration) => first <= iteration && iteration <= last),
    isRegular ? { step: factor, from: first, to: last } : undefined,
  );
}

function powersOf(factor: number, last: number): number[] {
  const powers: number[] = [];
  for (let power = 1; power < last + 1 && powers.length < MOST_POWERS; power *= factor)
    powers.push(Math.trunc(power));
  return powers;
}

function evaluations(launch: Launch, { first, last }: Span): Occasions {
  const interval = positiveInt(launch, "eval_interval");
  if (interval === undefined || positiveInt(launch, "eval_iters") === undefined) return Occasions.none;
  return new Occasions([], { step: interval, from: first, to: last });
}
