import { afterEach, describe, expect, test } from "vitest";
import { MENDABLE, MODEL, SECONDS } from "../command";
import { OWN_FAULT, RawServer } from "../rawServer";
import { count } from "../repeat";

const URI = "file:///none/a.yml";
const textDocument = { uri: URI };
const place = (line: unknown, character: unknown) => ({ line, character });
const position = place(1, 2);
const whole = { start: place(0, 0), end: place(99, 0) };

let server: RawServer;
afterEach(() => void server.process.kill("SIGKILL"));

/** Whatever came before, a hover is answered as ever. */
async function expectAlive(): Promise<void> {
  server.open(URI, MODEL);
  await server.ask("textDocument/hover", { textDocument, position });
  expect(server.process.exitCode).toBeNull();
  expect(server.received).not.toMatch(OWN_FAULT);
}

const METHODS = [
  ..."hover definition references prepareRename rename completion selectionRange codeAction inlayHint documentHighlight documentLink codeLens documentSymbol diagnostic formatting foldingRange"
    .split(" ")
    .map((name) => `textDocument/${name}`),
  ..."explain effective checkout bringUpToDate compare comparable why launches selectLaunch addFile callConfig targetProblem newConfig newConfigSizes newFromHuggingFace report shapeEdit assumptionEdit"
    .split(" ")
    .map((name) => `neoxConfig/${name}`),
  ..."workspace/diagnostic workspace/symbol workspace/executeCommand workspace/willRenameFiles".split(" "),
  ..."completionItem/resolve codeAction/resolve codeLens/resolve documentLink/resolve inlayHint/resolve".split(
    " ",
  ),
];

/** What stands where an editor says of which text and place it speaks. */
const ODD: Readonly<Record<string, unknown>> = {
  "nothing at all": undefined,
  nothing: null,
  "a number": 7,
  "a text": "x",
  "an empty list": [],
  "a list of lists of nothing": [[[null]]],
  "an empty object": {},
  "an object of prototypes": JSON.parse(
    '{"__proto__": {"uri": "x"}, "constructor": {"uri": 1}, "toString": 5}',
  ),
  "texts of no name": { textDocument: { uri: null }, uri: null, uris: null, position, range: whole },
  "texts of a number": {
    textDocument: { uri: 5 },
    uri: 5,
    uris: [5, null],
    other: 5,
    position,
    range: whole,
  },
  "texts of an object": { textDocument: { uri: { path: "/a" } }, uri: {}, uris: {}, position, range: whole },
  "a text in place of the text": { textDocument: URI, uri: [URI], uris: URI, position, range: whole },
  "no place": { textDocument, uri: URI, position: null, range: null, positions: null },
  "places of texts": { textDocument, uri: URI, position: "1:2", range: "1:2", positions: ["1:2"] },
  "places of numbers in texts": {
    ...{ textDocument, uri: URI, position: place("1", "2") },
    ...{ range: { start: place("0", "0"), end: place("1", "1") }, positions: [place("1", "2")] },
  },
  "a range from behind": {
    textDocument,
    uri: URI,
    position,
    range: { start: place(5, 3), end: place(1, 1) },
  },
  "a range of half a place": { textDocument, uri: URI, position: { line: 1 }, range: { start: place(1, 0) } },
  "contexts of nothing": { textDocument, uri: URI, position, range: whole, context: null, options: null },
  "contexts of all kinds": {
    ...{ textDocument, uri: URI, position, range: whole },
    context: {
      diagnostics: [null, 5, {}, { range: null, data: 7, code: {} }],
      only: [5, null],
      triggerKind: "x",
    },
  },
  "data of a resolution": {
    data: { uri: URI, id: "__proto__", rule: {}, index: -1 },
    title: 5,
    label: null,
    kind: {},
  },
  "launches and logs of nothing": {
    ...{ uri: URI, launch: {}, logs: [{}], target: [], name: [], kind: [], size: {}, shape: [], about: [] },
    ...{ files: [null], command: [], arguments: {}, query: null, previousResultIds: [null, 5] },
  },
};

test.each(Object.entries(ODD))(
  "%s, to each question",
  async (_, params) => {
    server = new RawServer();
    await server.start();
    server.open(URI, MENDABLE);
    for (const method of METHODS) await server.ask(method, params);
    await expectAlive();
  },
  SECONDS * 3000,
);

const change = (version: unknown, contentChanges: readonly unknown[], uri = URI) =>
  server.note("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
const close = (uri = URI) => server.note("textDocument/didClose", { textDocument: { uri } });
const begin = (id: unknown, method: string, params: object = {}) =>
  server.send({
    jsonrpc: "2.0",
    id,
    method,
    params: { textDocument, uri: URI, position, range: whole, ...params },
  });
const giveUp = (id: unknown) => server.note("$/cancelRequest", { id });
const HUGE = `${MODEL}${count(60_000, (i) => `k${i}: 1\n`)}`;

describe("in an order that no editor has", () => {
  test.each<readonly [string, () => void]>([
    [
      "changes, closes and saves before a text is open",
      () => {
        change(1, [{ text: "a" }]);
        close();
        server.note("textDocument/didSave", { textDocument });
        change(2, [{ range: whole, text: "b" }]);
      },
    ],
    [
      "a change behind the close, and a question between",
      () => {
        server.open(URI, HUGE);
        begin("a", "neoxConfig/report");
        close();
        change(3, [{ text: "x: [" }]);
        begin("b", "textDocument/codeAction", { context: { diagnostics: [] } });
        close();
      },
    ],
    [
      "versions that go up, down and nowhere",
      () => {
        server.open(URI, MODEL);
        for (const version of [5, 5, 4, -1, 0, 2 ** 53, 1.5, "7", null, {}, [1], undefined])
          change(version, [{ text: MENDABLE }]);
        begin("v", "textDocument/codeAction", { context: { diagnostics: [] } });
      },
    ],
    [
      "one text by six spellings of its name",
      () => {
        for (const uri of [
          "file:///none/a.yml",
          "file:///none/%61.yml",
          "file:///none/./a.yml",
          "file:///none//a.yml",
          "FILE:///none/a.yml",
          "file:///none/a%2Eyml",
        ]) {
          server.open(uri, `${MENDABLE}# ${uri}\n`);
          change(2, [{ range: { start: place(0, 0), end: place(0, 0) }, text: "#\n" }], uri);
        }
        begin("s", "neoxConfig/compare", {
          other: "file:///none/./a.yml",
          uris: [URI, "file:///none//a.yml"],
        });
      },
    ],
    [
      "changes over each other in one note",
      () => {
        server.open(URI, MENDABLE);
        const at = (from: number, to: number) => ({ start: place(0, from), end: place(0, to) });
        change(2, [
          ...Array.from({ length: 300 }, (_, i) => ({
            range: at(i % 9, 9 - (i % 5)),
            text: "y".repeat(i % 4),
          })),
          { text: MODEL },
          { range: at(12, 0), text: "\r" },
          { range: at(0, 99), text: "\ud83d" },
          { range: at(1, 1), text: "\ude00" },
        ]);
      },
    ],
    [
      "a text that grows by all of itself, 14 times",
      () => {
        server.open(URI, MODEL);
        for (let i = 0, text = "#".repeat(60); i < 14; i++, text += text)
          change(i + 2, [{ range: { start: place(0, 0), end: place(0, 0) }, text: `${text}\n` }]);
      },
    ],
    [
      "the largest text, opened and closed 40 times with a question in between",
      () => {
        for (let i = 0; i < 40; i++) {
          server.open(URI, HUGE);
          begin(`o${i}`, "textDocument/documentSymbol");
          giveUp(`o${i}`);
          close();
        }
      },
    ],
    [
      "300 texts that are opened, and closed from the last",
      () => {
        const uri = (i: number) => `file:///none/d${i % 7}/${i}.yml`;
        for (let i = 0; i < 300; i++)
          server.open(uri(i), `# neox-config: with ${(i * 7) % 300}.yml\n${MENDABLE}`);
        for (let i = 299; i >= 0; i--) close(uri(i));
      },
    ],
    [
      "identities that are alike, of texts and of numbers",
      () => {
        server.open(URI, HUGE);
        for (const id of [1, "1", "01", 1.0, -1, 0, "", 2 ** 53, "\u0000", "__proto__"])
          begin(id, "textDocument/codeLens");
        for (const id of ["1", 1, 0, "", "__proto__", null]) giveUp(id);
      },
    ],
    [
      "one identity for questions of all kinds at once",
      () => {
        server.open(URI, HUGE);
        for (const method of METHODS) begin("one", method, { context: { diagnostics: [] }, newName: "x" });
        giveUp("one");
        giveUp("one");
      },
    ],
    [
      "each question given up at once, and asked again",
      () => {
        server.open(URI, HUGE);
        for (const [i, method] of METHODS.entries()) {
          begin(`g${i}`, method, { context: { diagnostics: [] } });
          giveUp(`g${i}`);
          begin(`g${i}`, method, { context: { diagnostics: [] } });
        }
      },
    ],
    [
      "a text that becomes another while 200 questions wait",
      () => {
        server.open(URI, HUGE);
        for (let i = 0; i < 200; i++) {
          begin(
            `w${i}`,
            [
              "textDocument/rename",
              "textDocument/inlayHint",
              "neoxConfig/effective",
              "textDocument/codeAction",
            ][i % 4] ?? "",
            { newName: "x", context: { diagnostics: [] } },
          );
          change(i + 2, [{ text: i % 2 ? MENDABLE : "x: [{" }]);
        }
      },
    ],
    [
      "settings, folders and files that change while a report is made",
      () => {
        server.open(URI, HUGE);
        begin("r", "neoxConfig/report");
        for (let i = 0; i < 300; i++) {
          server.note("workspace/didChangeConfiguration", { settings: { neoxConfig: { gpus: i } } });
          server.note("workspace/didChangeWatchedFiles", { changes: [{ uri: URI, type: 1 + (i % 3) }] });
          server.note("workspace/didChangeWorkspaceFolders", {
            event: { added: [{ uri: "file:///none", name: "w" }], removed: [] },
          });
          server.note("neoxConfig/selectLaunch", { uri: URI, launch: `file ${i}` });
        }
      },
    ],
    [
      "a fix of all that is asked for while the text is closed, opened and mended",
      () => {
        for (let i = 0; i < 60; i++) {
          server.open(URI, MENDABLE);
          begin(`f${i}`, "workspace/executeCommand", { command: "neoxConfig.fixAll", arguments: [URI] });
          close();
        }
      },
    ],
    [
      "tokens of progress and of parts that are alike",
      () => {
        server.open(URI, HUGE);
        for (let i = 0; i < 60; i++)
          begin(`t${i}`, "workspace/diagnostic", {
            workDoneToken: "t",
            partialResultToken: "t",
            previousResultIds: [],
          });
        server.note("window/workDoneProgress/cancel", { token: "t" });
        server.note("$/progress", { token: "t", value: null });
      },
    ],
    [
      "languages of a text that change while it is open",
      () => {
        for (const languageId of ["yaml", "json", "plaintext", "", "neox", "__proto__", "yaml"])
          server.note("textDocument/didOpen", {
            textDocument: { uri: URI, languageId, version: 1, text: MENDABLE },
          });
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
    SECONDS * 3000,
  );
});

describe("texts that are none, and names that are none", () => {
  const open = (said: object) =>
    server.note("textDocument/didOpen", {
      textDocument: { uri: "file:///none/b.yml", languageId: "yaml", version: 1, text: MODEL, ...said },
    });
  const odd = [null, 7, true, [], [MODEL], {}, undefined];
  const each = (send: (it: unknown) => void) => () => {
    for (const it of odd) send(it);
  };

  test.each<readonly [string, () => void]>([
    ["of which one is opened", each((text) => open({ text }))],
    ["of which one is opened in place of another", each((text) => open({ uri: URI, text }))],
    [
      "of which one is opened, changed, saved and closed by a name that is none",
      each((uri) => {
        open({ uri });
        const textDocument = { uri, version: 2 };
        server.note("textDocument/didChange", { textDocument, contentChanges: [{ text: MODEL }] });
        server.note("textDocument/didSave", { textDocument });
        server.note("textDocument/didClose", { textDocument });
      }),
    ],
    [
      "of which one is in versions and languages that are none",
      each((it) => open({ version: it, languageId: it })),
    ],
    [
      "that a text changes into",
      each((text) => {
        change(2, [{ text }]);
        change(3, [{ range: whole, text }]);
        change(4, [{ text: "num_layers: 7\n" }, { text }]);
        change(5, [
          { range: whole, text },
          { range: whole, text: "num_layers: 7\n" },
        ]);
        change(6, text === undefined ? [] : [text, text]);
      }),
    ],
  ])(
    "%s",
    async (_, send) => {
      server = new RawServer();
      await server.start();
      server.open(URI, MENDABLE);
      send();
      for (const uri of [URI, "file:///none/b.yml"])
        await server.ask("textDocument/hover", { textDocument: { uri }, position });
      const before = server.received.length;
      await server.ask("neoxConfig/effective", { uri: URI });
      expect(server.received.slice(before)).toContain('"text":"min_lr: ');
      expect(server.received).not.toMatch(/-32603|\.js:/);
      await expectAlive();
    },
    SECONDS * 3000,
  );
});

test("a server that is ended twice, in the midst of work", async () => {
  server = new RawServer();
  await server.start();
  server.open(URI, HUGE);
  for (let i = 0; i < 50; i++) begin(`e${i}`, "neoxConfig/report");
  server.send({ jsonrpc: "2.0", id: "x", method: "shutdown" });
  server.send({ jsonrpc: "2.0", id: "y", method: "shutdown" });
  server.note("exit", null);
  server.note("exit", null);
  expect(await server.ends()).toBe(true);
  expect(server.process.signalCode).toBeNull();
});

test("questions about a file that is open by two names, with another text in each", async () => {
  server = new RawServer();
  await server.start();
  const other = "file:///none/%61.yml";
  server.open(URI, MENDABLE);
  server.open(other, `${MENDABLE}num_gpus: 3\n`);
  const actionsIn = async (uri: string) => {
    const before = server.received.length;
    const asked = { textDocument: { uri }, range: whole, context: { diagnostics: [] } };
    await server.ask("textDocument/codeAction", asked);
    return server.received.slice(before);
  };
  await actionsIn(URI);
  expect(await actionsIn(other)).toContain('"newText":"1.0e-5"');
  server.note("textDocument/didClose", { textDocument: { uri: other } });
  expect(await actionsIn(URI)).toContain('"newText":"1.0e-5"');
});
