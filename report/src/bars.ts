import { axisBottom } from "d3-axis";
import { scaleBand, scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import { svg } from "./element";
import { isNarrow, pictureWidth } from "./width";

export interface Bar {
  readonly name: string;
  /** One value a series, stacked from left to right. */
  readonly values: readonly number[];
  /** Said at the end of the bar. */
  readonly label: string;
  /** Drawn as what cannot be. */
  readonly isRefused?: boolean;
}

export interface BarsOptions {
  /** Read out in place of the picture. */
  readonly description: string;
  readonly format: (value: number) => string;
  /** A value that the bars are held against. */
  readonly limit?: { readonly value: number; readonly name: string };
}

/** Where things are in pixels: names stand before their bars, or above them where there is little room. */
interface Layout {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly row: number;
  /** What a name takes above its bar. */
  readonly above: number;
  readonly ticks: number;
}

/** The room of a tick with its label, such as `250 GB`, and as much again: there may be twice as many as asked for. */
const TICK = 90;

function layout(): Layout {
  const width = pictureWidth();
  if (isNarrow()) return { width, left: 16, right: 66, row: 40, above: 16, ticks: 3 };
  const [left, right] = [150, 90];
  const ticks = Math.min(5, Math.floor((width - left - right) / TICK));
  return { width, left, right, row: 26, above: 0, ticks };
}

const [TOP, BOTTOM] = [16, 24];

/** Horizontal stacked bars over one axis. */
export function bars(rows: readonly Bar[], { description, format, limit }: BarsOptions): SVGSVGElement {
  const at = layout();
  const height = TOP + rows.length * at.row + BOTTOM;
  const sums = rows.map(({ values }) => values.reduce((a, b) => a + b, 0));
  const x = scaleLinear([0, Math.max(...sums, limit?.value ?? 0)], [at.left, at.width - at.right]).nice(
    at.ticks,
  );
  const y = scaleBand(
    rows.map(({ name }) => name),
    [TOP, height - BOTTOM],
  ).padding(0.2);
  const picture = svg("svg", {
    viewBox: `0 0 ${at.width} ${height}`,
    role: "img",
    "aria-label": description,
  });
  const top = ({ name }: Bar) => (y(name) ?? 0) + at.above;
  const thickness = y.bandwidth() - at.above;
  for (const row of rows) picture.append(...blocks(row, x, top(row), thickness));
  const axis = svg("g", { class: "axis", transform: `translate(0,${height - BOTTOM})` });
  axisBottom(x)
    .ticks(at.ticks)
    .tickFormat((value) => format(value.valueOf()))(select(axis));
  picture.append(axis);
  if (limit !== undefined) picture.append(...limitLine(limit, x, at, height - BOTTOM));
  // Over the line of the limit, which would cross them out.
  for (const row of rows) picture.append(...labels(row, x, top(row) + thickness / 2, at));
  return picture;
}

type Scale = (value: number) => number;

function limitLine(
  { value, name }: NonNullable<BarsOptions["limit"]>,
  x: Scale,
  { width }: Layout,
  bottom: number,
): Element[] {
  const at = x(value);
  // On the side that has room.
  const isRight = at > width / 2;
  return [
    svg("line", { class: "limit", x1: at, x2: at, y1: TOP - 4, y2: bottom }),
    svg("text", { x: isRight ? at - 3 : at + 3, y: TOP - 4, class: isRight ? "small end" : "small" }, name),
  ];
}

function blocks({ values, isRefused = false }: Bar, x: Scale, top: number, height: number): Element[] {
  let from = 0;
  return values.map((value, series) => {
    const [left, right] = [x(from), x(from + value)];
    from += value;
    const kind = `series-${series}${isRefused ? " refused" : ""}`;
    return svg("rect", { class: kind, x: left, y: top, width: right - left, height });
  });
}

function labels(
  { name, values, label }: Bar,
  x: Scale,
  middle: number,
  { left, above, row }: Layout,
): Element[] {
  const end = values.reduce((all, value) => all + value, 0);
  const said =
    above === 0
      ? svg("text", { x: left - 8, y: middle, class: "name" }, name)
      : svg("text", { x: left, y: middle - row / 2 + 2 }, name);
  return [said, svg("text", { x: x(end) + 6, y: middle, class: "value" }, label)];
}
