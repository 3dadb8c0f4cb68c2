import { COMPUTE_OPTIMAL } from "../../../../protocol/figures";
import type { Numbers, ScheduleMark, ScheduleNumbers } from "../../../../protocol/report";
import type { Launch } from "../../launch/launch";
import { endOf } from "../../schedule/events";
import { type Schedule, scheduleOf } from "../../schedule/schedule";
import { schedulerSettings } from "../../schedule/settings";

/** A picture shows no more. */
const MOST_RATES = 200;

/** The learning rate of a launch over its whole run; undefined while it is not known. */
export function scheduleNumbers(
  launch: Launch,
  { parameters, compute }: Numbers,
): ScheduleNumbers | undefined {
  const schedule = scheduleOf(launch);
  if (schedule === undefined || schedule.last < schedule.first) return undefined;
  const marks = marksOf(launch, schedule, optimalAfter(parameters.total, compute.tokensPerStep));
  const { events } = schedule;
  return {
    rates: ratesOf(schedule, marks),
    marks,
    saves: events.of("save").count,
    evaluations: events.of("evaluation").count,
    stop: schedule.stop && { iteration: schedule.stop.iteration ?? null, message: schedule.stop.message },
  };
}

/** The iteration after which a parameter has seen as many tokens as is best. */
function optimalAfter(parameters: number | null, tokensPerStep: number | null): number | undefined {
  return parameters === null || tokensPerStep === null
    ? undefined
    : Math.ceil((COMPUTE_OPTIMAL * parameters) / tokensPerStep);
}

function marksOf(launch: Launch, schedule: Schedule, optimal: number | undefined): readonly ScheduleMark[] {
  const settings = schedulerSettings(launch);
  const { iteration, kind } = endOf(launch, schedule);
  const marks: readonly (ScheduleMark | undefined)[] = [
    settings && { iteration: Math.ceil(settings.warmupIterations), kind: "warmup-end" },
    settings && { iteration: settings.endIteration, kind: "decay-end" },
    optimal === undefined ? undefined : { iteration: optimal, kind: "compute-optimal" },
    { iteration: Math.min(iteration, schedule.last), kind: kind === "exit" ? "exit" : "end" },
  ];
  return marks
    .filter((mark) => mark !== undefined)
    .filter((mark) => mark.iteration >= schedule.first && mark.iteration <= schedule.last);
}

/** Evenly, with the marks and what follows each: there the curve bends. */
function ratesOf({ first, last, rate }: Schedule, marks: readonly ScheduleMark[]): ScheduleNumbers["rates"] {
  const step = Math.max(1, (last - first) / (MOST_RATES - 1));
  const even = Array.from({ length: Math.min(MOST_RATES, last - first + 1) }, (_, index) =>
    Math.round(first + index * step),
  );
  const bends = marks.flatMap(({ iteration }) => [iteration, iteration + 1]);
  const chosen = [...new Set([...even, ...bends, last])].filter((iteration) => iteration <= last);
  return chosen
    .sort((one, other) => one - other)
    .flatMap((iteration) => {
      const value = rate(iteration);
      return value === undefined ? [] : [[iteration, value] as const];
    });
}
