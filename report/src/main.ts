import type { Report, Shape } from "../../protocol/report";
import { REPORT_DATA_ID } from "../../protocol/reportPage";
import { batchSection } from "./batch";
import { html } from "./element";
import { loadTranslations, t } from "./l10n";
import { memorySection } from "./memory";
import { parametersSection } from "./parameters";
import { pipelineSection } from "./pipeline";
import { projectionSection } from "./projection";
import { type Choose, shapesSection } from "./shapes";

/** What VS Code gives a webview; absent in a page of its own. */
declare const acquireVsCodeApi: undefined | (() => Messages);

interface Messages {
  postMessage(message: unknown): void;
}

const vscode = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined;
const choose: Choose | undefined =
  vscode && ((shape: Shape) => vscode.postMessage({ kind: "choose", shape: sizesOf(shape) }));

loadTranslations();
const data = document.getElementById(REPORT_DATA_ID)?.textContent;
if (data) show(JSON.parse(data));
window.addEventListener("message", ({ data: report }: MessageEvent<Report | null>) => show(report));
if (vscode) document.addEventListener("keydown", (event) => undoOn(event, vscode), { capture: true });
vscode?.postMessage({ kind: "ready" });

/** A chosen shape changed the file, so that is where undo belongs: the page has nothing of its own to undo. */
function undoOn(event: KeyboardEvent, { postMessage }: Messages): void {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
  if (!isUndo) return;
  // Otherwise the editor would hear of the key as well, and undo twice when the focus is on its way there.
  event.stopPropagation();
  event.preventDefault();
  postMessage({ kind: "undo" });
}

/** Draws a report anew; focus and opened tables stay. */
function show(report: Report | null): void {
  const root = document.getElementById("report");
  if (root === null) return;
  const focused = document.activeElement?.id;
  const opened = [...root.querySelectorAll("details[open]")].map(({ id }) => id);
  replaceChanged(root, report === null ? [html("p", {}, nothing())] : contents(report));
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
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

function nothing(): string {
  return t(
    "No model can be built from this file yet: hidden_size, num_attention_heads and num_layers tell its sizes.",
  );
}

function contents(report: Report): Element[] {
  const sections = [
    parametersSection(report),
    memorySection(report),
    projectionSection(report),
    shapesSection(report, choose),
    pipelineSection(report),
    batchSection(report),
  ];
  return [
    html("h1", {}, report.title),
    html("p", {}, report.neox),
    ...sections.filter((it) => it !== undefined),
  ];
}

function sizesOf({ hiddenSize, numAttentionHeads, numKvHeads }: Shape): Shape {
  return { hiddenSize, numAttentionHeads, numKvHeads };
}
