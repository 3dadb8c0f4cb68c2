// @ts-check
// Keystroke to report over stdio: the time from an edit to the figures and shapes that the view draws.
// `npm run build && node bench/report.mjs [FILE]`
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
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
/** @type {number[]} */
const times = [];
for (let version = 2; version < 2 + WARM_UP + EDITS; version++) {
  const begin = performance.now();
  const contentChanges = [{ text: `${text}\n# ${version}` }];
  await server.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges,
  });
  await server.connection.sendRequest("neoxConfig/report", { uri });
  times.push(performance.now() - begin);
}
const sorted = times.slice(WARM_UP).sort((a, b) => a - b);
const at = (/** @type {number} */ share) => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1);
console.log(`${path}: edit to report, ${EDITS} edits: median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
process.exit();
