import { axisBottom } from "d3-axis";
import { scaleBand, scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import { svg } from "./element";

export interface Bar {
  readonly name: string;
  /** One value a series, stacked from left to right. */
  readonly values: readonly number[];
  /** Said at the end of the bar. */
  readonly label: string;
}

export interface BarsOptions {
  /** Read out in place of the picture. */
  readonly description: string;
  readonly format: (value: number) => string;
  /** A value that the bars are held against. */
  readonly limit?: { readonly value: number; readonly name: string };
}

const WIDTH = 640;
const ROW = 26;
const MARGIN = { left: 130, right: 90, bottom: 24, top: 14 };

/** Horizontal stacked bars over one axis. */
export function bars(rows: readonly Bar[], { description, format, limit }: BarsOptions): SVGSVGElement {
  const height = MARGIN.top + rows.length * ROW + MARGIN.bottom;
  const sums = rows.map(({ values }) => values.reduce((a, b) => a + b, 0));
  const x = scaleLinear(
    [0, Math.max(...sums, limit?.value ?? 0)],
    [MARGIN.left, WIDTH - MARGIN.right],
  ).nice();
  const y = scaleBand(
    rows.map(({ name }) => name),
    [MARGIN.top, height - MARGIN.bottom],
  ).padding(0.2);
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": description });
  for (const row of rows) picture.append(...blocks(row, x, y(row.name) ?? 0, y.bandwidth()));
  const axis = svg("g", { class: "axis", transform: `translate(0,${height - MARGIN.bottom})` });
  axisBottom(x)
    .ticks(5)
    .tickFormat((value) => format(value.valueOf()))(select(axis));
  picture.append(axis);
  if (limit !== undefined) {
    const at = x(limit.value);
    picture.append(
      svg("line", { class: "limit", x1: at, x2: at, y1: MARGIN.top - 4, y2: height - MARGIN.bottom }),
      svg("text", { x: at + 3, y: MARGIN.top - 4, class: "small" }, limit.name),
    );
  }
  // Over the line of the limit, which would cross them out.
  for (const row of rows) picture.append(...labels(row, x, (y(row.name) ?? 0) + y.bandwidth() / 2));
  return picture;
}

type Scale = (value: number) => number;

function blocks({ values }: Bar, x: Scale, top: number, height: number): Element[] {
  let from = 0;
  return values.map((value, series) => {
    const [left, right] = [x(from), x(from + value)];
    from += value;
    return svg("rect", { class: `series-${series}`, x: left, y: top, width: right - left, height });
  });
}

function labels({ name, values, label }: Bar, x: Scale, middle: number): Element[] {
  const end = values.reduce((all, value) => all + value, 0);
  return [
    svg("text", { x: MARGIN.left - 8, y: middle, class: "name" }, name),
    svg("text", { x: x(end) + 6, y: middle, class: "value" }, label),
  ];
}
