// @ts-check
// Runs the suites of this folder inside a real VS Code: `node test/editor/run.mjs [server|web]`.
// The built extension must be in dist/. Results: .cache/results/editor-<host>.json, with the
// names of Vitest's counts. Fails when no test ran.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openBrowser } from "../host/browser.mjs";
import { startServer, workbenchUrl } from "../host/server.mjs";
import { startWeb } from "../host/web.mjs";
import { bundleSuites } from "./bundle.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const RESULTS = join(ROOT, ".cache/results");
const REPORT_PREFIX = "neox-config-test ";
const TIMEOUT = 300_000;
/** Two folders, each with its own settings and project file. */
const WORKSPACE = "both.code-workspace";

/** Starts `host` on `folder`. `url` opens it and starts the suites. */
async function startHost(/** @type {"server" | "web"} */ host, /** @type {string} */ folder) {
  const suites = await bundleSuites(host);
  if (host === "web") return startWeb({ extension: ROOT, suites, folder, workspace: WORKSPACE });
  const { base, authority, log, stop } = await startServer({ inHostTests: true });
  const remote = (/** @type {string} */ path) => `vscode-remote://${authority}${path}`;
  const url = workbenchUrl(base, { workspace: join(folder, WORKSPACE) }, [
    ["extensionDevelopmentPath", remote(ROOT)],
    ["extensionTestsPath", remote(suites)],
  ]);
  return { url, log, stop };
}

/** What a failure looked like, for whoever reads of it; a page that is gone has no picture. */
const picture = (/** @type {import("playwright-core").Page} */ page, /** @type {string} */ name) =>
  page.screenshot({ path: join(RESULTS, `editor-${name}.png`) }).catch(() => undefined);

/** Opens `url` and collects what the suites report, until they end. */
async function collect(/** @type {string} */ url) {
  /** @type {{ title: string, state: string, error?: string }[]} */
  const tests = [];
  const { page, close } = await openBrowser();
  const ended = new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`the suites did not end within ${TIMEOUT / 1000} s`)), TIMEOUT).unref();
    page.exposeFunction("codeAutomationExit", done).catch(fail);
  });
  await page.exposeFunction(
    "codeAutomationLog",
    (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      const text = args.map(String).join(" ");
      if (text.startsWith(REPORT_PREFIX)) {
        const test = JSON.parse(text.slice(REPORT_PREFIX.length));
        tests.push(test);
        console.log(`  ${test.state}: ${test.title}${test.error ? `\n${test.error}` : ""}`);
        if (test.state === "failed") void picture(page, `failure-${tests.length}`);
      } else if (process.env.VERBOSE) console.log(type, text);
    },
  );
  try {
    await page.goto(url);
    await ended;
  } catch (error) {
    await picture(page, "failure");
    throw error;
  } finally {
    await close();
  }
  return tests;
}

const host = process.argv[2] === "web" ? "web" : "server";
mkdirSync(RESULTS, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "neox-config-workspace-"));
cpSync(join(import.meta.dirname, "workspace"), folder, { recursive: true });
const started = await startHost(host, folder);
try {
  const tests = await collect(started.url);
  const count = (/** @type {string} */ state) => tests.filter((test) => test.state === state).length;
  const counts = {
    numPassedTests: count("passed"),
    numFailedTests: count("failed"),
    numPendingTests: count("skipped"),
  };
  writeFileSync(join(RESULTS, `editor-${host}.json`), JSON.stringify({ ...counts, tests }, null, 2));
  if (counts.numPassedTests + counts.numFailedTests === 0) throw new Error("no test ran");
  if (counts.numFailedTests > 0) process.exitCode = 1;
} catch (error) {
  console.error(started.log().slice(-3000));
  throw error;
} finally {
  await started.stop();
  rmSync(folder, { recursive: true, force: true });
}
