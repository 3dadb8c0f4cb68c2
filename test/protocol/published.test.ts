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
  own = shown(1, "own");
  #done: (all: Shown) => void = () => {};
  readonly publisher = new DiagnosticsPublisher(
    {
      sendDiagnostics: async ({ diagnostics }) => {
        this.sent.push(diagnostics.map(({ message }) => message));
      },
    },
    { lastDuration: () => 0 },
    {
      inItself: async () => this.own,
      in: () => new Promise((resolve) => (this.#done = resolve)),
    },
    (what, error) => expect.unreachable(`${what} ${error}`),
  );

  async change(): Promise<void> {
    this.publisher.schedule(URI);
    await vi.runAllTimersAsync();
  }

  async finish(all: Shown): Promise<void> {
    this.#done(all);
    await vi.runAllTimersAsync();
  }
}

test("what a launch finds in its text is told before all others are checked, and once", async () => {
  const checks = new Checks();
  await checks.change();
  expect(checks.sent).toEqual([["own"]]);
  await checks.finish(shown(1, "own"));
  expect(checks.sent).toEqual([["own"]]);
});

test("what others find comes when they are checked, and is not gone between two changes", async () => {
  const checks = new Checks();
  await checks.change();
  await checks.finish(shown(1, "own", "other"));
  checks.own = shown(2, "newer");
  await checks.change();
  expect(checks.sent).toEqual([["own"], ["own", "other"]]);
  await checks.finish(shown(2, "newer", "other"));
  expect(checks.sent.at(-1)).toEqual(["newer", "other"]);
});
