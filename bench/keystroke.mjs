// @ts-check
import { LanguageServer } from "./languageServer.mjs";
import { percentile, printTable, shown } from "./measures.mjs";
import { lengthened, MODEL, typing, upstreamTexts } from "./texts.mjs";
import { yamlLanguageServer } from "./yamlLanguageServer.mjs";

/** @typedef {{ name: string, text: string, edits: number }} Measured */

/** @returns {readonly Measured[]} */
function texts() {
  const dataPath = (/** @type {number} */ index) => `  - data/part_${index}_text_document`;
  const unknown = (/** @type {number} */ index) => `key_of_nobody_${index}: ${index}`;
  return [
    ...upstreamTexts().map((each) => ({ ...each, edits: 300 })),
    ...[1000, 10_000, 100_000].flatMap((lines) => [
      {
        name: "data paths",
        text: lengthened(`${MODEL}train_data_paths:`, lines, dataPath),
        edits: editsOf(lines),
      },
      { name: "unknown keys", text: lengthened(MODEL, lines, unknown), edits: editsOf(lines) },
    ]),
  ];
}

/** @param {number} lines */
const editsOf = (lines) => Math.min(300, Math.max(20, 1_000_000 / lines));

/**
 * One edit after the answer to the one before; half of them warm up.
 * @param {LanguageServer} server @param {Measured} measured @param {number} edits
 */
async function measure(server, { name, text }, edits) {
  await server.start();
  await server.open(`file:///bench/${name.replaceAll(" ", "-")}.yml`, text);
  const changes = typing(text);
  /** @type {number[]} */
  const times = [];
  /** @type {number[]} */
  const trips = [];
  for (let i = 0; i < edits * 1.5; i++) {
    const time = await server.edit(i % 2 === 0 ? changes[0] : changes[1]);
    const trip = await server.roundTrip();
    if (i < edits / 2) continue;
    times.push(time);
    trips.push(trip);
  }
  const meanwhile = await answersMeanwhile(server, changes);
  await server.stop();
  return { times, trip: percentile(trips, 0.5), meanwhile };
}

/** How long a question waits that comes while an edit is checked. @param {LanguageServer} server @param {ReturnType<typeof typing>} changes */
async function answersMeanwhile(server, changes) {
  /** @type {number[]} */
  const waits = [];
  for (let i = 0; i < 10; i++) {
    await server.send(changes[i % 2 === 0 ? 0 : 1]);
    const answered = server.answer();
    let isAnswered = false;
    void answered.then(() => {
      isAnswered = true;
    });
    while (!isAnswered) {
      waits.push(await server.roundTrip());
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  return Math.max(...waits);
}

export async function keystrokes() {
  const rows = [
    [
      "text",
      "lines",
      "p50",
      "p95",
      "p99",
      "to a round trip",
      "longest wait of another",
      "yaml-language-server p50",
      "ratio",
    ],
  ];
  for (const measured of texts()) {
    const lines = measured.text.split("\n").length;
    const { times, trip, meanwhile } = await measure(new LanguageServer(), measured, measured.edits);
    const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => percentile(times, share));
    const other = lines > 20_000 ? undefined : yamlLanguageServer();
    const others =
      other && (await measure(other, measured, Math.min(lines > 5000 ? 4 : 20, measured.edits))).times;
    const otherP50 = others && percentile(others, 0.5);
    rows.push([
      measured.name,
      String(lines),
      ...[p50, p95, p99].map(shown),
      (p50 / trip).toFixed(0),
      shown(meanwhile),
      ...(otherP50 === undefined ? ["", ""] : [shown(otherP50), (otherP50 / p50).toFixed(0)]),
    ]);
  }
  printTable("Keystroke to diagnostics, milliseconds", rows);
}
