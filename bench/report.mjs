// @ts-check
/// <reference lib="dom" />
// Keystroke to report: the time from an edit to the answer of the server over stdio, and to the view's new picture,
// laid out in Chromium. Each edit changes the layers, and so every figure and picture. `npm run build && node bench/report.mjs [FILE]`
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser } from "../test/host/browser.mjs";
import { LanguageServer } from "./languageServer.mjs";

const WARM_UP = 50;
const EDITS = 300;

const path =
  process.argv[2] ?? fileURLToPath(new URL("../../shared/corpus/upstream/configs/20B.yml", import.meta.url));
const text = readFileSync(path, "utf8");
const uri = "file:///bench/20B.yml";

const server = new LanguageServer();
await server.start();
await server.open(uri, text);
const folder = mkdtempSync(join(tmpdir(), "neox-config-bench-"));
const html = join(folder, "report.html");
const command = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
execFileSync(process.execPath, [command, "report", path, "--html", html]);
const { page, close } = await openBrowser();
// As in an editor: a page of its own takes no messages.
await page.evaluate("window.acquireVsCodeApi = () => ({ postMessage() {} })");
await page.setContent(readFileSync(html, "utf8"));

/** Milliseconds that the view takes to draw a report and lay it out. */
const draw = (/** @type {unknown} */ report) =>
  page.evaluate((data) => {
    const begin = performance.now();
    window.dispatchEvent(new MessageEvent("message", { data }));
    document.body.getBoundingClientRect();
    return performance.now() - begin;
  }, report);

/** @type {{ answer: number, drawn: number, whole: number }[]} */
const times = [];
for (let version = 2; version < 2 + WARM_UP + EDITS; version++) {
  const begin = performance.now();
  const contentChanges = [{ text: text.replace(/(num.layers"?: *)\d+/, `$1${40 + (version % 8)}`) }];
  await server.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges,
  });
  const report = await server.connection.sendRequest("neoxConfig/report", { uri });
  const answer = performance.now() - begin;
  const drawn = await draw(report);
  times.push({ answer, drawn, whole: answer + drawn });
}
await close();
rmSync(folder, { recursive: true });

const told = (/** @type {"answer" | "drawn" | "whole"} */ name) => {
  const sorted = times
    .slice(WARM_UP)
    .map((time) => time[name])
    .sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1);
  return `${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms`;
};
console.log(`${path}, ${EDITS} edits`);
for (const name of /** @type {const} */ (["answer", "drawn", "whole"])) console.log(told(name));
process.exit();
