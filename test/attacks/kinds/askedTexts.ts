import { expect, test } from "vitest";
import { QUESTIONS } from "../questions";
import { OWN_FAULT, RawServer } from "../rawServer";

export const place = (line: number, character: number) => ({ line, character });
export type Place = ReturnType<typeof place>;

/** A text, and the places in it that are asked about. */
export interface Asked {
  readonly text: string;
  readonly places: readonly Place[];
}

/** What an editor asks about a place beside what it asks of any text. */
const OF_A_PLACE = {
  "textDocument/definition": {},
  "textDocument/prepareRename": {},
  "textDocument/rename": { newName: "fresh" },
  "textDocument/selectionRange": {},
  "textDocument/documentHighlight": {},
  "neoxConfig/bringUpToDate": {},
  "neoxConfig/effective": {},
  "neoxConfig/launches": {},
};

/** Opens each text in a server of its own, which answers everything about each place and has no fault of its own. */
export function askAll(texts: Readonly<Record<string, Asked>>): void {
  test.concurrent.for(Object.entries(texts))("%s", async ([, { text, places }], { onTestFinished }) => {
    const server = new RawServer();
    onTestFinished(() => void server.process.kill("SIGKILL"));
    await server.start();
    const uri = "file:///none/a.yml";
    server.open(uri, text);
    for (const position of places) {
      const range = { start: position, end: position };
      const asked = { uri, position, positions: [position], range, textDocument: { uri } };
      for (const [method, params] of Object.entries({ ...QUESTIONS, ...OF_A_PLACE }))
        await server.ask(method, { ...params, ...asked });
    }
    expectNoFault(server);
  });
}

/** Every question was answered, and the server lives. */
export function expectNoFault(server: RawServer): void {
  expect(server.received).not.toMatch(OWN_FAULT);
  expect(server.received).not.toContain('"code":-32603');
  expect(server.process.exitCode).toBeNull();
}
