// @ts-check
// Random edits over many open configs; then the diagnostics must be those of a fresh start on the final texts.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LanguageServer } from "./languageServer.mjs";
import { printTable } from "./measures.mjs";
import { configsIn } from "./texts.mjs";

const EDITS = 10_000;
const OPEN = 20;
const MEASURED = [100, 1000, 2500, 5000, 7500, 10_000];
const CORPUS = fileURLToPath(new URL("../../shared/corpus", import.meta.url));
const EXAMPLES = fileURLToPath(new URL("../examples", import.meta.url));
const PIECES = [
  "0",
  "1",
  "a",
  "_",
  ": ",
  "\n",
  "  ",
  "# x",
  "{",
  "}",
  ",",
  '"',
  "hidden_size: 512\n",
  "true",
  "-",
];

/** Small numbers that look random and are the same in each run. @param {number} seed */
function randomNumbers(seed) {
  let state = seed;
  return (/** @type {number} */ limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
}

/**
 * A slip of the fingers somewhere in a text, as the protocol says it, and the text after it.
 * @param {string} text @param {(limit: number) => number} random
 */
function slip(text, random) {
  const start = random(text.length + 1);
  const end = Math.min(text.length, start + (random(2) === 0 ? 0 : random(12)));
  const added = random(3) === 0 ? "" : (PIECES[random(PIECES.length)] ?? "");
  const range = { start: positionAt(text, start), end: positionAt(text, end) };
  return { change: { range, text: added }, after: text.slice(0, start) + added + text.slice(end) };
}

/** @param {string} text @param {number} offset */
function positionAt(text, offset) {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** Waits until a server has nothing more to say. @param {LanguageServer} server */
async function settle(server) {
  for (let known = "", quiet = 0; quiet < 10; quiet++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = JSON.stringify([...server.published]);
    if (now !== known) quiet = 0;
    known = now;
  }
}

/** @param {LanguageServer} server @param {ReadonlyMap<string, string>} texts */
async function openAll(server, texts) {
  await server.start();
  for (const [uri, text] of texts) {
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    await server.connection.sendNotification("textDocument/didOpen", { textDocument });
  }
}

/** What a server shows, without texts that show nothing. @param {LanguageServer} server */
function shownBy(server) {
  const shown = [...server.published].filter(([, diagnostics]) => JSON.stringify(diagnostics) !== "[]");
  return new Map(shown.map(([uri, diagnostics]) => [uri, JSON.stringify(diagnostics)]));
}

export async function soak() {
  const paths = configsIn(existsSync(CORPUS) ? CORPUS : EXAMPLES);
  const chosen = paths.filter((_, index) => index % Math.ceil(paths.length / OPEN) === 0);
  // A config stays one while half-typed text hides its keys; a fresh start cannot know that it was one.
  const texts = new Map(
    chosen.map((path, index) => [
      `file:///soak/${index}.yml`,
      `# neox-config: on\n${readFileSync(path, "utf8")}`,
    ]),
  );
  const head = "# neox-config: on\n".length;
  const server = new LanguageServer();
  await openAll(server, texts);
  await settle(server);
  const random = randomNumbers(1);
  const rows = [["edits", "memory, MB"]];
  for (let edit = 1; edit <= EDITS; edit++) {
    const [uri = "", text = ""] = [...texts][random(texts.size)] ?? [];
    const { change, after } = slip(text.slice(head), random);
    texts.set(uri, text.slice(0, head) + after);
    const lower = (/** @type {{ line: number, character: number }} */ at) => ({ ...at, line: at.line + 1 });
    const range = { start: lower(change.range.start), end: lower(change.range.end) };
    const contentChanges = [{ range, text: change.text }];
    const textDocument = { uri, version: edit + 1 };
    await server.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges });
    // A person types no faster than the server reads; every tenth edit waits for nothing.
    if (edit % 10 !== 0) await server.roundTrip();
    if (MEASURED.includes(edit)) rows.push([String(edit), server.memory().toFixed(0)]);
  }
  await settle(server);
  const fresh = new LanguageServer();
  await openAll(fresh, texts);
  await settle(fresh);
  const [found, expected] = [shownBy(server), shownBy(fresh)];
  const different = [...texts.keys()].filter((uri) => found.get(uri) !== expected.get(uri));
  await Promise.all([server.stop(), fresh.stop()]);
  printTable(`Memory of the server, ${texts.size} configs open`, rows);
  console.log(
    `\nAfter ${EDITS} edits ${texts.size - different.length} of ${texts.size} texts show what a fresh start shows.`,
  );
  if (different.length > 0) process.exitCode = 1;
}
