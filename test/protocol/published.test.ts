import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DiagnosticsPublisher } from "../../server/src/lsp/diagnosticsPublisher";
import type { Shown } from "../../server/src/lsp/shownDiagnostics";

const URI = "file:///none/open.yml";
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
    await vi.advanceTimersByTimeAsync(50);
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

/** Three texts that are opened while one is shown, of which none is done before it is told to be. */
async function threeOpened(): Promise<{ checks: Checks; done: () => void }> {
  const checks = new Checks();
  await checks.change(URI);
  let done = () => {};
  checks.ownDone = new Promise((resolve) => (done = resolve));
  for (const name of ["a", "b", "c"]) checks.publisher.schedule(`file:///none/${name}.yml`);
  await vi.advanceTimersByTimeAsync(50);
  return { checks, done };
}

test("texts that are opened are checked one after the other, and one that is shown and changes at once", async () => {
  const { checks, done } = await threeOpened();
  await checks.finish(shown(1, "own"));
  checks.begun.length = 0;
  checks.publisher.schedule(URI);
  await vi.advanceTimersByTimeAsync(50);
  expect(checks.begun).toEqual([URI]);
  done();
  await vi.advanceTimersByTimeAsync(50);
  expect(checks.begun).toContain("file:///none/c.yml");
});

test("a text that takes long holds up those behind it for a moment only", async () => {
  const { checks } = await threeOpened();
  expect(checks.begun).toEqual([URI, "file:///none/a.yml"]);
  await vi.advanceTimersByTimeAsync(200);
  expect(checks.begun.slice(2)).toEqual(["file:///none/b.yml"]);
  await vi.advanceTimersByTimeAsync(200);
  expect(checks.begun.slice(3)).toEqual(["file:///none/c.yml"]);
});
