import { afterAll, beforeAll, expect, test } from "vitest";
import { MODEL, SECONDS } from "../command";
import { OWN_FAULT, RawServer } from "../rawServer";

const URI = "file:///nowhere/a.yml";
const textDocument = { uri: URI };
const ORDER = "\u001b[31m\n::add-mask::x\u202e";
const position = { line: 1, character: 2 };
const hover = (id: unknown) => ({
  jsonrpc: "2.0",
  id,
  method: "textDocument/hover",
  params: { textDocument, position },
});

/** A message as it goes over the wire. */
function framed(message: unknown, headers = ""): Uint8Array {
  const body = Buffer.from(typeof message === "string" ? message : JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n${headers}\r\n`), body]);
}

/** Some notes or messages, one behind the other. */
const many = (length: number, message: (index: number) => unknown) =>
  Buffer.concat(Array.from({ length }, (_, index) => framed(message(index))));

const note = (method: string, params: unknown) => framed({ jsonrpc: "2.0", method, params });
const question = (method: string, params: unknown, id: unknown = "q") =>
  framed({ jsonrpc: "2.0", id, method, params });
const changed = (text: string) =>
  note("textDocument/didChange", { textDocument: { uri: URI, version: 9 }, contentChanges: [{ text }] });
const opened = (languageId: unknown) =>
  note("textDocument/didOpen", {
    textDocument: {
      uri: `file:///nowhere/${String(languageId).length}.yml`,
      languageId,
      version: 1,
      text: MODEL,
    },
  });

/** What no client sends, byte by byte. */
const BYTES: Readonly<Record<string, Uint8Array>> = {
  "a header in small letters": Buffer.from(
    `content-length: ${JSON.stringify(hover("l")).length}\r\n\r\n${JSON.stringify(hover("l"))}`,
  ),
  "two lengths": Buffer.from(
    `Content-Length: 5\r\nContent-Length: ${JSON.stringify(hover("l")).length}\r\n\r\n${JSON.stringify(hover("l"))}`,
  ),
  "a body of wide characters": Buffer.concat([
    Buffer.from("Content-Length: 4\r\nContent-Type: application/vscode-jsonrpc; charset=utf-16\r\n\r\n"),
    Buffer.from("{}", "utf16le"),
  ]),
  "a body of bytes that are no text": Buffer.concat([
    Buffer.from("Content-Length: 8\r\n\r\n"),
    Buffer.alloc(8, 0xff),
  ]),
  "a body of nothing": Buffer.from("Content-Length: 0\r\n\r\n"),
  "a body that is said to be packed": framed("\u001f\u008b", "Content-Encoding: gzip\r\n"),
  "1,000 questions at once": many(1000, (index) => hover(`m${index}`)),
  "keys that stand there twice": framed(
    '{"jsonrpc":"2.0","id":1,"id":2,"method":"x","method":"textDocument/hover","params":{},"params":null}',
  ),
  "a prototype of parameters": framed(
    `{"jsonrpc":"2.0","id":"p","method":"textDocument/hover","params":{"__proto__":{"textDocument":{"uri":"${URI}"}},"constructor":1}}`,
  ),
  "parameters in a row": question("textDocument/hover", [textDocument, position]),
  "an identity that is an object": framed(hover({ a: 1 })),
  "an identity beyond counting": framed(
    '{"jsonrpc":"2.0","id":1e400,"method":"textDocument/hover","params":{}}',
  ),
  "a question that is an answer": framed({ ...hover(3), result: {}, error: {} }),
  "5,000 answers to nobody": many(5000, (id) => ({ jsonrpc: "2.0", id, result: null })),
  "an error of nobody": framed({ jsonrpc: "2.0", id: null, error: { code: "x", message: 7, data: [] } }),
  "a method of a million letters": question("x".repeat(1_000_000), null),
  "a method of an order": question(ORDER, null),
  "parameters of 5,000 lists": framed(
    `{"jsonrpc":"2.0","id":"d","method":"textDocument/hover","params":${"[".repeat(5000)}${"]".repeat(5000)}}`,
  ),
  "identities of all kinds that are given up": many(7, (index) => ({
    jsonrpc: "2.0",
    method: "$/cancelRequest",
    params: { id: [null, -1, "", [], {}, 1e308, true][index] },
  })),
  "20,000 questions that are given up and were not asked": many(20_000, (index) => ({
    jsonrpc: "2.0",
    method: "$/cancelRequest",
    params: { id: `c${index}` },
  })),
  "2,000 notes that nobody knows": many(2000, (index) => ({ jsonrpc: "2.0", method: `$/unknown${index}` })),
  "a second beginning": question("initialize", { capabilities: {} }),
  "100 times begun": many(100, () => ({ jsonrpc: "2.0", method: "initialized", params: {} })),
  "a trace of all": note("$/setTrace", { value: "verbose" }),
  "no trace of all": note("$/setTrace", { value: "off" }),
  "a language of nothing": opened(null),
  "a language of a prototype": opened("__proto__"),
  "a language of 100,000 letters": opened("x".repeat(100_000)),
  "a text that is saved with another": note("textDocument/didSave", {
    textDocument,
    text: "x".repeat(100_000),
  }),
  "a save that waits": question("textDocument/willSaveWaitUntil", { textDocument, reason: 9 }),
  "a comment of 5,000,000 letters": changed(`# ${"x".repeat(5_000_000)}\n${MODEL}`),
  "the text as it was": changed(MODEL),
  "a notebook": note("notebookDocument/didOpen", {
    notebookDocument: { uri: URI, notebookType: "x", version: 1, cells: [null] },
    cellTextDocuments: [null],
  }),
  "an answer in parts for an order": question("textDocument/references", {
    ...{ textDocument, position, context: null },
    ...{ partialResultToken: ORDER, workDoneToken: { a: 1 } },
  }),
  "actions of no kind": question("textDocument/codeAction", {
    ...{ textDocument, range: null, context: { diagnostics: null, only: "quickfix" } },
  }),
  "selections of no place": question("textDocument/selectionRange", {
    textDocument,
    positions: [null, {}, { line: -5, character: 1e9 }],
  }),
  ...Object.fromEntries(
    [
      ...[null, [null], [{ name: 5, text: 7 }], [{ name: "x", uri: "file:///dev/zero" }]],
      [{ name: ORDER, uri: "file:///proc/self/mem" }],
    ].map((logs): readonly [string, Uint8Array] => [
      `the logs ${JSON.stringify(logs)}`,
      question("neoxConfig/why", { logs, uri: URI }),
    ]),
  ),
  ...Object.fromEntries(
    [null, [[1]], { hiddenSize: 1e308, numAttentionHeads: -5, numKvHeads: "x" }, { hiddenSize: {} }].map(
      (shape): readonly [string, Uint8Array] => [
        `the shape ${JSON.stringify(shape)}`,
        question("neoxConfig/shapeEdit", { uri: URI, shape }),
      ],
    ),
  ),
  ...Object.fromEntries(
    ["x", { hiddenSize: 963_761_198_400, numAttentionHeads: 97_772_875_201, numKvHeads: 7 }].map(
      (around): readonly [string, Uint8Array] => [
        `a report around ${JSON.stringify(around)}`,
        question("neoxConfig/report", { uri: URI, around }),
      ],
    ),
  ),
  ...Object.fromEntries(
    ["/../etc/x.yml", "/a%0Ab.yml", "/a,b%20c.yml", "/%00.yml"].map((file): readonly [string, Uint8Array] => [
      `the second file ${file}`,
      question("neoxConfig/addFile", { uri: URI, file: `file:///nowhere${file}` }),
    ]),
  ),
  ...Object.fromEntries(
    ["../".repeat(50_000), "/dev/zero", "/", "__proto__", ORDER].map(
      (name): readonly [string, Uint8Array] => [
        `the NeoX ${JSON.stringify(name.slice(0, 20))}`,
        question("neoxConfig/targetProblem", { name, uri: URI }),
      ],
    ),
  ),
  "an argument of 1,800,000 letters": question("neoxConfig/explain", { name: "a_".repeat(900_000) }),
  "a program in place of NeoX": question("neoxConfig/askNeox", { uri: URI, python: "/bin/false" }),
};

let server: RawServer;
beforeAll(async () => {
  server = new RawServer();
  await server.start(null, "file:///nowhere");
  server.open(URI, MODEL);
});
afterAll(() => void server.process.kill("SIGKILL"));

test.each(Object.entries(BYTES))(
  "%s",
  async (_, bytes) => {
    server.raw(bytes);
    await server.ask("textDocument/hover", { textDocument, position });
    expect(server.process.exitCode).toBeNull();
    expect(server.received).not.toMatch(OWN_FAULT);
  },
  SECONDS * 2000,
);

test(
  "a question that comes byte by byte",
  async () => {
    for (const byte of framed(hover("slow"))) {
      server.raw(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await server.ask("textDocument/hover", { textDocument, position });
    expect(server.received).toContain('"id":"slow"');
  },
  SECONDS * 2000,
);
