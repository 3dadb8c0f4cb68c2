import { grouped, scientific } from "../../../../protocol/figures";
import { t } from "../../base/l10n";
import type { EventKind, RunEvents } from "../../schedule/events";
import type { Occasions } from "../../schedule/occasions";
import type { Rates } from "../../schedule/schedule";
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
  const shown = chosenIterations(lr);
  const width = Math.max(0, ...shown.map((iteration) => grouped(iteration).length));
  const rows = shown.map(
    (iteration) => `  ${grouped(iteration).padStart(width)}  ${scientific(lr.rate(iteration) ?? 0)}`,
  );
  return [
    t("Learning rate of the update of each iteration"),
    ...rows,
    ...(after === null ? [] : [t("after the last update: {0}", scientific(after))]),
    "",
    ...kindsInOrder(events).map((kind) => `${KINDS[kind]()}: ${listed(events.of(kind))}`),
    ...(error === null
      ? []
      : [
          t("It stops: {0} ({1})", error.message, error.at),
          ...(error.iteration ? [t("in iteration {0}", grouped(error.iteration))] : []),
        ]),
    "",
  ].join("\n");
}

/** Evenly, with the last. */
function chosenIterations({ first, last }: Rates): readonly number[] {
  const step = Math.max(1, Math.ceil((last - first + 1) / MOST_ROWS));
  const even = Array.from({ length: Math.ceil((last - first + 1) / step) }, (_, row) => first + row * step);
  return [...new Set([...even, ...(last < first ? [] : [last])])];
}

/** The kinds that happen, by when each first does. */
function kindsInOrder(events: RunEvents): readonly EventKind[] {
  const firsts = (Object.keys(KINDS) as EventKind[]).flatMap((kind) => {
    const [first] = events.of(kind);
    return first === undefined ? [] : [{ kind, first }];
  });
  return firsts.sort((one, other) => one.first - other.first).map(({ kind }) => kind);
}

function listed(iterations: Occasions): string {
  const { count, last } = iterations;
  const [first, second] = iterations;
  if (first === undefined || second === undefined || last === undefined || count <= 3)
    return [...iterations].map(grouped).join(", ");
  return t("{0}, {1} … {2}: {3} times", grouped(first), grouped(second), grouped(last), grouped(count));
}
