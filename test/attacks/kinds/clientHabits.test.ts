import { afterEach, expect, test } from "vitest";
import { StreamMessageReader } from "vscode-languageserver-protocol/node";
import { MENDABLE, MODEL, SECONDS } from "../command";
import { HOSTILE } from "../harmless";
import { OWN_FAULT, RawServer } from "../rawServer";
import { count, lines } from "../repeat";

const URI = "file:///none/a.yml";
const textDocument = { uri: URI };
const position = { line: 1, character: 2 };
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const about = (uri: string) => ({
  ...{ uri, textDocument: { uri }, position, range: whole, context: { diagnostics: [] } },
});

let server: RawServer;
afterEach(() => void server.process.kill("SIGKILL"));

async function expectAlive(uri = URI): Promise<void> {
  server.open(uri, MODEL);
  await server.ask("textDocument/hover", { textDocument: { uri }, position });
  expect(server.process.exitCode).toBeNull();
  expect(server.received).not.toMatch(OWN_FAULT);
}

/** How a client is, and what it does. */
interface Habit {
  readonly beginning?: object;
  readonly act: () => void | Promise<void>;
}

/** A question that nobody waits for here. */
const begin = (id: unknown, method: string, params: object = {}) =>
  server.send({ jsonrpc: "2.0", id, method, params: { ...about(URI), ...params } });
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const change = (version: number, text: string) =>
  server.note("textDocument/didChange", {
    textDocument: { uri: URI, version },
    contentChanges: [{ text }],
  });
const times = (length: number, each: (index: number) => void) => {
  for (let index = 0; index < length; index++) each(index);
};

interface Asked {
  readonly id: unknown;
  readonly method: string;
  readonly params: unknown;
}

/** Hands each question of the server on. */
function hearing(hear: (asked: Asked) => void): void {
  const { stdout } = server.process;
  if (stdout)
    new StreamMessageReader(stdout).listen((message) => {
      if ("method" in message && "id" in message) hear(message as unknown as Asked);
    });
}
const reply = (id: unknown, result: unknown) => server.send({ jsonrpc: "2.0", id, result });

const framed = (message: unknown, headers = "") => {
  const body = Buffer.from(typeof message === "string" ? message : JSON.stringify(message));
  return Buffer.concat([Buffer.from(`${headers}Content-Length: ${body.length}\r\n\r\n`), body]);
};
const opening = (text: string) => ({
  jsonrpc: "2.0",
  method: "textDocument/didOpen",
  params: { textDocument: { uri: URI, languageId: "yaml", version: 1, text } },
});
const asksSettings = { capabilities: { workspace: { configuration: true } } };
const LARGE = MODEL + lines(9000, (i) => `unknown_${i}: ${i}`);
const GIVEN = ["report", "effective", "launches"].map((name) => `neoxConfig/${name}`);

const HABITS: Readonly<Record<string, Habit>> = {
  "messages that are lists, numbers, texts and nothing": {
    act: () => {
      for (const message of ["null", "5", '"x"', "[]", "true", "[null]", "{}", '{"method":{},"id":[]}'])
        server.raw(framed(message));
      server.raw(framed([opening(MODEL), { jsonrpc: "2.0", id: "b", method: "textDocument/hover" }]));
    },
  },
  "a message among 20,000 headers that nobody knows": {
    act: () => server.raw(framed(opening(MENDABLE), "X-Any: thing\r\n".repeat(20_000))),
  },
  "messages cut into parts of seven bytes, also within characters": {
    act: async () => {
      const bytes = framed(opening(`${MODEL}save: "${"é\u{1f600}\u2028".repeat(40)}"\n`));
      for (let at = 0; at < bytes.length; at += 7) {
        server.raw(bytes.subarray(at, at + 7));
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  },
  "40 texts and questions in one piece of bytes": {
    act: () =>
      server.raw(
        Buffer.concat(
          Array.from({ length: 40 }, (_, i) =>
            Buffer.concat([
              framed(opening(`${MENDABLE}k${i}: 1\n`)),
              framed({ jsonrpc: "2.0", id: `o${i}`, method: GIVEN[i % 3], params: about(URI) }),
            ]),
          ),
        ),
      ),
  },
  "halves of characters written as escapes": {
    act: () =>
      server.raw(
        framed(JSON.stringify(opening(`${MODEL}save: "@"\n`)).replace("@", "\\ud83d@\\ude00\\ud83d")),
      ),
  },
  "300 answers of a megabyte that nobody reads for a while": {
    act: async () => {
      server.open(URI, LARGE);
      server.process.stdout?.pause();
      times(300, (i) => begin(`r${i}`, "textDocument/documentSymbol"));
      await pause(1500);
      server.process.stdout?.resume();
    },
  },
  "settings of a config that are told in the wrong order": {
    beginning: asksSettings,
    act: async () => {
      const asked: unknown[] = [];
      hearing(({ id, method }) => method === "workspace/configuration" && asked.push(id));
      server.open(URI, MENDABLE);
      begin("s0", "textDocument/codeLens");
      for (let i = 1; i < 9; i++) {
        server.note("workspace/didChangeConfiguration", { settings: null });
        begin(`s${i}`, "textDocument/codeLens");
      }
      await pause(300);
      for (const [index, id] of asked.reverse().entries()) reply(id, [{ gpus: index + 1 }]);
      hearing(({ id, method }) => method === "workspace/configuration" && reply(id, [{ gpus: 3 }]));
    },
  },
  "settings that are told after the text was closed": {
    beginning: asksSettings,
    act: async () => {
      const asked: unknown[] = [];
      hearing(({ id }) => void asked.push(id));
      server.open(URI, MENDABLE);
      begin("c", "textDocument/codeAction");
      server.note("textDocument/didClose", { textDocument });
      await pause(200);
      for (const id of asked) reply(id, [{ rules: { "wrong-type": "off" } }]);
      hearing(({ id }) => reply(id, [null]));
    },
  },
  "settings of 20,000 rules and patterns, each time they are asked for": {
    beginning: asksSettings,
    act: async () => {
      const rules = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`r${i}`, "off"]));
      hearing(({ id }) => reply(id, [{ rules, files: Array(10_000).fill("**/*{a,b}*") }]));
      server.open(URI, MENDABLE);
      times(4, () => server.note("workspace/didChangeConfiguration", { settings: null }));
      await server.ask("textDocument/codeAction", about(URI));
    },
  },
  "commands of a client that are orders, nothing and prototypes": {
    beginning: {
      initializationOptions: {
        explainCommand: HOSTILE,
        turnOffCommand: "",
        targetCommand: "__proto__",
      },
    },
    act: async () => {
      server.open(URI, `${MENDABLE}hidden_siz: 1\n`);
      await server.ask("textDocument/codeAction", about(URI));
    },
  },
  "each message translated into 3,000 of what it is about": {
    beginning: {
      initializationOptions: {
        translations: {
          "{0} is {1}": `${"{0}{1}{2}{-1}{__proto__}".repeat(3000)}${HOSTILE}`,
          "Remove {0}": "{0}".repeat(9000),
          "": "{0}",
        },
      },
    },
    act: async () => {
      server.open(URI, `${MODEL}hidden_siz: 1\nprecision: fp17\n`);
      await server.ask("textDocument/codeAction", about(URI));
    },
  },
  "a client that wants all that there is in the whole workspace, and gives it up": {
    beginning: { capabilities: { textDocument: { diagnostic: {} } } },
    act: () => {
      server.open(URI, LARGE);
      times(40, (i) => {
        begin(`w${i}`, "workspace/diagnostic", { previousResultIds: [], partialResultToken: `p${i}` });
        begin(`d${i}`, "textDocument/diagnostic", { previousResultId: `${i}` });
        change(i + 2, i % 2 ? LARGE : MENDABLE);
        server.note("$/cancelRequest", { id: `w${i}` });
      });
    },
  },
  "results of before that are those of another text": {
    beginning: { capabilities: { textDocument: { diagnostic: {} } } },
    act: async () => {
      const asked = (previousResultId: unknown) =>
        server.ask("textDocument/diagnostic", { textDocument, previousResultId });
      server.open("file:///none/b.yml", MENDABLE);
      server.open(URI, MENDABLE);
      for (const id of ["1", "2", "1 2", "__proto__", "", null, [1], { a: 1 }]) await asked(id);
      change(2, MODEL);
      await asked("1");
      expect(server.received.slice(-300)).toContain('"kind":"full"');
    },
  },
  "200 texts that are changed in turn, with no time for any": {
    act: () => {
      const uri = (i: number) => `file:///none/${i % 200}.yml`;
      times(200, (i) => server.open(uri(i), MENDABLE));
      times(2000, (i) => {
        server.note("textDocument/didChange", {
          textDocument: { uri: uri(i), version: i + 2 },
          contentChanges: [{ range: { start: position, end: position }, text: `${i}` }],
        });
        if (i % 40 === 0) begin(`h${i}`, "textDocument/hover", about(uri(i)));
      });
    },
  },
  "a text that is renamed 90 times while it is asked about": {
    act: () => {
      times(90, (i) => {
        const uri = `file:///none/n${i}.yml`;
        server.open(uri, MENDABLE);
        for (const method of GIVEN) begin(`${method}${i}`, method, about(uri));
        server.note("workspace/didRenameFiles", {
          files: [{ oldUri: uri, newUri: `file:///none/n${i + 1}.yml` }],
        });
        server.note("textDocument/didClose", { textDocument: { uri } });
      });
    },
  },
  "all kinds of answers resolved that were never given": {
    act: async () => {
      server.open(URI, MENDABLE);
      for (const data of [{ uri: URI }, { uri: URI, name: {} }, { uri: "::" }, [URI], null, 7])
        for (const label of ["hidden_size", "__proto__", "", HOSTILE, "x".repeat(100_000)])
          await server.ask("completionItem/resolve", { label, data, documentation: { kind: [] } });
    },
  },
  "a second editor's whole text within a note of parts": {
    act: () => {
      server.open(URI, MODEL);
      const range = { start: { line: 2, character: 0 }, end: { line: 1, character: 4 } };
      server.note("textDocument/didChange", {
        textDocument: { uri: URI, version: 2 },
        contentChanges: [{ range, text: "" }, { text: MENDABLE }, { range: null, text: MODEL }, null, 7],
      });
    },
  },
};

test.each(Object.entries(HABITS))(
  "%s",
  async (_, { beginning, act }) => {
    server = new RawServer();
    await server.ask("initialize", { processId: null, rootUri: null, capabilities: {}, ...beginning });
    server.note("initialized", {});
    await act();
    await expectAlive();
  },
  SECONDS * 3000,
);

test("700 questions of all kinds, half of them given up, are answered once each", async () => {
  server = new RawServer();
  await server.start();
  const answers = new Map<unknown, number>();
  new StreamMessageReader(server.process.stdout ?? process.stdin).listen((message) => {
    const { id } = message as unknown as Asked;
    if (!("method" in message)) answers.set(id, (answers.get(id) ?? 0) + 1);
  });
  server.open(URI, LARGE);
  const kinds = [
    ...GIVEN,
    "textDocument/codeAction",
    "textDocument/completion",
    "textDocument/hover",
    "no/such",
  ];
  const asked = Array.from({ length: 700 }, (_, i) => `k${i}`);
  for (const [i, id] of asked.entries()) {
    begin(id, kinds[i % kinds.length] ?? "");
    if (i % 20 === 0) change(i + 2, `${LARGE}k${i}: 1\n`);
  }
  for (const id of asked.filter((_, i) => i % 2 === 0).reverse()) server.note("$/cancelRequest", { id });
  await expect
    .poll(() => asked.filter((id) => answers.get(id) !== 1), { timeout: SECONDS * 1000 })
    .toEqual([]);
  await expectAlive();
});

test.each<readonly [string, () => void]>([
  ["within a message", () => server.raw(framed(opening(LARGE)).subarray(0, 5000))],
  ["within a header", () => server.raw("Content-Len")],
  ["behind 60 reports that are worked on", () => times(60, (i) => begin(`e${i}`, "neoxConfig/report"))],
])("the end of the input %s ends it", async (_, send) => {
  server = new RawServer();
  await server.start();
  server.open(URI, LARGE);
  send();
  server.process.stdin?.end();
  expect(await server.ends()).toBe(true);
  expect(server.process.signalCode).toBeNull();
});

test("a client that hears nothing any more and goes on speaking does no harm", async () => {
  server = new RawServer();
  await server.start();
  let said = "";
  server.process.stderr?.on("data", (text) => {
    said += text;
  });
  server.process.stdout?.destroy();
  server.open(URI, `# neox-config: on\n${count(50, (i) => `k${i}: 1\n`)}`);
  times(50, (i) => begin(`l${i}`, "textDocument/codeAction"));
  server.process.stdin?.end();
  expect(await server.ends()).toBe(true);
  expect(server.process.signalCode).toBeNull();
  expect(said).not.toMatch(/out of memory/);
});
