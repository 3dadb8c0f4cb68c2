import { short } from "../../protocol/figures";
import type { ExploredShape, Report, Shape } from "../../protocol/report";
import { html } from "./element";
import { t } from "./l10n";
import { section } from "./section";

/** What a click on a shape does; absent where there is no file to write to. */
export type Choose = (shape: Shape) => void;

/** A table of hidden sizes by heads for each number of key/value heads: which work, and what a click would write. */
export function shapesSection(
  { shapes, numbers, objectionsToAnyShape }: Report,
  choose: Choose | undefined,
): HTMLElement | undefined {
  if (shapes.length === 0) return undefined;
  const works = shapes.filter(({ objections }) => objections.length === 0).length;
  const summary = [
    t("{0} of {1} shapes near this one work.", works, shapes.length),
    ...(choose ? [t("A shape that is chosen is written into the file.")] : []),
    ...commonObjection(shapes),
    ...(objectionsToAnyShape.length > 0
      ? [t("Whatever the shape, this launch stops: {0}", objectionsToAnyShape.join(" "))]
      : []),
  ].join(" ");
  const told = html("p", { class: "told", id: "shape-told", "aria-live": "polite", hidden: "" });
  const tables = [...new Set(shapes.map(({ table }) => table))];
  const grids = tables.map((table) =>
    grid(
      table,
      shapes.filter((shape) => shape.table === table),
      { told, choose, hasEmbeddings: numbers.parameters.total !== null },
    ),
  );
  const picture = html("div", { class: "grids" }, ...grids, told);
  picture.addEventListener("mouseleave", () => told.setAttribute("hidden", ""));
  picture.addEventListener("focusout", () => told.setAttribute("hidden", ""));
  moveByArrows(picture);
  return section({ id: "shapes", title: t("Shape explorer"), summary, picture: [picture] });
}

/** The cell that the tabulator leads to. */
let entered = "";

/** The grids take one stop of the tabulator; arrows lead from shape to shape, from one grid into the next. */
function moveByArrows(grids: HTMLElement): void {
  const rows = [...grids.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("button")]);
  const all = rows.flat();
  const enter = (button: HTMLButtonElement | undefined) => {
    for (const each of all) each.setAttribute("tabindex", each === button ? "0" : "-1");
  };
  enter(all.find(({ id }) => id === entered) ?? all.find((it) => it.hasAttribute("aria-current")) ?? all[0]);
  grids.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    entered = target.id;
    enter(target);
  });
  grids.addEventListener("keydown", (event) => {
    const { target } = event;
    const step = STEPS[event.key];
    if (step === undefined || !(target instanceof HTMLButtonElement)) return;
    const y = rows.findIndex((row) => row.includes(target));
    const row = rows[y] ?? [];
    const x = row.indexOf(target);
    const next = step(x, y, row.length - 1);
    rows[next.y]?.[next.x]?.focus();
    event.preventDefault();
  });
}

type Place = { readonly x: number; readonly y: number };

const STEPS: Readonly<Record<string, (x: number, y: number, last: number) => Place>> = {
  ArrowLeft: (x, y) => ({ x: x - 1, y }),
  ArrowRight: (x, y) => ({ x: x + 1, y }),
  ArrowUp: (x, y) => ({ x, y: y - 1 }),
  ArrowDown: (x, y) => ({ x, y: y + 1 }),
  Home: (_, y) => ({ x: 0, y }),
  End: (_, y, last) => ({ x: last, y }),
};

/** Below the cell and inside of the grids, so that it is read where one looks. */
function tellAt(told: HTMLElement, words: string, cell: HTMLElement): void {
  told.textContent = words;
  told.removeAttribute("hidden");
  const grids = told.parentElement;
  if (grids === null) return;
  const [box, around] = [cell.getBoundingClientRect(), grids.getBoundingClientRect()];
  const room = around.width - told.offsetWidth;
  told.style.left = `${Math.max(0, Math.min(box.left - around.left, room))}px`;
  told.style.top = `${box.bottom - around.top + 4}px`;
}

/** Where no shape works: what stands in the way of most, such as a bias that the MLP cannot take. */
function commonObjection(shapes: readonly ExploredShape[]): string[] {
  if (shapes.some(({ objections }) => objections.length === 0)) return [];
  const counts = new Map<string, number>();
  for (const objection of shapes.flatMap(({ objections }) => objections))
    counts.set(objection, (counts.get(objection) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (most === undefined) return [];
  const [objection, count] = most;
  return [
    count === shapes.length
      ? t("In the way of all: {0}", objection)
      : t("In the way of {0}: {1}", count, objection),
  ];
}

interface GridOptions {
  /** Where the shape under pointer or focus is described. */
  readonly told: HTMLElement;
  readonly choose: Choose | undefined;
  /** Whether the embeddings of tokens are counted. */
  readonly hasEmbeddings: boolean;
}

function grid(heading: string, shapes: readonly ExploredShape[], options: GridOptions): HTMLElement {
  const heads = distinct(shapes.map(({ numAttentionHeads }) => numAttentionHeads));
  const widths = distinct(shapes.map(({ hiddenSize }) => hiddenSize));
  const head = html(
    "tr",
    {},
    html("th", { scope: "col" }, t("hidden \\ heads")),
    ...heads.map((count) => html("th", { scope: "col" }, String(count))),
  );
  const body = widths.map((width) => {
    const row = shapes.filter(({ hiddenSize }) => hiddenSize === width);
    const cells = row.map((shape) => html("td", {}, cell(shape, options)));
    return html("tr", {}, html("th", { scope: "row" }, String(width)), ...cells);
  });
  const caption = html("caption", {}, heading);
  return html(
    "table",
    { class: "grid", role: "grid" },
    caption,
    html("thead", {}, head),
    html("tbody", {}, ...body),
  );
}

function cell(shape: ExploredShape, { told, choose, hasEmbeddings }: GridOptions): HTMLElement {
  const works = shape.objections.length === 0;
  const words = describe(shape, choose !== undefined, hasEmbeddings);
  const state = shape.isPresent ? "present" : works ? "works" : "fails";
  const text = !works ? "✗" : shape.parameters === null ? "✓" : short(shape.parameters);
  const button = html(
    "button",
    {
      type: "button",
      class: `${state}${works ? "" : " fails"}`,
      id: idOf(shape),
      "aria-label": words,
      "aria-disabled": String(!works || shape.isPresent || choose === undefined),
      ...(shape.isPresent && { "aria-current": "true" }),
    },
    text,
  );
  const tell = () => tellAt(told, words, button);
  button.addEventListener("focus", tell);
  button.addEventListener("mouseenter", tell);
  button.addEventListener("click", () => {
    if (works && !shape.isPresent) choose?.(shape);
  });
  return button;
}

function describe(shape: ExploredShape, canWrite: boolean, hasEmbeddings: boolean): string {
  const { hiddenSize, numAttentionHeads, numKvHeads, objections, parameters, writes } = shape;
  const name = t(
    "hidden size {0}, {1} heads, {2} key/value heads",
    hiddenSize,
    numAttentionHeads,
    numKvHeads,
  );
  if (objections.length > 0) return t("{0}: does not work. {1}", name, objections.join(" "));
  const size = parameters === null ? t("works") : sizeOf(parameters, hasEmbeddings);
  if (shape.isPresent) return t("{0}: {1}, the present shape", name, size);
  return canWrite ? t("{0}: {1}. Writes {2}", name, size, writes.join(t(", "))) : t("{0}: {1}", name, size);
}

function sizeOf(parameters: number, hasEmbeddings: boolean): string {
  return hasEmbeddings
    ? t("{0} parameters", short(parameters))
    : t("{0} parameters without embeddings", short(parameters));
}

/** The same shape may be in two tables: by a number of key/value heads, and with one for every query head. */
function idOf({ table, hiddenSize, numAttentionHeads, numKvHeads }: ExploredShape): string {
  const name = `shape-${hiddenSize}-${numAttentionHeads}-${numKvHeads}`;
  return `${name}-${table.replaceAll(/\s+/g, "-")}`;
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
