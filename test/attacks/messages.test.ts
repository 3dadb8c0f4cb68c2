import { spawn } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { MODEL, SECONDS } from "./command";
import { RawServer } from "./rawServer";

let server: RawServer | undefined;
afterEach(() => {
  server?.process.kill("SIGKILL");
});

const URI = "file:///none/a.yml";
const textDocument = { uri: URI };
const place = { textDocument, position: { line: 0, character: 0 } };
const change = (contentChanges: unknown, version: unknown = 2) => ({
  textDocument: { uri: URI, version },
  contentChanges,
});
const at = (line: unknown, character: unknown) => ({ textDocument, position: { line, character } });

/** What no editor says: each as a note and as a request. */
const MESSAGES: readonly (readonly [string, unknown])[] = [
  ["textDocument/hover", null],
  ["textDocument/hover", []],
  ["textDocument/hover", at(-1, -1)],
  ["textDocument/hover", at(1e308, 0.5)],
  ["textDocument/hover", at("0", null)],
  ["textDocument/hover", { textDocument: { uri: 7 }, position: {} }],
  ["textDocument/hover", { textDocument: { uri: "x".repeat(1_000_000) }, position: place.position }],
  ["textDocument/hover", { textDocument: { uri: "file://[::1" }, position: place.position }],
  ["textDocument/didOpen", {}],
  ["textDocument/didOpen", { textDocument: { uri: URI, text: 7 } }],
  ["textDocument/didOpen", { textDocument: { uri: "data:,", languageId: "yaml", version: 1, text: MODEL } }],
  ["textDocument/didChange", change(null)],
  ["textDocument/didChange", change([{ text: null }])],
  [
    "textDocument/didChange",
    change([{ range: { start: at(9, 9).position, end: at(0, 0).position }, text: "a: 1\n" }]),
  ],
  [
    "textDocument/didChange",
    change([{ range: { start: at(1e9, 0).position, end: at(2e9, 1e9).position }, text: "" }]),
  ],
  ["textDocument/didChange", change(Array(20_000).fill({ text: MODEL }))],
  ["textDocument/didChange", change([{ text: MODEL }], -1e300)],
  ["textDocument/didClose", { textDocument: { uri: "file:///never/opened.yml" } }],
  ["textDocument/codeAction", { textDocument, range: place, context: { diagnostics: [{ data: MODEL }, 7] } }],
  [
    "textDocument/codeAction",
    {
      textDocument,
      range: { start: at(9, 9).position, end: at(0, 0).position },
      context: { diagnostics: [] },
    },
  ],
  ["textDocument/completion", { ...place, context: { triggerKind: "x", triggerCharacter: {} } }],
  ["completionItem/resolve", { label: "x", data: { uri: 7, path: [[]] } }],
  ["completionItem/resolve", null],
  ["textDocument/rename", { ...place, newName: "\u0000".repeat(100_000) }],
  ["textDocument/selectionRange", { textDocument, positions: Array(20_000).fill(place.position) }],
  ["textDocument/inlayHint", { textDocument, range: null }],
  ["workspace/didChangeConfiguration", { settings: { neoxConfig: { target: [], gpus: "x", files: 7 } } }],
  ["workspace/didChangeWatchedFiles", { changes: Array(20_000).fill({ uri: "file:////x", type: 9 }) }],
  [
    "workspace/didChangeWorkspaceFolders",
    { event: { added: [{ uri: "file:////wsl$/x" }, { uri: "%" }], removed: [{}] } },
  ],
  ["workspace/executeCommand", { command: "__proto__", arguments: [{}] }],
  ["workspace/diagnostic", { previousResultIds: "x" }],
  ["neoxConfig/report", { uri: null }],
  ["neoxConfig/shapeEdit", { uri: URI, shape: { num_layers: "x" } }],
  ["neoxConfig/compare", { uri: URI, other: [], launch: 7 }],
  ["neoxConfig/effective", []],
  ["neoxConfig/explain", { name: ["hidden_size"] }],
  ["$/cancelRequest", { id: {} }],
  ["$/setTrace", { value: 7 }],
  ["$/progress", { token: [] }],
  ["initialize", { processId: -1, rootUri: "%", capabilities: null }],
  ["__proto__", {}],
  ["", null],
];

test(
  "messages that nobody sends are answered, and the next is as ever",
  async () => {
    server = new RawServer();
    await server.start();
    server.open(URI, MODEL);
    for (const [method, params] of MESSAGES) {
      server.note(method, params);
      await server.ask(method, params);
    }
    for (const id of ["x", 1.5, -7, null, "1".repeat(100_000)])
      server.send({ jsonrpc: "2.0", id, method: "textDocument/hover", params: place });
    server.send({ jsonrpc: "2.0", id: 987_654, result: {} });
    server.send([]);
    server.send([{ jsonrpc: "2.0", id: 1, method: "shutdown" }]);
    server.send("x");
    server.send(null);
    server.send({ jsonrpc: "1.0" });
    server.raw(`Content-Length: 200000\r\n\r\n${"[".repeat(200_000)}`);
    server.raw("Content-Length: 4\r\nContent-Type: x/y; charset=utf-8\r\nX: y\r\n\r\n{}{}");
    await server.ask("textDocument/documentSymbol", { textDocument });
    expect(server.process.exitCode).toBeNull();
  },
  SECONDS * 10_000,
);

test.each([
  ["a length below nothing", "Content-Length: -5\r\n\r\n{}"],
  ["a length that is none", "Content-Length: many\r\n\r\n{}"],
  ["a length beyond memory", "Content-Length: 99999999999999\r\n\r\n{}"],
  ["no length", "Hello: there\r\n\r\n"],
  ["a header without an end", "x".repeat(3_000_000)],
  ["bytes", Uint8Array.from({ length: 100_000 }, (_, index) => index % 256)],
])(
  "%s in a header ends or is passed over, and with its client the server is gone",
  async (_, bytes) => {
    server = new RawServer();
    await server.start();
    server.raw(bytes);
    server.process.stdin?.end();
    expect(await server.ends()).toBe(true);
    expect(server.process.signalCode).toBeNull();
  },
  SECONDS * 2000,
);

const HUGE = MODEL + Array.from({ length: 60_000 }, (_, index) => `key_of_nothing_${index}: 1\n`).join("");

test(
  "a server whose client goes in the midst of its work ends",
  async () => {
    server = new RawServer();
    await server.start();
    for (let index = 0; index < 5; index++) server.open(`file:///none/${index}.yml`, HUGE);
    await new Promise((resolve) => setTimeout(resolve, 300));
    server.process.stdin?.destroy();
    server.process.stdout?.destroy();
    expect(await server.ends()).toBe(true);
  },
  SECONDS * 2000,
);

test(
  "so does one whose client has died and left its pipes to another",
  async () => {
    const client = spawn("sleep", ["1"]);
    server = new RawServer();
    await server.start(client.pid ?? null);
    for (let index = 0; index < 5; index++) server.open(`file:///none/${index}.yml`, HUGE);
    client.kill("SIGKILL");
    expect(await server.ends()).toBe(true);
  },
  SECONDS * 2000,
);
