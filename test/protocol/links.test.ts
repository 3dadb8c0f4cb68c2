import { basename } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { DefinitionRequest, type DocumentLink, DocumentLinkRequest } from "vscode-languageserver-protocol";
import { LAUNCHES_REQUEST, type Launches } from "../../protocol/launches";
import { type Client, inProcess } from "./client";
import { TestFolder } from "./workspace";

const MODEL = "pipe_parallel_size: 1\nnum_attention_heads: 12\nhidden_size: 128\n";
const CONFIG = `${MODEL}vocab-file: "data/vocab.json"
merge_file: data/absent.txt
hostfile: s3://bucket/data/vocab.json
data_path: data/text
train_data_paths: [data/text, "{data}/text"]
load: data/checkpoints/
save: data
`;

function folderOf(files: Readonly<Record<string, string>>): TestFolder {
  const folder = new TestFolder(files);
  onTestFinished(() => folder.remove());
  return folder;
}

async function start(folder: TestFolder, options = {}): Promise<Client> {
  const client = await inProcess({}, false, folder.uri, options);
  onTestFinished(async () => {
    await client.stop();
  });
  return client;
}

async function links(client: Client, uri: string): Promise<string[]> {
  const answer = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
  return (answer ?? []).map(({ range, target }: DocumentLink) => {
    return `${range.start.line}:${range.start.character}-${range.end.character} ${target}`;
  });
}

test("paths link to the files that exist, from the workspace folder or beside the config", async () => {
  const folder = folderOf({
    "data/vocab.json": "{}",
    "configs/data/text.idx": "",
    "data/checkpoints/latest": "global_step1000",
  });
  const client = await start(folder);
  const uri = folder.uriOf("configs/model.yml");
  await client.open(CONFIG, uri);
  expect(await links(client, uri)).toEqual([
    `3:12-29 ${folder.uriOf("data/vocab.json")}`,
    `6:11-20 ${folder.uriOf("configs/data/text.idx")}`,
    `7:19-28 ${folder.uriOf("configs/data/text.idx")}`,
    `8:6-23 ${folder.uriOf("data/checkpoints/latest")}`,
  ]);
});

test("the configs of a launch are linked where a comment or the project file names them, and their definitions", async () => {
  const folder = folderOf({ "configs/more.yml": "seed: 1\n", "more.yml": "seed: 2\n" });
  const client = await start(folder);
  const [config, project] = [folder.uriOf("configs/model.yml"), folder.uriOf(".neox-config.yml")];
  await client.open(`# neox-config: with more.yml absent.yml -- more.yml\n${MODEL}`, config);
  await client.open("launches:\n  - files: [configs/model.yml, configs/more, more.yml]\n", project);
  expect(await links(client, config)).toEqual([`0:20-28 ${folder.uriOf("configs/more.yml")}`]);
  expect(await links(client, project)).toEqual([
    `1:31-43 ${folder.uriOf("configs/more.yml")}`,
    `1:45-53 ${folder.uriOf("more.yml")}`,
  ]);
  const definition = (uri: string, line: number, character: number) =>
    client.connection.sendRequest(DefinitionRequest.type, {
      textDocument: { uri },
      position: { line, character },
    });
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  expect(await definition(config, 0, 24)).toEqual({ uri: folder.uriOf("configs/more.yml"), range });
  expect(await definition(config, 0, 32)).toEqual([]);
  expect(await definition(project, 1, 45)).toEqual({ uri: folder.uriOf("more.yml"), range });
  expect(await definition(project, 1, 4)).toEqual(null);
});

test.each([
  [{ isTrusted: false }, false],
  [{ isTrusted: true }, true],
  [{}, true],
])("outside of the workspace, %o reads: %s", async (options, reads) => {
  const other = folderOf({ "more.yml": "seed: 1\n", "vocab.json": "{}" });
  const launches = `launches: [{ name: out, files: [model.yml, ${other.path}/more.yml] }]\n`;
  const folder = folderOf({ ".neox-config.yml": launches });
  const up = `../${basename(other.path)}`;
  const client = await start(folder, options);
  const uri = folder.uriOf("model.yml");
  await client.open(`# neox-config: with ${up}/more.yml\n${MODEL}vocab_file: ${up}/vocab.json\n`, uri);
  const { launches: found } = await client.connection.sendRequest<Launches>(LAUNCHES_REQUEST, { uri });
  const sources = found.map(({ source, files }) => `${source} ${files.length}`);
  expect(sources).toEqual(reads ? ["project 2", "file 1"] : ["file 1"]);
  const expected = [
    `0:20-${20 + `${up}/more.yml`.length} ${other.uriOf("more.yml")}`,
    `4:12-${12 + `${up}/vocab.json`.length} ${other.uriOf("vocab.json")}`,
  ];
  expect(await links(client, uri)).toEqual(reads ? expected : []);
});
