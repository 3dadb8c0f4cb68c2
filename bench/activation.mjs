// @ts-check
// How long VS Code's extension host waits for the extension: it is loaded, and its server answers.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser } from "../test/host/browser.mjs";
import { startServer, workbenchUrl } from "../test/host/server.mjs";
import { percentile, printTable, shown } from "./measures.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const STARTS = 5;
const PREFIX = "neox-config-bench ";

/** Runs in the extension host; in an empty folder nothing has started the extension before. */
const MEASURE = `
const { extensions, languages, workspace } = require("vscode");
exports.run = async () => {
  const extension = extensions.getExtension("neox-config.neox-config");
  const wasActive = extension.isActive;
  const begin = performance.now();
  await extension.activate();
  const activated = performance.now() - begin;
  const shown = new Promise((resolve) => languages.onDidChangeDiagnostics(resolve));
  const content = "# neox-config: on\\nhidden_size: 512\\nnum_attention_heads: 7\\nno_key: 1\\n";
  await workspace.openTextDocument({ language: "yaml", content });
  await shown;
  console.log(${JSON.stringify(PREFIX)} + JSON.stringify({ wasActive, activated, shown: performance.now() - begin }));
};`;

/** @param {string} folder @param {string} suite */
async function measure(folder, suite) {
  const { base, authority, stop } = await startServer({ inHostTests: true });
  const remote = (/** @type {string} */ path) => `vscode-remote://${authority}${path}`;
  const url = workbenchUrl(base, { folder }, [
    ["extensionDevelopmentPath", remote(ROOT)],
    ["extensionTestsPath", remote(suite)],
  ]);
  const { page, close } = await openBrowser();
  try {
    /** @type {{ wasActive: boolean, activated: number, shown: number } | undefined} */
    let measured;
    const ended = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
    await page.exposeFunction(
      "codeAutomationLog",
      (/** @type {string} */ _, /** @type {unknown[]} */ args) => {
        const text = args.map(String).join(" ");
        if (text.startsWith(PREFIX)) measured = JSON.parse(text.slice(PREFIX.length));
      },
    );
    await page.goto(url);
    await ended;
    if (measured === undefined || measured.wasActive) throw new Error("the activation was not seen");
    return measured;
  } finally {
    await close();
    await stop();
  }
}

export async function activation() {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-bench-"));
  const suite = join(folder, "measure.cjs");
  writeFileSync(suite, MEASURE);
  /** @type {{ activated: number, shown: number }[]} */
  const starts = [];
  try {
    for (let i = 0; i < STARTS; i++) starts.push(await measure(folder, suite));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const row = (/** @type {string} */ name, /** @type {"activated" | "shown"} */ key) => {
    const times = starts.map((start) => start[key]);
    return [name, shown(percentile(times, 0.5)), shown(Math.max(...times))];
  };
  printTable("In VS Code, milliseconds", [
    ["what", "p50", "worst"],
    row("activation: the extension loaded, its server started", "activated"),
    row("from its start to the first diagnostics of a text opened then", "shown"),
  ]);
}
