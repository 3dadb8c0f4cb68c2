import { afterEach, expect, test } from "vitest";
import { MODEL, SECONDS } from "../command";
import { RawServer } from "../rawServer";

const ROOT = "file:///none";
const uri = `${ROOT}/a.yml`;
/** Lists in lists, and blanks behind them. */
const DEEP = `${ROOT}/deep.yml`;
const textDocument = { uri };
const start = { line: 0, character: 0 };
const whole = { start, end: { line: 99, character: 0 } };

let server: RawServer;
afterEach(() => void server.process.kill("SIGKILL"));

const times = <Item>(length: number, make: (index: number) => Item) =>
  Array.from({ length }, (_, index) => make(index));

/** Questions that no editor asks, by their method, with what follows it. */
const QUESTIONS: Readonly<Record<string, readonly [method: string, params: object]>> = {
  "an argument of a long name": ["neoxConfig/explain", { name: "x".repeat(1_900_000) }],
  "an argument of a name of a prototype": ["neoxConfig/explain", { name: "__proto__" }],
  "a NeoX of many days": ["neoxConfig/targetProblem", { name: "2024-10-31".repeat(20_000), uri }],
  "a NeoX of a name of a prototype": ["neoxConfig/targetProblem", { name: "constructor", uri }],
  "a place after all": [
    "textDocument/hover",
    { textDocument, position: { line: 2 ** 31, character: 2 ** 31 } },
  ],
  "a place before all": ["textDocument/definition", { textDocument, position: { line: -1, character: -1 } }],
  "a new name of many characters": [
    "textDocument/rename",
    { textDocument, position: start, newName: "n".repeat(1_000_000) },
  ],
  "fixes of 20,000 findings": [
    "textDocument/codeAction",
    {
      textDocument,
      range: whole,
      context: {
        diagnostics: times(20_000, (at) => ({ range: whole, message: `${at}`, code: "unknown-argument" })),
      },
    },
  ],
  "20,000 places behind a deep list": [
    "textDocument/selectionRange",
    { textDocument: { uri: DEEP }, positions: times(20_000, () => ({ line: 7, character: 942 })) },
  ],
  "a shape of large numbers": [
    "neoxConfig/shapeEdit",
    { uri, shape: { hiddenSize: 1e15, numAttentionHeads: 1e15, numKvHeads: 1 } },
  ],
  "shapes around one of many divisors": [
    "neoxConfig/report",
    { uri, around: { hiddenSize: 720_720_000, numAttentionHeads: 720_720, numKvHeads: 1 } },
  ],
  "a file of a long name": ["neoxConfig/addFile", { uri, file: `${ROOT}/${"x".repeat(1_000_000)}.yml` }],
  "a config of an unknown size": ["neoxConfig/newConfig", { kind: "training", size: "__proto__" }],
  "an assumption about nothing": ["neoxConfig/assumptionEdit", { uri, about: "constructor" }],
};

/** What an editor tells at once. */
const TOLD: Readonly<Record<string, readonly [method: string, params: object]>> = {
  "100,000 files that came, changed and went": [
    "workspace/didChangeWatchedFiles",
    { changes: times(100_000, (at) => ({ uri: `${ROOT}/q${at}.yml`, type: 1 + (at % 3) })) },
  ],
  "20,000 changes at the same place": [
    "textDocument/didChange",
    {
      textDocument: { uri, version: 2 },
      contentChanges: times(20_000, () => ({ range: { start, end: start }, text: "#\n" })),
    },
  ],
  "a change of all, 100 times": [
    "textDocument/didChange",
    { textDocument: { uri, version: 2 }, contentChanges: times(100, () => ({ text: MODEL })) },
  ],
  "a launch that nobody has": ["neoxConfig/selectLaunch", { uri, launch: "x".repeat(1_000_000) }],
  "20,000 folders that were never there": [
    "workspace/didChangeWorkspaceFolders",
    { event: { added: [], removed: times(20_000, (at) => ({ uri: `${ROOT}/${at}`, name: "" })) } },
  ],
};

async function begin(): Promise<void> {
  server = new RawServer();
  await server.start(null, ROOT);
  server.open(uri, MODEL);
  server.open(DEEP, `${MODEL}x:\n${"- ".repeat(470)}   \n`);
}

async function expectAlive(): Promise<void> {
  await server.ask("textDocument/hover", { textDocument, position: { line: 1, character: 2 } });
  expect(server.process.exitCode).toBeNull();
  expect(server.received).not.toMatch(/failed itself|failed inside/);
}

test.each(Object.entries(QUESTIONS))(
  "%s",
  async (_, [method, params]) => {
    await begin();
    await server.ask(method, params);
    await expectAlive();
  },
  SECONDS * 2000,
);

test.each(Object.entries(TOLD))(
  "%s",
  async (_, [method, params]) => {
    await begin();
    server.note(method, params);
    await expectAlive();
  },
  SECONDS * 2000,
);
