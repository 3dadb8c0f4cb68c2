import { afterEach, expect, test } from "vitest";
import {
  type CodeAction,
  CodeActionRequest,
  type Command,
  CompletionRequest,
  LSPErrorCodes,
} from "vscode-languageserver-protocol";
import { type Client, inProcess, URI } from "./client";

const MODEL = "num_layers: 2\nhidden_size: 128\nnum_attention_heads: 16\nnum_kv_heads: 1\n";
const NOTHING = Array.from({ length: 30_000 }, (_, index) => `key_of_nothing_${index}: 1\n`).join("");
const HUGE = `# neox-config: on\n${MODEL}${NOTHING}`;
const HUGE_URI = "file:///none/huge.yml";
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const clients: Client[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()));
});

/** The version of our text that each edit of it is for, and the lines that the edits change. */
function linesByVersion(actions: readonly CodeAction[]): string[] {
  const changes = actions.flatMap(({ edit }) => edit?.documentChanges ?? []);
  const lines = changes.flatMap((change) => {
    if (!("textDocument" in change)) return [];
    const { uri, version } = change.textDocument;
    return uri === URI ? change.edits.map(({ range }) => `${version}:${range.start.line}`) : [];
  });
  return [...new Set(lines)].sort();
}

test("a fix is for the version that it names, also when the text changes while others are checked", async () => {
  const client = await inProcess({ target: "2024-10-31" });
  clients.push(client);
  await client.open(HUGE, HUGE_URI);
  await client.open(MODEL);
  await client.answer(({ uri }) => uri === HUGE_URI);
  const [diagnostic] = (await client.answer(({ uri }) => uri === URI)).diagnostics;
  if (diagnostic === undefined) throw new Error("no diagnostic");
  expect(linesByVersion(await client.quickFixes(diagnostic))).toEqual(["1:1", "1:2", "1:3"]);
  await client.change("# typed\n", START, HUGE_URI);
  const asked = client.quickFixes(diagnostic);
  const version = await client.change("# typed\n", START);
  expect(linesByVersion(await asked)).toEqual([]);
  const moved = {
    ...diagnostic,
    range: { start: { line: 4, character: 14 }, end: { line: 4, character: 15 } },
  };
  const lines = [2, 3, 4].map((line) => `${version}:${line}`);
  expect(linesByVersion(await client.quickFixes(moved))).toEqual(lines);
});

test("what is asked while a text is closed and opened again is answered for the new one, though both are its version 1", async () => {
  const client = await inProcess();
  clients.push(client);
  await client.open(HUGE, HUGE_URI);
  const context = { diagnostics: [], only: ["source.fixAll.neoxConfig"] };
  const ask = (line: number) => {
    const at = { line, character: 0 };
    const params = { textDocument: { uri: URI }, range: { start: at, end: at }, context };
    return client.connection.sendRequest<CodeAction[]>(CodeActionRequest.method, params);
  };
  for (let round = 0; round < 5; round++) {
    await client.open(`# neox-config: on\nmin_lr: 1e-${round + 10}\n`);
    await client.change("# typed\n", START, HUGE_URI);
    const asked = ask(1);
    // By then the small text is checked, and the huge one is not.
    await new Promise((resolve) => setTimeout(resolve, 10));
    await client.close();
    await client.open(`# neox-config: on\n# typed\nmin_lr: 1e-${round + 10}\n`);
    // While no text was open there was nothing to say.
    expect([[], ["1:2"]]).toContainEqual(linesByVersion(await asked));
    expect(linesByVersion(await ask(2))).toEqual(["1:2"]);
    await client.close();
  }
});

const FLOW = '# neox-config: on\n{"num_layers": 2, "hidden_size": 128,\n""  # batch\n}\n';

test("a completion replaces what was there when it was asked for, also when more is typed before the answer", async () => {
  const client = await inProcess();
  clients.push(client);
  await client.open(HUGE, HUGE_URI);
  await client.open(FLOW);
  const position = { line: 2, character: 1 };
  const params = { textDocument: { uri: URI }, position };
  const asked = client.connection.sendRequest(CompletionRequest.type, params);
  await client.change("gradient", { start: position, end: position });
  const answer = await asked;
  const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
  const edit = items.find(({ label }) => label === "gradient_clipping")?.textEdit;
  const quotes = { start: { line: 2, character: 0 }, end: { line: 2, character: 2 } };
  expect(edit).toEqual({ range: quotes, newText: '"gradient_clipping": ' });
});

test("what is asked about a place is not answered with another text's", async () => {
  const client = await inProcess();
  clients.push(client);
  await client.open(HUGE, HUGE_URI);
  const params = { textDocument: { uri: HUGE_URI }, position: { line: 1, character: 2 } };
  for (const method of ["hover", "definition", "prepareRename"]) {
    await client.change("# typed\n", START, HUGE_URI);
    const asked = client.connection.sendRequest(`textDocument/${method}`, params);
    const answered = expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
    await client.change("# typed\n", START, HUGE_URI);
    await answered;
  }
});

test("no fix for a text is given for a later one that comes while it is worked out", async () => {
  const client = await inProcess();
  clients.push(client);
  const list = "    - 1e5\n".repeat(600);
  await client.open(`${MODEL}deepspeed_extra_args:\n  x:\n${list}`);
  await client.answer(({ uri }) => uri === URI);
  const range = { start: START.start, end: { line: 600, character: 0 } };
  const params = { textDocument: { uri: URI }, range, context: { diagnostics: [] } };
  const ask = () => client.connection.sendRequest(CodeActionRequest.type, params);
  // Each version has one line more above the others.
  const linesOfFirst = (actions: readonly (CodeAction | Command)[] | null) =>
    linesByVersion(actions?.filter((action): action is CodeAction => "edit" in action) ?? []).map((place) => {
      const [of = 0, line = 0] = place.split(":").map(Number);
      return line - of + 1;
    });
  const mended = linesOfFirst(await ask());
  expect(mended.length).toBeGreaterThan(100);
  let version = 1;
  for (let round = 0; round < 20; round++) {
    const asked = ask().catch((error) => {
      expect(error).toMatchObject({ code: LSPErrorCodes.ContentModified });
      return [];
    });
    await new Promise((resolve) => setTimeout(resolve, 2 * round));
    version = await client.change("# typed\n", START);
    expect(linesOfFirst(await asked).filter((line) => !mended.includes(line))).toEqual([]);
    await client.answer(({ uri, version: of }) => uri === URI && of === version);
  }
});
