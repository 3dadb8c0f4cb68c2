// @ts-check
// `npm test`: everything, from a fresh clone, but for the attacks that other commits carry out; with `--all` those, too.
// The last line sums up: `N passed, N failed, N skipped`.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { attacksOfOthers } from "./attacksOfOthers.mjs";
import { ROOT, run, runOrExit, setUp } from "./setUp.mjs";

const RESULTS = join(ROOT, ".cache/results");
const CHECKS = ["check:types", "check:style", "check:unused", "check:layers"];
const resultsOf = (/** @type {string} */ suite) => join(RESULTS, `${suite}.json`);

/** Runs Vitest; its counts go to where `runSuite` looks for them. */
const vitest = (/** @type {string} */ suite, /** @type {string[]} */ ...args) => {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile=${resultsOf(suite)}`];
  return ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args];
};

const isAll = process.argv.includes("--all");
const leftOut = isAll ? [] : attacksOfOthers();

/** A test that never ends blocks its process: it must not take what the other suites say with it. */
const MOST_MINUTES = isAll ? 120 : 40;

/** The suites, each a Node program that leaves its counts in `.cache/results/<id>.json`; some need VS Code and a browser. */
const SUITES = [
  {
    id: "unit",
    name: "unit and protocol",
    editor: false,
    args: vitest("unit", ...leftOut.flatMap((file) => ["--exclude", file])),
  },
  {
    id: "editor-server",
    name: "in VS Code, server build",
    editor: true,
    args: ["test/editor/run.mjs", "server"],
  },
  { id: "editor-web", name: "in VS Code, web build", editor: true, args: ["test/editor/run.mjs", "web"] },
  {
    id: "ui",
    name: "keyboard and screen",
    editor: true,
    args: vitest("ui", "--config", "test/ui/vitest.config.mts"),
  },
];

/** Runs one suite. One that fails as a whole, or in which no test ran, counts as a failed test. */
function runSuite(/** @type {(typeof SUITES)[number]} */ { id, name, editor, args }) {
  console.log(`\n== ${name}`);
  if (editor && !hasEditor) {
    console.log("skipped: npm has no VS Code or no Chromium for this machine");
    return { name, passed: 0, failed: 0, skipped: 1 };
  }
  rmSync(resultsOf(id), { force: true });
  const code = run(process.execPath, args, MOST_MINUTES);
  let counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  try {
    counts = JSON.parse(readFileSync(resultsOf(id), "utf8"));
  } catch {
    console.error(`${name}: no results`);
  }
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = counts;
  const ran = passed + failed > 0;
  if (!ran) console.error(`${name}: no test ran`);
  return { name, passed, failed: failed === 0 && (code !== 0 || !ran) ? 1 : failed, skipped };
}

/** The checks that read the source, each counted as a test. */
function runChecks() {
  console.log("\n== checks of the source");
  const failed = CHECKS.filter((check) => run("npm", ["run", "--silent", check]) !== 0);
  for (const check of failed) console.error(`npm run ${check}: failed`);
  return {
    name: "checks of the source",
    passed: CHECKS.length - failed.length,
    failed: failed.length,
    skipped: 0,
  };
}

const summary = (
  /** @type {{ passed: number, failed: number, skipped: number }} */ { passed, failed, skipped },
) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

setUp();
const { findBrowser } = await import("../test/host/browser.mjs");
const { hasBuilds } = await import("../test/host/install.mjs");
const hasEditor = hasBuilds && findBrowser() !== undefined;
// A machine without them proves less; one that guards the main branch must prove all.
if (!hasEditor && process.env.CI) {
  console.error("CI needs a machine for which npm has VS Code and Chromium: Linux x64.");
  process.exit(1);
}
mkdirSync(RESULTS, { recursive: true });
runOrExit(process.execPath, ["scripts/build/build.mjs"]);
runOrExit(process.execPath, ["scripts/release/package.mjs"]);
runOrExit(process.execPath, ["scripts/release/installPacked.mjs"]);

if (leftOut.length > 0)
  console.log(`\nLeft to other commits, or to "npm test -- --all": ${leftOut.length} files of attacks.`);
const outcomes = [runChecks(), ...SUITES.map(runSuite)];
console.log();
for (const outcome of outcomes) console.log(`${outcome.name}: ${summary(outcome)}`);
const total = outcomes.reduce((sum, { passed, failed, skipped }) => ({
  name: "total",
  passed: sum.passed + passed,
  failed: sum.failed + failed,
  skipped: sum.skipped + skipped,
}));
console.log(summary(total));
process.exitCode = total.failed > 0 ? 1 : 0;
