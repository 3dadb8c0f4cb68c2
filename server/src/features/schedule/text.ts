import { grouped, scientific } from "../../../../protocol/figures";
import { t } from "../../base/l10n";
import type { EventKind, ScheduleEvent } from "../../schedule/events";
import type { ScheduleAnswer } from "./answer";

/** Rows of a table of rates: more are left out evenly. */
const MOST_ROWS = 20;

const KINDS: Readonly<Record<EventKind, () => string>> = {
  "warmup-end": () => t("the warm-up ends"),
  "decay-end": () => t("the decay ends"),
  save: () => t("a checkpoint is saved"),
  evaluation: () => t("an evaluation"),
  exit: () => t("exit_interval ends the run"),
  "time-limit": () => t("the time is over"),
  end: () => t("training ends"),
};

/** The schedule for a terminal: rates at chosen iterations, then what happens. */
export function scheduleText({ lr, after, error, events }: ScheduleAnswer): string {
  const step = Math.max(1, Math.ceil(lr.length / MOST_ROWS));
  const shown = lr.filter((_rate, index) => index % step === 0 || index === lr.length - 1);
  const width = Math.max(0, ...shown.map(([iteration]) => grouped(iteration).length));
  const rows = shown.map(
    ([iteration, rate]) => `  ${grouped(iteration).padStart(width)}  ${scientific(rate)}`,
  );
  return [
    t("Learning rate of the update of each iteration"),
    ...rows,
    ...(after === null ? [] : [t("after the last update: {0}", scientific(after))]),
    "",
    ...[...byKind(events)].map(([kind, iterations]) => `${KINDS[kind]()}: ${listed(iterations)}`),
    ...(error === null
      ? []
      : [
          t("It stops: {0} ({1})", error.message, error.at),
          ...(error.iteration ? [t("in iteration {0}", grouped(error.iteration))] : []),
        ]),
    "",
  ].join("\n");
}

function byKind(events: readonly ScheduleEvent[]): ReadonlyMap<EventKind, readonly number[]> {
  const kinds = new Map<EventKind, number[]>();
  for (const { kind, iteration } of events) kinds.set(kind, [...(kinds.get(kind) ?? []), iteration]);
  return kinds;
}

function listed(iterations: readonly number[]): string {
  const [first, second] = iterations;
  const last = iterations.at(-1);
  if (first === undefined || last === undefined || iterations.length <= 3)
    return iterations.map(grouped).join(", ");
  return t(
    "{0}, {1} … {2}: {3} times",
    grouped(first),
    grouped(second ?? last),
    grouped(last),
    grouped(iterations.length),
  );
}
