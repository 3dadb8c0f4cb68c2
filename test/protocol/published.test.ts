import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DiagnosticsPublisher } from "../../server/src/lsp/diagnosticsPublisher";
import type { Shown } from "../../server/src/lsp/shownDiagnostics";

const URI = "file:///work/open.yml";
const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is shown of a text, by the messages of what finds it. */
const shown = (version: number, ...messages: readonly string[]): Shown => ({
  id: messages.join(" "),
  version,
  diagnostics: messages.map((message) => ({ range: RANGE, message })),
  isOfOthers: messages.length > 1,
});

/** A text of which its own launch tells at once, and all launches when they are checked. */
class Checks {
  readonly sent: (readonly unknown[])[] = [];
  /** The texts of which a check of their own launch has begun. */
  readonly begun: string[] = [];
  own = shown(1, "own");
  ownDone = Promise.resolve();
  #done: (all: Shown) => void = () => {};
  readonly publisher = new DiagnosticsPublisher(
    {
      sendDiagnostics: async ({ diagnostics }) => {
        this.sent.push(diagnostics.map(({ message }) => message));
      },
    },
    { lastDuration: () => 0 },
    {
      inItself: (uri) => {
        this.begun.push(uri);
        return this.ownDone.then(() => this.own);
      },
      in: () => new Promise((resolve) => (this.#done = resolve)),
    },
    (what, error) => expect.unreachable(`${what} ${error}`),
  );

  async change(...uris: readonly string[]): Promise<void> {
    for (const uri of uris) this.publisher.schedule(uri);
    await vi.runAllTimersAsync();
  }

  async finish(all: Shown): Promise<void> {
    this.#done(all);
    await vi.runAllTimersAsync();
  }
}

test("what a launch finds in its text is told before all others are checked, and once", async () => {
  const checks = new Checks();
  await checks.change(URI);
  expect(checks.sent).toEqual([["own"]]);
  await checks.finish(shown(1, "own"));
  expect(checks.sent).toEqual([["own"]]);
});

test("what others find comes when they are checked, and is not gone between two changes", async () => {
  const checks = new Checks();
  await checks.change(URI);
  await checks.finish(shown(1, "own", "other"));
  checks.own = shown(2, "newer");
  await checks.change(URI);
  expect(checks.sent).toEqual([["own"], ["own", "other"]]);
  await checks.finish(shown(2, "newer", "other"));
  expect(checks.sent.at(-1)).toEqual(["newer", "other"]);
});

test("texts that are opened are checked one after the other, and one that is shown and changes at once", async () => {
  const checks = new Checks();
  await checks.change(URI);
  let done = () => {};
  checks.ownDone = new Promise((resolve) => (done = resolve));
  const opened = ["file:///work/a.yml", "file:///work/b.yml", "file:///work/c.yml"];
  await checks.change(...opened);
  await checks.finish(shown(1, "own"));
  await checks.change(URI);
  expect(checks.begun).toEqual([URI, "file:///work/a.yml", URI]);
  done();
  await vi.runAllTimersAsync();
  expect(checks.begun.slice(3)).toEqual(["file:///work/b.yml", "file:///work/c.yml"]);
});
