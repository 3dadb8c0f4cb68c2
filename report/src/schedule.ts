import { axisBottom, axisLeft } from "d3-axis";
import { scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import { epochFigure, grouped, scientific, short } from "../../protocol/figures";
import type { Numbers, Report, ScheduleMark, ScheduleNumbers } from "../../protocol/report";
import { html, svg } from "./element";
import { t } from "./l10n";
import { section } from "./section";
import { pictureWidth } from "./width";

const HEIGHT = 220;
const MARGIN = { left: 64, right: 16, bottom: 26, top: 20 };

/** Rows of the table: more are left out evenly. */
const MOST_ROWS = 20;

/** Where the reader stands in the plot, kept when it is drawn anew. */
let position = 0;

/** The learning rate over the whole run: a curve that a slider walks along, and that it reads out. */
export function scheduleSection({ schedule, numbers }: Report): HTMLElement | undefined {
  if (schedule === null || schedule.rates.length === 0) return undefined;
  const summary = summaryOf(schedule);
  const words = (index: number) => wordsAt(schedule, index, numbers);
  const last = schedule.rates.length - 1;
  position = Math.min(position, last);
  const { picture, walkTo, indexAt } = plot(schedule, t("Curve: learning rate by iteration. {0}", summary));
  const told = html("output", { for: "schedule-walk", class: "note" }, words(position));
  const walk = html("input", {
    id: "schedule-walk",
    type: "range",
    min: 0,
    max: last,
    value: position,
    "aria-label": t("Iteration"),
    "aria-valuetext": words(position),
  });
  const show = (index: number) => {
    position = index;
    walk.value = String(index);
    walk.setAttribute("value", String(index));
    walk.setAttribute("aria-valuetext", words(index));
    told.textContent = words(index);
    walkTo(index);
  };
  walk.addEventListener("input", () => show(Number(walk.value)));
  picture.addEventListener("pointermove", (event) => show(indexAt(event)));
  walkTo(position);
  return section({
    id: "schedule",
    title: t("Learning rate"),
    summary,
    picture: [picture, walk, told],
    table: {
      columns: [t("iteration"), t("learning rate"), t("what happens")],
      rows: rowsOf(schedule).map((index) => {
        const [iteration, rate] = schedule.rates[index] ?? [0, 0];
        return [grouped(iteration), scientific(rate), marksAt(schedule, iteration).join(", ")];
      }),
    },
  });
}

const MARKS: Readonly<Record<ScheduleMark["kind"], () => string>> = {
  "warmup-end": () => t("the warm-up ends"),
  "decay-end": () => t("the decay ends"),
  exit: () => t("exit_interval ends the run"),
  end: () => t("training ends"),
  "compute-optimal": () => t("20 tokens a parameter, the best for its compute"),
};

function marksAt({ marks }: ScheduleNumbers, iteration: number): readonly string[] {
  return marks.filter((mark) => mark.iteration === iteration).map(({ kind }) => MARKS[kind]());
}

function wordsAt(schedule: ScheduleNumbers, index: number, numbers: Numbers): string {
  const [iteration, rate] = schedule.rates[index] ?? [0, 0];
  const place = t("iteration {0}: {1}", grouped(iteration), scientific(rate));
  return [place, ...readBy(iteration, numbers), ...marksAt(schedule, iteration)].join(", ");
}

/** What training has read by an iteration, and how long that takes. */
function readBy(iteration: number, { compute, data }: Numbers): readonly string[] {
  const { tokensPerStep, steps, training } = compute;
  const share = steps === null ? undefined : iteration / steps;
  const epochs = data.map((it) => it.epochs).filter((it) => it !== null);
  return [
    tokensPerStep === null ? undefined : t("{0} tokens", short(iteration * tokensPerStep)),
    share === undefined || epochs.length === 0
      ? undefined
      : t("{0} epochs", [...new Set(epochs.map((it) => epochFigure(it * share)))].join(" · ")),
    share === undefined || training === null
      ? undefined
      : t("after {0} days", (training.days * share).toFixed(1)),
  ].filter((it) => it !== undefined);
}

function summaryOf(schedule: ScheduleNumbers): string {
  const { rates, marks, saves, evaluations, stop } = schedule;
  const [first, last] = [rates[0], rates.at(-1)];
  const highest = rates.reduce((one, other) => (other[1] > one[1] ? other : one), first ?? [0, 0]);
  const curve = t(
    "From {0} up to {1} at iteration {2}, and {3} at the last, {4}.",
    scientific(first?.[1] ?? 0),
    scientific(highest[1]),
    grouped(highest[0]),
    scientific(last?.[1] ?? 0),
    grouped(last?.[0] ?? 0),
  );
  const exit = marks.find(({ kind }) => kind === "exit");
  return [
    curve,
    t("{0} checkpoints and {1} evaluations.", grouped(saves), grouped(evaluations)),
    exit && t("exit_interval ends the run at iteration {0}.", grouped(exit.iteration)),
    stop && t("It stops: {0}.", stop.message),
  ]
    .filter((sentence) => sentence !== undefined && sentence !== null)
    .join(" ");
}

/** All marks, and evenly from the rest. */
function rowsOf({ rates, marks }: ScheduleNumbers): readonly number[] {
  const step = Math.max(1, Math.ceil(rates.length / MOST_ROWS));
  const marked = new Set(marks.map(({ iteration }) => iteration));
  return [...rates.keys()].filter(
    (index) => index % step === 0 || index === rates.length - 1 || marked.has(rates[index]?.[0] ?? -1),
  );
}

interface Plot {
  readonly picture: SVGSVGElement;
  readonly walkTo: (index: number) => void;
  readonly indexAt: (event: PointerEvent) => number;
}

function plot({ rates, marks }: ScheduleNumbers, description: string): Plot {
  const width = pictureWidth();
  const [first, last] = [rates[0]?.[0] ?? 0, rates.at(-1)?.[0] ?? 1];
  const x = scaleLinear([Math.min(first, last - 1), last], [MARGIN.left, width - MARGIN.right]);
  const highest = Math.max(...rates.map(([, rate]) => rate), Number.MIN_VALUE);
  const y = scaleLinear([0, highest], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice();
  const picture = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": description });
  const axes = [
    svg("g", { class: "axis", transform: `translate(0,${HEIGHT - MARGIN.bottom})` }),
    svg("g", { class: "axis", transform: `translate(${MARGIN.left},0)` }),
  ] as const;
  axisBottom(x)
    .ticks(5)
    .tickFormat((value) => short(value.valueOf()))(select(axes[0]));
  axisLeft(y)
    .ticks(4)
    .tickFormat((value) => scientific(value.valueOf()))(select(axes[1]));
  const points = rates.map(([iteration, rate]) => `${x(iteration).toFixed(1)},${y(rate).toFixed(1)}`);
  const cursor = svg("circle", { class: "cursor", r: 4 });
  picture.append(
    ...axes,
    ...marks.flatMap(({ iteration, kind }) => markLine(kind, x(iteration), width)),
    svg("polyline", { class: "curve", points: points.join(" ") }),
    cursor,
  );
  const walkTo = (index: number) => {
    const [iteration, rate] = rates[index] ?? [0, 0];
    cursor.setAttribute("cx", String(x(iteration)));
    cursor.setAttribute("cy", String(y(rate)));
  };
  const indexAt = ({ clientX }: PointerEvent) => {
    const shown = picture.getBoundingClientRect();
    const iteration = x.invert(((clientX - shown.left) / shown.width) * width);
    const behind = rates.findIndex(([each]) => each >= iteration);
    return behind < 0 ? rates.length - 1 : behind;
  };
  return { picture, walkTo, indexAt };
}

/** What stands at the line of a mark, and how far below the top, so that no two are in each other's way. */
const LABELS: Readonly<
  Partial<Record<ScheduleMark["kind"], { readonly text: () => string; readonly below: number }>>
> = {
  "warmup-end": { text: () => t("warm-up"), below: -6 },
  "decay-end": { text: () => t("decay"), below: -6 },
  "compute-optimal": { text: () => t("20 tokens a parameter"), below: 12 },
  exit: { text: () => "exit_interval", below: 28 },
};

function markLine(kind: ScheduleMark["kind"], at: number, width: number): Element[] {
  const label = LABELS[kind];
  if (label === undefined) return [];
  const line = { class: "limit", x1: at, x2: at, y1: MARGIN.top, y2: HEIGHT - MARGIN.bottom };
  const side = at < width / 2 ? { x: at + 4 } : { x: at - 4, "text-anchor": "end" };
  const text = svg("text", { ...side, y: MARGIN.top + label.below, class: "small" }, label.text());
  return [svg("line", line), text];
}
