import type { NoReport, Report } from "../../protocol/report";
import { REPORT_DATA_ID } from "../../protocol/reportPage";
import { actions } from "./actions";
import { assumptionsSection } from "./assumptions";
import { batchSection } from "./batch";
import { controlsOf } from "./controls";
import { dataSection } from "./data";
import { html } from "./element";
import { loadTranslations } from "./l10n";
import { memorySection } from "./memory";
import { parametersSection } from "./parameters";
import { pipelineSection } from "./pipeline";
import { projectionSection } from "./projection";
import { scheduleSection } from "./schedule";
import { shapesSection } from "./shapes";
import { pictureWidth } from "./width";

type Shown = Report | NoReport;

let shown: Shown | undefined;
let drawnWidth = 0;
/** The last that had the focus: the page keeps it while the editor has it. */
let focused = "";

loadTranslations();
const data = document.getElementById(REPORT_DATA_ID)?.textContent;
if (data) show(JSON.parse(data));
window.addEventListener("resize", () => {
  if (shown !== undefined && pictureWidth() !== drawnWidth) show(shown);
});
document.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element) focused = target.id;
});
window.addEventListener("focus", () => {
  if (document.activeElement === document.body) focusAgain();
});
// A page of its own, which any other window may send something to, listens to nobody.
if (actions) {
  const { undo, ready } = actions;
  window.addEventListener("message", ({ data: report }: MessageEvent<Shown>) => show(report));
  document.addEventListener("keydown", (event) => undoOn(event, undo), { capture: true });
  ready();
}

/** A chosen shape changed the file, so that is where undo belongs; a text that is typed here has its own. */
function undoOn(event: KeyboardEvent, undo: () => void): void {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
  if (!isUndo || event.target instanceof HTMLInputElement) return;
  // Otherwise the editor would hear of the key as well, and undo twice when the focus is on its way there.
  event.stopPropagation();
  event.preventDefault();
  undo();
}

function focusAgain(): void {
  if (focused !== "") document.getElementById(focused)?.focus({ preventScroll: true });
}

/** Draws a report anew; focus and opened tables stay. */
function show(report: Shown): void {
  const root = document.getElementById("report");
  if (root === null) return;
  [shown, drawnWidth] = [report, pictureWidth()];
  const opened = [...root.querySelectorAll("details[open]")].map(({ id }) => id);
  replaceChanged(root, "reason" in report ? [html("p", {}, report.reason)] : contents(report));
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (document.activeElement === document.body) focusAgain();
}

/** Parts that say the same stay: they need no layout, and a screen reader keeps its place. */
function replaceChanged(root: Element, parts: readonly Element[]): void {
  if (root.children.length !== parts.length) {
    root.replaceChildren(...parts);
    return;
  }
  for (const [index, part] of parts.entries()) {
    const present = root.children[index];
    if (present?.isEqualNode(part) === false) present.replaceWith(part);
  }
}

function contents(report: Report): Element[] {
  const sections = [
    controlsOf(report, actions),
    assumptionsSection(report, actions),
    parametersSection(report),
    memorySection(report, actions),
    projectionSection(report),
    shapesSection(report, actions?.choose),
    pipelineSection(report),
    batchSection(report),
    dataSection(report),
    scheduleSection(report),
  ];
  return [
    html("h1", {}, report.title),
    html("p", {}, report.neox),
    ...sections.filter((it) => it !== undefined),
  ];
}
