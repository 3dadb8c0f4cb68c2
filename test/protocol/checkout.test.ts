import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import {
  CompletionRequest,
  DefinitionRequest,
  MarkupContent,
  type Position,
} from "vscode-languageserver-protocol";
import { CHECKOUT_REQUEST } from "../../protocol/commands";
import {
  LAUNCHES_REQUEST,
  type Launches,
  TARGET_PROBLEM_REQUEST,
  type TargetParams,
} from "../../protocol/launches";
import { english } from "../../server/src/arguments/documentation";
import { type Client, inProcess } from "./client";
import { expectMarks, marks, TestFolder, WAIT } from "./workspace";

const FIXTURE = join(import.meta.dirname, "../arguments/fixtures/checkout");
const ARGUMENTS = "megatron/neox_arguments";
const TRANSFORMER = "megatron/model/transformer.py";
const CONFIG =
  "hidden_size: 128\nnum_attention_heads: 16\nnum_kv_heads: 1\nour_flag: true\nnum_layer: 2\n# neox-config: on\n";
const RESHAPES = `
class ParallelSelfAttention:
    def gqa_project(self):
        return int(self.hidden_size_per_attention_head * (1 + 2 * (
            self.num_kv_heads_per_partition / self.num_attention_heads_per_partition)))
`;
const SPLITS = `
class ParallelSelfAttention:
    def gqa_project(self):
        return self.num_kv_heads_per_partition * self.hidden_size_per_attention_head
`;

/** Enough arguments for shapes, and one of a fork. */
const MODEL_ARGUMENTS = `
from dataclasses import dataclass

@dataclass
class NeoXArgsModel:
    hidden_size: int = None
    num_attention_heads: int = None
    num_kv_heads: int = None
    num_layers: int = None
    attention_config: list = None
    sparsity_config: dict = None
    model_parallel_size: int = 1
    our_flag: bool = False
`;

/** A folder with a small gpt-neox of a user's own in a folder `place`. */
function withCheckout(place: string, files: Readonly<Record<string, string>> = {}): TestFolder {
  const folder = new TestFolder(files);
  onTestFinished(() => folder.remove());
  for (const name of readdirSync(FIXTURE))
    folder.write(`${place}${ARGUMENTS}/${name}`, readFileSync(join(FIXTURE, name), "utf8"));
  return folder;
}

async function start(
  folder: TestFolder,
  settings = {},
  options: Readonly<Record<string, unknown>> = {},
): Promise<Client> {
  const client = await inProcess({ gpus: 1, ...settings }, false, folder.uri, options);
  onTestFinished(async () => {
    await client.stop();
  });
  return client;
}

test("a checkout in the workspace replaces the arguments, and a change of its source counts", async () => {
  const folder = withCheckout("neox/", { [`neox/${TRANSFORMER}`]: RESHAPES });
  folder.write(
    `neox/${ARGUMENTS}/arguments.py`,
    "from .neox_args import *\nBASE_CLASSES = [NeoXArgsModel]\n",
  );
  folder.write(`neox/${ARGUMENTS}/neox_args.py`, MODEL_ARGUMENTS);
  const client = await start(folder);
  await client.open(CONFIG, folder.uriOf("a.yml"));
  await expectMarks(client, folder, { "a.yml": ["kv-heads-reshape 1 2:14-15", "unknown-argument 1 4:0-9"] });
  folder.write(`neox/${TRANSFORMER}`, SPLITS);
  await client.watchedFileChanged(folder.uriOf(`neox/${TRANSFORMER}`));
  await expectMarks(client, folder, { "a.yml": ["unknown-argument 1 4:0-9"] });
});

test("the first key of a new config of a checkout is completed, and so is how any other YAML becomes one", async () => {
  const folder = withCheckout("neox/");
  const client = await start(folder);
  const offered = async (text: string, path: string) => {
    const uri = folder.uriOf(path);
    await client.open(text, uri);
    const position = { line: 0, character: text.length };
    const answer = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
    return items.map(({ label }) => label);
  };
  await vi.waitFor(
    async () => expect(await offered("hid", "neox/configs/a.yml")).toContain("hidden_size"),
    WAIT,
  );
  expect(await offered("hid", "neox/a.yml")).toEqual([]);
  const comments = await offered("# neox", "neox/b.yml");
  expect(comments).toEqual(expect.arrayContaining(["neox-config: on", "neox-config: off"]));
  expect(comments.every((label) => label.startsWith("neox-config: "))).toBe(true);
});

test("the hover says what an argument means and where it comes from, and the definition leads there", async () => {
  const folder = withCheckout("neox/");
  const path = `neox/${ARGUMENTS}/neox_args.py`;
  const source = readFileSync(join(FIXTURE, "neox_args.py"), "utf8");
  const client = await start(folder);
  const uri = folder.uriOf("a.yml");
  await client.open(CONFIG, uri);
  const line = source.split("\n").findIndex((text) => text.includes("hidden_size"));
  const position = { line: 0, character: 2 };
  await vi.waitFor(async () => {
    const parts = await hoverParts(client, uri, position);
    expect(parts.at(-1)).toContain(
      `From your own gpt-neox, \`neox\`: [${ARGUMENTS}/neox_args.py:${line + 1}](${folder.uriOf(path)}#L${line + 1})`,
    );
    expect(parts.at(-2)).toBe(english.arguments.hidden_size);
  }, WAIT);
  expect(
    await client.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position }),
  ).toEqual([
    { uri: folder.uriOf(path), range: { start: { line, character: 4 }, end: { line, character: 15 } } },
  ]);
});

test.each([
  ["the workspace itself", ""],
  ["in it", "forks/neox/"],
])("a checkout that is %s goes by a short name", async (_, place) => {
  const folder = withCheckout(place);
  const client = await start(folder);
  const uri = folder.uriOf("a.yml");
  await client.open(CONFIG, uri);
  const name = place === "" ? basename(folder.path) : "forks/neox";
  await vi.waitFor(async () => {
    const { target } = await client.connection.sendRequest<Launches>(LAUNCHES_REQUEST, { uri });
    expect(target).toBe(name);
  }, WAIT);
});

test("what a fork says of its own arguments stays text", async () => {
  const folder = withCheckout("neox/");
  const source = readFileSync(join(FIXTURE, "our_args.py"), "utf8");
  const text = source.replace("What our fork adds.", "[click](https://a.example) ![x](y) <b>*w*</b>");
  folder.write(`neox/${ARGUMENTS}/our_args.py`, text);
  const client = await start(folder);
  const uri = folder.uriOf("a.yml");
  await client.open(CONFIG, uri);
  await vi.waitFor(async () => {
    const parts = await hoverParts(client, uri, { line: 3, character: 2 });
    expect(parts[1]).toBe(
      "\\[click\\]\\(https\\:\\/\\/a\\.example\\) \\!\\[x\\]\\(y\\) \\<b\\>\\*w\\*\\<\\/b\\>",
    );
  }, WAIT);
});

/** The paragraphs of a hover. */
async function hoverParts(client: Client, uri: string, position: Position): Promise<string[]> {
  const { contents } = (await client.hover(position, uri)) ?? { contents: "" };
  return MarkupContent.is(contents) ? contents.value.split("\n\n") : [];
}

test("a name is tried before it is written: a day, a release, a commit, a checkout, and nothing else", async () => {
  const folder = withCheckout("neox/", { "other/a.yml": CONFIG });
  const client = await start(folder);
  const problem = (name: string) => {
    const params: TargetParams = { name, uri: folder.uriOf("a.yml") };
    return client.connection.sendRequest<string | null>(TARGET_PROBLEM_REQUEST, params);
  };
  for (const name of ["main", "2024-10-31", "v2.0", "96c242eb", "neox", `${folder.path}/neox`])
    expect(await problem(name), name).toBeNull();
  for (const name of ["banana", "2024-13-45", "10/31/2024", "other", folder.path])
    expect(await problem(name)).toContain(name);
});

test("a checkout elsewhere is read for a trusted workspace only", async () => {
  const elsewhere = withCheckout("");
  const folder = new TestFolder({ ".neox-config.yml": `neox: ${elsewhere.path}\n` });
  onTestFinished(() => folder.remove());
  const uri = folder.uriOf("a.yml");
  const status = async (isTrusted: boolean) => {
    const client = await start(folder, {}, { isTrusted });
    await client.open(CONFIG, uri);
    const answer = await client.connection.sendRequest(LAUNCHES_REQUEST, { uri });
    const page = await client.connection.sendRequest<string | null>(CHECKOUT_REQUEST, { uri });
    return [answer, page, marks(client, folder)];
  };
  const [answer, page] = await status(true);
  expect(answer).toMatchObject({
    target: elsewhere.path,
    known: "your own checkout, of an unknown version",
  });
  expect(page).toContain(elsewhere.path);
  const [untrusted, nothing] = await status(false);
  expect(untrusted).toMatchObject({ target: "unknown", known: "known from v2.0 to 2026-05-19" });
  expect(nothing).toBeNull();
});

test("without a disk of its own the server asks the client for files", async () => {
  const texts = new Map([
    ["memory:/w/.neox-config.yml", "launches: [{ files: [a.yml, b.yml] }]\n"],
    ["memory:/w/b.yml", "hidden_size: 64\n"],
  ]);
  const client = await inProcess({ target: "main" }, false, "memory:/w", { files: true });
  onTestFinished(async () => {
    await client.stop();
  });
  client.connection.onRequest("neoxConfig/readFile", ({ uri }: { uri: string }) => texts.get(uri) ?? null);
  client.connection.onRequest("neoxConfig/readFolder", () => []);
  await client.open("hidden_size: 128\n", "memory:/w/a.yml");
  await vi.waitFor(
    () => expect(client.shown.get("memory:/w/b.yml")?.map(({ code }) => code)).toContain("duplicate-key"),
    WAIT,
  );
});

test.each([
  ["of 2 MB counts", "#".repeat(1_999_980), true],
  ["that is larger counts as absent, as on a disk", "#".repeat(2_000_000), false],
  ["whose characters take more counts as absent", `# ${"\u00e9".repeat(1_000_000)}`, false],
])("of a client's own files one %s", async (_, comment, counts) => {
  const client = await inProcess({ target: "main" }, false, "memory:/w", { files: true });
  onTestFinished(async () => {
    await client.stop();
  });
  const texts = new Map([
    ["memory:/w/.neox-config.yml", "launches: [{ files: [a.yml, b.yml] }]\n"],
    ["memory:/w/b.yml", `num_layers: 7\n${comment}`],
  ]);
  client.connection.onRequest("neoxConfig/readFile", ({ uri }: { uri: string }) => texts.get(uri) ?? null);
  client.connection.onRequest("neoxConfig/readFolder", () => []);
  await client.open("hidden_size: 128\n", "memory:/w/a.yml");
  const lines: unknown = await client.connection.sendRequest("neoxConfig/effective", {
    uri: "memory:/w/a.yml",
  });
  expect(JSON.stringify(lines).includes("num_layers: 7")).toBe(counts);
});

test.each(["opened", "saved"])(
  "a checkout of which no watcher told counts once a text is %s",
  async (how) => {
    const folder = new TestFolder({ "neox/a.yml": CONFIG });
    onTestFinished(() => folder.remove());
    const client = await start(folder);
    const uri = folder.uriOf("neox/a.yml");
    await client.open(CONFIG, uri);
    const shape = "kv-heads-reshape 2 2:14-15";
    const unknown = ["unknown-argument 1 3:0-8", "unknown-argument 1 4:0-9"];
    await expectMarks(client, folder, { "neox/a.yml": [shape, ...unknown] });
    for (const name of readdirSync(FIXTURE))
      folder.write(`neox/${ARGUMENTS}/${name}`, readFileSync(join(FIXTURE, name), "utf8"));
    folder.write(`neox/${ARGUMENTS}/neox_args.py`, MODEL_ARGUMENTS);
    if (how === "saved") await client.save(uri);
    else await client.open("hidden_size: 128\n", folder.uriOf("neox/b.yml"));
    await expectMarks(client, folder, { "neox/a.yml": [shape, "unknown-argument 1 4:0-9"] });
  },
);
