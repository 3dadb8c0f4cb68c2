import { expect, test } from "vitest";
import { inProcess } from "./client";

const MODEL = "# neox-config: on\nhidden_size: 512\nnum_layers: 12\nnum_attention_heads: 8\n";
const HUGE = MODEL + Array.from({ length: 90_000 }, (_, index) => `key_of_nothing_${index}: 1\n`).join("");
const SMALL = "file:///none/small.yml";
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

test("while a huge text is checked others are answered, and no version is shown after a newer one", async () => {
  const client = await inProcess();
  await client.open(MODEL, SMALL);
  await client.answer(({ uri }) => uri === SMALL);
  // The first hover of a session reads the documentation.
  await client.hover({ line: 1, character: 2 }, SMALL);
  await client.open(HUGE);
  for (let edit = 0; edit < 5; edit++) await client.change("# typed\n", START);
  const hover = await client.hover({ line: 1, character: 2 }, SMALL);
  expect(JSON.stringify(hover?.contents)).toContain("hidden_size");
  expect(client.published.map(({ uri }) => uri)).toEqual([SMALL]);
  const last = await client.change("", { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } });
  const diagnostics = await client.diagnosticsFor(last);
  expect(diagnostics.map(({ code, range }) => [code, range.start.line])).toEqual([
    ["config-too-large", 0],
    ...Array.from({ length: 1000 }, (_, index) => ["unknown-argument", index + 4]),
  ]);
  // One that was the newest for long enough may have been shown as well, but none after a newer one.
  const versions = client.published.filter(({ uri }) => uri !== SMALL).map(({ version }) => version ?? 0);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  expect(versions.at(-1)).toBe(last);
  await client.stop();
});

test("a huge text that stays as it is is checked once for all who ask", async () => {
  const client = await inProcess({}, true);
  await client.open(HUGE);
  const first = await client.pull();
  await client.hover({ line: 1, character: 2 });
  expect(await client.pull(first.resultId)).toEqual({ kind: "unchanged", resultId: first.resultId });
  await client.stop();
});
