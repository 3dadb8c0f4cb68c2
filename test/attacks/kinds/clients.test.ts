import { afterEach, describe, expect, test } from "vitest";
import { MENDABLE, MODEL, SECONDS } from "../command";
import { RawServer } from "../rawServer";
import { count } from "../repeat";

const URI = "file:///none/a.yml";
const textDocument = { uri: URI };
const ORDER = "\u001b[31m\n::add-mask::x\u202e";

let server: RawServer;
afterEach(() => void server.process.kill("SIGKILL"));

/** Whatever came before, a hover is answered as ever. */
async function expectAlive(): Promise<void> {
  server.open(URI, MODEL);
  await server.ask("textDocument/hover", { textDocument, position: { line: 1, character: 2 } });
  expect(server.process.exitCode).toBeNull();
  expect(server.received).not.toMatch(/failed itself/);
}

/** What a client may say of itself when it begins; a refusal is an answer, too. */
const BEGINNINGS: Readonly<Record<string, unknown>> = {
  "no capabilities": { processId: null, rootUri: null },
  "capabilities of nothing": { processId: null, rootUri: null, capabilities: null },
  "capabilities that are lists": {
    capabilities: { workspace: [], textDocument: [], window: [], general: [] },
  },
  "capabilities that are texts": {
    capabilities: { workspace: "x", textDocument: "x", general: { positionEncodings: "x" } },
  },
  "encodings that nobody knows": { capabilities: { general: { positionEncodings: ["utf-8", 7, null] } } },
  "everything that there is": {
    capabilities: {
      workspace: {
        ...{
          applyEdit: true,
          configuration: true,
          workspaceFolders: true,
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
        ...{
          workspaceEdit: { documentChanges: true },
          diagnostics: { refreshSupport: true },
          codeLens: { refreshSupport: true },
        },
        ...{ inlayHint: { refreshSupport: true }, didChangeConfiguration: { dynamicRegistration: true } },
      },
      textDocument: { diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true } },
      window: { workDoneProgress: true, showDocument: { support: true } },
    },
    initializationOptions: { files: true },
  },
  "folders of nothing": { capabilities: {}, workspaceFolders: [null] },
  "folders without names": { capabilities: {}, workspaceFolders: [{}, { uri: 7 }, { name: "x" }] },
  "folders that are a text": { capabilities: {}, workspaceFolders: "file:///none" },
  "3,000 folders": {
    capabilities: { workspace: { workspaceFolders: true } },
    workspaceFolders: Array.from({ length: 3000 }, (_, i) => ({ uri: `file:///nowhere/${i}`, name: `${i}` })),
  },
  "one folder 5,000 times": {
    capabilities: { workspace: { workspaceFolders: true } },
    workspaceFolders: Array(5000).fill({ uri: "file:///nowhere", name: "x" }),
  },
  "a folder that is the root": { capabilities: {}, workspaceFolders: [{ uri: "file:///", name: "" }] },
  "a folder of the processes": { capabilities: {}, workspaceFolders: [{ uri: "file:///proc", name: "" }] },
  "a folder of the devices": { capabilities: {}, rootUri: "file:///dev" },
  "a folder that is no file": {
    capabilities: {},
    workspaceFolders: [{ uri: "http://x.invalid/", name: "" }],
  },
  "a root that is no place": { capabilities: {}, rootUri: "::::", rootPath: 7 },
  "a language of a path": { capabilities: {}, locale: "../../../../etc/passwd" },
  "a language of a prototype": { capabilities: {}, locale: "__proto__" },
  "a language that is a number": { capabilities: {}, locale: 7 },
  "options of a prototype": {
    capabilities: {},
    initializationOptions: { ["__proto__"]: { files: true }, constructor: 1 },
  },
  "options that are a text": { capabilities: {}, initializationOptions: "x" },
  "options of all kinds": {
    capabilities: {},
    initializationOptions: { files: 7, trusted: "x", gpus: {}, rules: [], target: 1 },
  },
  "a process that is not there": { processId: 2 ** 22 - 1, capabilities: {} },
  "a process that is a text": { processId: "x", capabilities: {} },
};

const SILENT = Object.entries(BEGINNINGS).filter(([name]) => name !== "everything that there is");

test.each(SILENT)(
  "a client of %s",
  async (name, params) => {
    server = new RawServer();
    await server.ask("initialize", params);
    server.note("initialized", {});
    // A server whose client is gone may end.
    if (name.startsWith("a process")) return;
    await expectAlive();
  },
  SECONDS * 2000,
);

/** Answers each question of the server in this way. */
function answering(answer: (method: string) => object | undefined): void {
  let read = 0;
  server.process.stdout?.on("data", () => {
    const start = read;
    for (const found of server.received
      .slice(read)
      .matchAll(/\{"jsonrpc":"2\.0","id":(\d+),"method":"([^"]+)"/g)) {
      read = start + (found.index ?? 0) + found[0].length;
      const said = answer(found[2] ?? "");
      if (said !== undefined) server.send({ jsonrpc: "2.0", id: Number(found[1]), ...said });
    }
  });
}

const ANSWERS: Readonly<Record<string, (method: string) => object | undefined>> = {
  silence: () => undefined,
  nothing: () => ({ result: null }),
  "a text": () => ({ result: "x" }),
  "a number": () => ({ result: 7 }),
  "lists of nothing": () => ({ result: [null, null, null] }),
  "lists of lists": () => ({ result: [[[[]]]] }),
  "a text of an order": () => ({ result: [ORDER] }),
  "an error": () => ({ error: { code: -32_603, message: ORDER } }),
  "neither a result nor an error": () => ({}),
  "both a result and an error": () => ({ result: [], error: { code: 1, message: "x" } }),
  "settings of all kinds": () => ({
    result: [
      {
        files: 7,
        target: [],
        gpus: -1,
        rules: { x: "y" },
        launchDirectory: {},
        mfu: -1,
        gpu: "__proto__",
      },
    ],
  }),
  "settings of files that match everything": () => ({
    result: [{ files: ["**", "{a,b}*".repeat(50), "[".repeat(3000)] }],
  }),
  "settings of folders elsewhere": () => ({ result: [{ target: "/", launchDirectory: "/proc/self/root" }] }),
  "a text of a million letters": () => ({ result: ["x".repeat(1_000_000)] }),
  "twice the same": () => {
    server.send({ jsonrpc: "2.0", id: 1, result: [] });
    return { result: [] };
  },
};

describe("a client that answers", () => {
  test.each(Object.entries(ANSWERS))(
    "with %s",
    async (_, answer) => {
      server = new RawServer();
      answering(answer);
      await server.ask("initialize", {
        processId: null,
        ...(BEGINNINGS["everything that there is"] as object),
      });
      server.note("initialized", {});
      server.open(URI, MENDABLE);
      await server.ask("workspace/executeCommand", { command: "neoxConfig.fixAll", arguments: [URI] });
      await expectAlive();
    },
    SECONDS * 2000,
  );
});

describe("many", () => {
  test.each<readonly [string, () => void]>([
    [
      "folders that come and go",
      () => {
        for (let index = 0; index < 500; index++) {
          const folder = { uri: `file:///nowhere/${index % 7}`, name: "x" };
          server.note("workspace/didChangeWorkspaceFolders", {
            event:
              index % 2 ? { added: [folder], removed: [] } : { added: [folder, folder], removed: [folder] },
          });
        }
      },
    ],
    [
      "folders in each other, with a config and a script in the innermost",
      () => {
        const folder = `file:///none/${"a/".repeat(50_000)}`;
        server.open(URI, MODEL);
        server.open(`${folder}x.yml`, "");
        server.open(`${folder}run.sh`, "python deepy.py train.py a.yml\n");
      },
    ],
    [
      "texts that are opened and closed at once",
      () => {
        for (let index = 0; index < 2000; index++) {
          server.open(`file:///none/${index}.yml`, MENDABLE);
          server.note("textDocument/didClose", { textDocument: { uri: `file:///none/${index}.yml` } });
        }
      },
    ],
    [
      "settings that change",
      () => {
        for (let index = 0; index < 2000; index++)
          server.note("workspace/didChangeConfiguration", { settings: { neoxConfig: { gpus: index } } });
      },
    ],
    [
      "watched files in one note",
      () => {
        server.note("workspace/didChangeWatchedFiles", {
          changes: Array.from({ length: 50_000 }, (_, i) => ({
            uri: `file:///none/${i}.yml`,
            type: (i % 3) + 1,
          })),
        });
      },
    ],
    [
      "questions about texts that are not open",
      () => {
        for (let index = 0; index < 2000; index++)
          server.send({
            jsonrpc: "2.0",
            id: `q${index}`,
            method: "neoxConfig/report",
            params: { uri: `file:///n/${index}.yml` },
          });
      },
    ],
    [
      "open configs of many findings",
      () => {
        const unknown = count(60, (index) => `unknown_key_${index}: 1\n`);
        for (let index = 0; index < 300; index++)
          server.open(`file:///nowhere/c${index}.yml`, `# neox-config: on\n${MODEL}${unknown}`);
      },
    ],
    [
      "changes of one letter",
      () => {
        server.open(URI, MODEL);
        for (let index = 0; index < 3000; index++)
          server.note("textDocument/didChange", {
            textDocument: { uri: URI, version: index + 2 },
            contentChanges: [
              {
                range: { start: { line: 6, character: index }, end: { line: 6, character: index } },
                text: "x",
              },
            ],
          });
      },
    ],
    [
      "fixes asked for while the text changes",
      () => {
        server.open(URI, MENDABLE);
        for (let index = 0; index < 200; index++) {
          server.send({
            jsonrpc: "2.0",
            id: `f${index}`,
            method: "workspace/executeCommand",
            params: { command: "neoxConfig.fixAll", arguments: [URI] },
          });
          server.note("textDocument/didChange", {
            textDocument: { uri: URI, version: index + 2 },
            contentChanges: [{ text: `${MENDABLE}k${index}: 1\n` }],
          });
        }
      },
    ],
    [
      "one identity for all questions",
      () => {
        server.open(URI, MODEL);
        for (let index = 0; index < 500; index++)
          server.send({ jsonrpc: "2.0", id: 5, method: "textDocument/codeLens", params: { textDocument } });
      },
    ],
    [
      "questions that are given up before they are asked",
      () => {
        for (let index = 0; index < 5000; index++) server.note("$/cancelRequest", { id: `g${index}` });
        for (let index = 0; index < 100; index++)
          server.send({
            jsonrpc: "2.0",
            id: `g${index}`,
            method: "textDocument/codeLens",
            params: { textDocument },
          });
      },
    ],
    [
      "anchors of progress that nobody asked for",
      () => {
        for (let index = 0; index < 1000; index++)
          server.note("window/workDoneProgress/cancel", { token: index % 2 ? index : {} });
      },
    ],
  ])(
    "%s",
    async (_, send) => {
      server = new RawServer();
      await server.start();
      send();
      await expectAlive();
    },
    SECONDS * 2000,
  );
});

test("after the end nothing is answered but that it ended, and a second end is refused", async () => {
  server = new RawServer();
  await server.start();
  await server.ask("shutdown", null);
  await server.ask("shutdown", null);
  await server.ask("textDocument/hover", { textDocument, position: { line: 0, character: 0 } });
  server.open(URI, MODEL);
  server.note("exit", null);
  expect(await server.ends()).toBe(true);
});

test.each(["exit", "shutdown", "initialized", "$/cancelRequest", "textDocument/didOpen"])(
  "%s before the beginning, and then the end of the input",
  async (method) => {
    server = new RawServer();
    server.note(method, null);
    server.process.stdin?.end();
    expect(await server.ends()).toBe(true);
    expect(server.process.signalCode).toBeNull();
  },
);
