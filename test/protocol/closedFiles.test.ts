import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { ClosedFilePublisher } from "../../server/src/lsp/closedFilePublisher";

const URI = "file:///none/closed.yml";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function found(message: string): ReadonlyMap<string, readonly Diagnostic[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  return new Map([[URI, [{ range, message }]]]);
}

test("a check that was overtaken by a newer one shows nothing any more", async () => {
  const checks: ((found: ReadonlyMap<string, readonly Diagnostic[]>) => void)[] = [];
  const sent: string[] = [];
  const publisher = new ClosedFilePublisher(
    {
      sendDiagnostics: async ({ diagnostics }) => {
        sent.push(diagnostics.map(({ message }) => String(message)).join());
      },
    },
    { inClosedFiles: () => new Promise((resolve) => checks.push(resolve)) },
    { isOpen: () => false },
    (error) => expect.unreachable(String(error)),
  );
  for (let change = 0; change < 2; change++) {
    publisher.schedule();
    await vi.runAllTimersAsync();
  }
  const [older, newer] = checks;
  newer?.(found("new"));
  await vi.runAllTimersAsync();
  older?.(found("old"));
  await vi.runAllTimersAsync();
  expect(sent).toEqual(["new"]);
});
