import { afterAll, beforeAll, expect, test } from "vitest";
import { MENDABLE, MODEL, SECONDS } from "../command";
import { OWN_FAULT, RawServer } from "../rawServer";

const URI = "file:///none/a.yml";
const textDocument = { uri: URI };
const place = (line: number, character: number) => ({ line, character });
const range = (line: number, character: number, toLine: number, toCharacter: number) => ({
  start: place(line, character),
  end: place(toLine, toCharacter),
});

/** A note that no editor sends, and more of them. */
type Notes = readonly (readonly [method: string, params: unknown])[];

const changed = (contentChanges: readonly unknown[], version: unknown = 2, uri = URI): Notes => [
  ["textDocument/didChange", { textDocument: { uri, version }, contentChanges }],
];
const SMILES = `a: "\u{1f600}\u{1f600}"\n${MODEL}`;

const CHANGES: Readonly<Record<string, Notes>> = {
  "300 ranges that end before they begin": changed(Array(300).fill({ range: range(5, 3, 1, 1), text: "x" })),
  "half of a character": changed([
    { text: SMILES },
    { range: range(0, 5, 0, 6), text: "" },
    { range: range(0, 4, 0, 5), text: "\ud83d" },
  ]),
  "a range of no numbers": changed([
    { range: { start: { line: null, character: null }, end: { line: "a", character: {} } }, text: "q" },
  ]),
  "a range of parts of numbers": changed([{ range: range(0.5, 0.5, 1.7, 2.2), text: "q" }]),
  "a length that lies": changed([{ range: range(0, 0, 0, 1), rangeLength: 1e9, text: "a" }]),
  "a version before the first": changed([{ text: MODEL }], -7),
  "a version of nothing": changed([{ text: MODEL }], null),
  "a text that is not open": changed([{ text: MODEL }], 2, "file:///nope.yml"),
  "no change": changed([]),
  "a list in place of a text": changed([{ text: ["a"] }]),
  "a range without a text": changed([{ range: range(0, 0, 0, 0) }]),
  "a line beyond counting": changed([
    { range: range(2 ** 31, 2 ** 31, 2 ** 53, 2 ** 53), text: "\nend: 1\n" },
  ]),
  "a return between two ends of lines": changed([
    { text: MODEL.replaceAll("\n", "\r\n") },
    { range: range(0, 14, 1, 0), text: "\r" },
    { range: range(0, 14, 0, 14), text: "\n" },
  ]),
};

const SETTINGS: Readonly<Record<string, unknown>> = {
  "settings of nothing known": {
    neoxConfig: { gpus: -1, target: "../".repeat(9999), files: Array(1000).fill("(a+)+b") },
  },
  "settings of prototypes": {
    neoxConfig: { __proto__: 1, severities: { constructor: "off", toString: "error" } },
  },
  "no settings": null,
  "a list of settings": [],
  "a text of settings": "x",
};

const OTHERS: Readonly<Record<string, Notes>> = {
  "a text that is opened twice": [
    ["textDocument/didOpen", { textDocument: { uri: URI, languageId: "yaml", version: 1, text: MODEL } }],
    ["textDocument/didOpen", { textDocument: { uri: URI, languageId: "yaml", version: 1, text: "a: 1\n" } }],
  ],
  "a text that is closed twice": [
    ["textDocument/didClose", { textDocument }],
    ["textDocument/didClose", { textDocument }],
  ],
  "files that changed in no way": [
    [
      "workspace/didChangeWatchedFiles",
      {
        changes: [
          { uri: "untitled:x", type: 1 },
          { uri: URI, type: "x" },
        ],
      },
    ],
  ],
  "files without a name": [
    ["workspace/didChangeWatchedFiles", { changes: [{ uri: null, type: 1 }, { type: 3 }] }],
  ],
  "folders of processes": [
    [
      "workspace/didChangeWorkspaceFolders",
      {
        event: {
          added: [
            { uri: "untitled:a", name: 1 },
            { uri: "file:///proc/self", name: "p" },
          ],
          removed: [],
        },
      },
    ],
  ],
  "a file with a number for a name": [["workspace/didRenameFiles", { files: [{ oldUri: URI, newUri: 7 }] }]],
  ...Object.fromEntries(
    Object.entries(SETTINGS).map(([name, settings]) => [
      name,
      [["workspace/didChangeConfiguration", { settings }]] as const,
    ]),
  ),
};

/** Names of texts that are no files. */
const URIS = [
  ..."a untitled: untitled:Untitled-1 file:// file:/// file:///%00 file:///%ff%fe.yml file:///a%2f..%2fb.yml".split(
    " ",
  ),
  ...[
    "",
    "file:///a\nb.yml",
    "file:///a?x#y",
    "file://host:99/a.yml",
    "javascript:alert(1)",
    "git:/a.yml?{}",
  ],
  ..."vscode-notebook-cell:/x#1 FILE:///A.yml file:///C%3A/x.yml file:///c:\\x.yml :// file:a.yml".split(" "),
  ...["file:///\ud800.yml", "\u202e:x", "__proto__", "constructor"],
  ...[`file:///${"a/".repeat(50_000)}x.yml`, `${"a".repeat(2000)}:${"b".repeat(100_000)}`],
];

/** What is asked of a text with such a name. */
const OF_A_TEXT = [
  ..."hover codeAction documentSymbol documentLink codeLens".split(" ").map((it) => `textDocument/${it}`),
  ..."effective compare launches".split(" ").map((it) => `neoxConfig/${it}`),
];

/** Places that no text has. */
const PLACES = [
  ...[place(2 ** 31 - 1, 2 ** 31 - 1), place(-(2 ** 53), -1), place(1e308, 1e308), place(0, 1e15)],
  ...[place(5, -3), place(6, 0), place(7, 0)],
];

/** What is asked about a place, or with words of somebody else. */
const OF_A_PLACE = [
  ..."hover definition references prepareRename rename completion selectionRange codeAction inlayHint documentHighlight"
    .split(" ")
    .map((it) => `textDocument/${it}`),
  ..."explain callConfig addFile assumptionEdit shapeEdit selectLaunch why newConfig newFromHuggingFace checkout comparable bringUpToDate targetProblem askNeox report launches"
    .split(" ")
    .map((it) => `neoxConfig/${it}`),
];

const WORDS = {
  ...{ newName: "\u202e\n", name: "__proto__", kind: "__proto__", size: "constructor", key: "__proto__" },
  ...{ launch: "__proto__", target: "\u001b", text: '{"model_type":"__proto__"}', value: { a: place(0, 0) } },
  ...{ uris: [URI], logs: [URI], context: { diagnostics: [], includeDeclaration: true } },
};

let server: RawServer;
beforeAll(async () => {
  server = new RawServer();
  await server.start();
});
afterAll(() => void server.process.kill("SIGKILL"));

/** Whatever came before, the next is answered as ever. */
async function expectAlive(): Promise<void> {
  server.open(URI, MODEL);
  await server.ask("textDocument/hover", { textDocument, position: place(1, 2) });
  expect(server.process.exitCode).toBeNull();
  expect(server.received).not.toMatch(OWN_FAULT);
}

test.each(Object.entries({ ...CHANGES, ...OTHERS }))("%s", async (_, notes) => {
  server.open(URI, MODEL);
  for (const [method, params] of notes) server.note(method, params);
  await expectAlive();
});

test.each(URIS.map((uri) => [uri.slice(0, 40), uri] as const))(
  "a text with the name %j",
  async (_, uri) => {
    server.open(uri, MENDABLE);
    const asked = { textDocument: { uri }, uri, other: uri, position: place(1, 1), range: range(0, 0, 9, 0) };
    for (const method of OF_A_TEXT) await server.ask(method, { ...asked, context: { diagnostics: [] } });
    server.note("textDocument/didClose", { textDocument: { uri } });
    await expectAlive();
  },
  SECONDS * 6000,
);

test.each(PLACES)(
  "the place %j",
  async (position) => {
    server.open(URI, MODEL);
    const places = {
      position,
      positions: Array(50).fill(position),
      range: { start: position, end: place(0, 0) },
    };
    for (const method of OF_A_PLACE)
      await server.ask(method, { ...WORDS, ...places, textDocument, uri: URI });
    await expectAlive();
  },
  SECONDS * 6000,
);

test.each([
  { command: "neoxConfig.fixAll", arguments: [URI] },
  { command: "toString", arguments: null },
  { command: "", arguments: [[[[]]]] },
])("the command %j", async (params) => {
  await server.ask("workspace/executeCommand", params);
  await expectAlive();
});

test.each([{ files: null }, { files: [{ oldUri: URI, newUri: "file:///\0" }] }])(
  "the new names %j",
  async (params) => {
    await server.ask("workspace/willRenameFiles", params);
    await expectAlive();
  },
);

test("300 questions that are given up while the text changes", async () => {
  server.open(URI, MODEL);
  for (let id = 1; id <= 300; id++) {
    server.send({
      jsonrpc: "2.0",
      id,
      method: "textDocument/completion",
      params: { textDocument, position: place(id % 6, 1) },
    });
    server.note("$/cancelRequest", { id });
    server.note("$/cancelRequest", { id: id + 5 });
    if (id % 10 === 0)
      server.note("textDocument/didChange", {
        textDocument: { uri: URI, version: 100 + id },
        contentChanges: [{ text: `${MODEL}k${id}: 1\n` }],
      });
  }
  await expectAlive();
  const ids = Array.from({ length: 300 }, (_, index) => index + 1);
  const unanswered = () => ids.filter((id) => !new RegExp(`"id":${id}[,}]`).test(server.received));
  await expect.poll(unanswered, { timeout: SECONDS * 1000 }).toEqual([]);
});

test("a text that is closed while its report is made", async () => {
  server.open(URI, MODEL);
  const report = server.ask("neoxConfig/report", { uri: URI });
  server.note("textDocument/didClose", { textDocument });
  await report;
  await expectAlive();
});
