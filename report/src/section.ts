import { html } from "./element";

export interface Table {
  readonly columns: readonly string[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly string[])[];
}

/** A part of the report: a heading, one sentence that says what the picture shows, the picture, and its numbers. */
export function section(
  title: string,
  summary: string,
  picture: readonly Element[],
  table?: Table,
): HTMLElement {
  const id = title.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  const parts: Element[] = [html("h2", { id }, title), html("p", {}, summary), ...picture];
  if (table)
    parts.push(html("details", { id: `${id}-numbers` }, html("summary", {}, "Numbers"), tableOf(table)));
  return html("section", { "aria-labelledby": id }, ...parts);
}

export function tableOf({ columns, rows }: Table): HTMLElement {
  const head = html("tr", {}, ...columns.map((column) => html("th", { scope: "col" }, column)));
  const body = rows.map(([heading = "", ...cells]) =>
    html("tr", {}, html("th", { scope: "row" }, heading), ...cells.map((cell) => html("td", {}, cell))),
  );
  return html("table", {}, html("thead", {}, head), html("tbody", {}, ...body));
}

/** The colours of a picture and what they stand for. */
export function legend(names: readonly string[]): HTMLElement {
  const items = names.map((name, index) =>
    html("li", {}, html("span", { class: `swatch series-${index}`, "aria-hidden": "true" }), name),
  );
  return html("ul", { class: "legend" }, ...items);
}
