// @ts-check
// Keystroke to diagnostics over stdio: `npm run bench`. Each text is edited EDITS times, one edit after the answer
// to the one before; the ratio is to the round trip of a question that costs no work, in the same process.
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { LanguageServer } from "./languageServer.mjs";

const WARM_UP = 100;
const EDITS = 500;

const file = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const UPSTREAM = file("../../shared/corpus/upstream/configs/20B.yml");
const EXAMPLE = file("../examples/13B-gqa-flow.yml");

/** A value of the text, which the edits change there and back. */
const PLACE = /hidden[-_]size"?:\s*(\d+)/;

/**
 * @param {string} text
 * @returns {[import("vscode-languageserver-protocol").TextDocumentContentChangeEvent, import("vscode-languageserver-protocol").TextDocumentContentChangeEvent]}
 */
function typing(text) {
  const found = PLACE.exec(text);
  if (found === null) throw new Error("no hidden_size to edit");
  const end = found.index + found[0].length;
  const line = text.slice(0, end).split("\n").length - 1;
  const character = end - (text.lastIndexOf("\n", end - 1) + 1);
  const behind = { line, character };
  return [
    { range: { start: behind, end: behind }, text: "0" },
    { range: { start: behind, end: { line, character: character + 1 } }, text: "" },
  ];
}

/** @param {string} text @param {number} lines */
function lengthened(text, lines) {
  const own = text.split("\n").length;
  return `${text}\n${"# a comment\n".repeat(Math.max(0, lines - own))}`;
}

/** @param {number[]} times @param {number} share */
function percentile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** @param {string} name @param {string} text */
async function measure(name, text) {
  const server = new LanguageServer();
  await server.start();
  await server.open(`file:///bench/${name.replaceAll(" ", "-")}`, text);
  const changes = typing(text);
  /** @type {number[]} */
  const times = [];
  /** @type {number[]} */
  const trips = [];
  for (let i = 0; i < WARM_UP + EDITS; i++) {
    const time = await server.edit(i % 2 === 0 ? changes[0] : changes[1]);
    const trip = await server.roundTrip();
    if (i < WARM_UP) continue;
    times.push(time);
    trips.push(trip);
  }
  await server.stop();
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(times, share));
  const ratio = (p50 ?? 0) / percentile(trips, 0.5);
  const figures = [p50, p95, p99].map((time) => (time ?? 0).toFixed(2).padStart(8));
  const lines = String(text.split("\n").length).padStart(6);
  console.log(`${name.padEnd(24)} ${lines} ${figures.join(" ")} ${ratio.toFixed(1).padStart(6)}`);
}

const path = existsSync(UPSTREAM) ? UPSTREAM : EXAMPLE;
const text = readFileSync(path, "utf8");
console.log(`Keystroke to diagnostics, milliseconds, ${EDITS} edits each; ratio: p50 to an empty round trip`);
console.log(`${"text".padEnd(24)} ${" lines"} ${"     p50"} ${"     p95"} ${"     p99"} ${" ratio"}`);
await measure(basename(path), text);
await measure(basename(EXAMPLE), readFileSync(EXAMPLE, "utf8"));
for (const lines of [1000, 10_000]) await measure(`${basename(path)} lengthened`, lengthened(text, lines));
