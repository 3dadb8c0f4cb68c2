// @ts-check
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LanguageServer } from "./languageServer.mjs";
import { percentile, printTable, shown } from "./measures.mjs";
import { configsIn, MODEL } from "./texts.mjs";

const COMMAND = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const CORPUS = fileURLToPath(new URL("../../shared/corpus", import.meta.url));
const STARTS = 15;

/** @param {() => Promise<unknown> | unknown} run */
async function medianOf(run) {
  /** @type {number[]} */
  const times = [];
  for (let i = 0; i < STARTS; i++) {
    const begin = performance.now();
    await run();
    times.push(performance.now() - begin);
  }
  return [percentile(times, 0.5), percentile(times, 0.95)];
}

async function firstDiagnostics() {
  const server = new LanguageServer();
  await server.start();
  await server.open("file:///bench/start.yml", MODEL);
  void server.stop();
}

export async function starts() {
  const rows = [["what", "p50", "p95"]];
  const add = (/** @type {string} */ name, /** @type {number[]} */ times) =>
    rows.push([name, ...times.map(shown)]);
  add("an empty Node process", await medianOf(() => execFileSync(process.execPath, ["-e", ""])));
  add("the server, from its start to the first diagnostics", await medianOf(firstDiagnostics));
  add(
    "`neox-config --version`",
    await medianOf(() => execFileSync(process.execPath, [COMMAND, "--version"])),
  );
  if (existsSync(CORPUS)) {
    const files = configsIn(CORPUS);
    const check = () =>
      spawnSync(process.execPath, [COMMAND, "check", "--each", ...files], { maxBuffer: 1e9 });
    add(`\`neox-config check --each\` over ${files.length} configs`, await medianOf(check));
  }
  printTable("Start, milliseconds", rows);
}
