import { html } from "./element";
import { t } from "./l10n";

export interface Table {
  readonly columns: readonly string[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly string[])[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** One sentence that says what the picture shows. */
  readonly summary: string;
  readonly picture?: readonly Element[];
  /** The numbers behind the picture. */
  readonly table?: Table;
}

/** A part of the report. */
export function section({ id, title, summary, picture = [], table }: Section): HTMLElement {
  const parts: Element[] = [html("h2", { id }, title), html("p", {}, summary), ...picture];
  if (table)
    parts.push(html("details", { id: `${id}-numbers` }, html("summary", {}, t("Numbers")), tableOf(table)));
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
