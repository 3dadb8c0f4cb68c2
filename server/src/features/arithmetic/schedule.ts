import { grouped, scientific } from "../../../../protocol/figures";
import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";
import { endOf } from "../../schedule/events";
import { type Schedule, scheduleOf } from "../../schedule/schedule";
import { schedulerSettings } from "../../schedule/settings";

/** From nothing to the highest rate. */
const LEVELS = [..."▁▂▃▄▅▆▇█"];
const COLUMNS = 32;

/** The learning rate over the whole run as a small curve, with where it bends. */
export function rateLines(launch: Launch): string[] {
  const [schedule, settings] = [scheduleOf(launch), schedulerSettings(launch)];
  if (schedule === undefined || settings === undefined || schedule.last <= schedule.first) return [];
  const { first, last } = schedule;
  const rates = [first, Math.min(Math.max(Math.ceil(settings.warmupIterations) + 1, first), last), last].map(
    (iteration) => t("{0} at iteration {1}", scientific(schedule.rate(iteration) ?? 0), grouped(iteration)),
  );
  return [
    t("learning rate over {0} iterations: {1}", grouped(last), curveOf(schedule)),
    [...new Set(rates)].join(", "),
    t(
      "warm-up until iteration {0}, decay until {1}",
      grouped(Math.ceil(settings.warmupIterations)),
      grouped(settings.endIteration),
    ),
  ];
}

function curveOf({ first, last, rate }: Schedule): string {
  const columns = Math.min(COLUMNS, last - first + 1);
  const rates = Array.from({ length: columns }, (_, column) =>
    Math.round(first + (column * (last - first)) / Math.max(columns - 1, 1)),
  ).map((iteration) => rate(iteration) ?? 0);
  const highest = Math.max(...rates);
  const level = (value: number) =>
    highest > 0 ? Math.round((Math.max(value, 0) / highest) * (LEVELS.length - 1)) : 0;
  return rates.map((value) => LEVELS[level(value)]).join("");
}

/** When checkpoints are saved, and after which iteration the run ends. */
export function saveLines(launch: Launch): string[] {
  const schedule = scheduleOf(launch);
  if (schedule === undefined || schedule.last < schedule.first) return [];
  if (!truthy(launch.get("save") ?? null)) return [t("nothing is saved: save names no folder")];
  const saves = schedule.events.of("save");
  const end = endOf(launch, schedule);
  const [first, second] = saves;
  const places =
    first === undefined
      ? "0"
      : saves.count <= 3
        ? [...saves].map(grouped).join(", ")
        : [grouped(first), grouped(second ?? first), "…", grouped(saves.last ?? first)].join(", ");
  return [
    t("{0} checkpoints, after iterations {1}", grouped(saves.count), places),
    end.kind === "exit"
      ? t("exit_interval ends the run at iteration {0}, without a last checkpoint", grouped(end.iteration))
      : t("the run ends at iteration {0}", grouped(end.iteration)),
  ];
}
