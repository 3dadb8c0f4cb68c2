import { expect, onTestFinished, test, vi } from "vitest";
import { inProcess, type Settings } from "./client";
import { expectMarks, TestFolder, WAIT } from "./workspace";

const CONFIG = `num_layers: 2
hidden_size: 128
num_attention_heads: 2
vocab_file: data/vocab.json
train_data_paths: [data/text, elsewhere/text]
merge_file: s3://bucket/data/merges.txt
sample_input_file: /data/$USER/prompts.txt
`;

async function opened(files: Readonly<Record<string, string>>, settings: Settings = {}, options = {}) {
  const folder = new TestFolder({ "config.yml": CONFIG, ...files });
  onTestFinished(() => folder.remove());
  const client = await inProcess({ target: "main", ...settings }, false, folder.uri, options);
  onTestFinished(async () => {
    await client.stop();
  });
  await client.open(CONFIG, folder.uriOf("config.yml"));
  return { folder, client };
}

const VOCABULARY = "file-not-found 2 3:12-27";
const DATA = "file-not-found 2 4:18-45";
/** Where somebody named the folder, what is missing there stops the launch. */
const certain = (mark: string) => mark.replace("file-not-found 2", "file-not-found 1");

test("a file is missed in a folder that is there, until it comes", async () => {
  const { folder, client } = await opened({ "data/text.bin": "", "data/text.idx": "" });
  await expectMarks(client, folder, { "config.yml": [VOCABULARY] });
  folder.write("data/vocab.json", "{}");
  await client.watchedFileChanged(folder.uriOf("data/vocab.json"));
  await expectMarks(client, folder, {});
});

test("data are two files, and one of them is not enough", async () => {
  const { folder, client } = await opened({ "data/vocab.json": "", "data/text.bin": "" });
  await expectMarks(client, folder, { "config.yml": [DATA] });
});

test("the setting and the project file say where paths start", async () => {
  const files = { "run/data/text.bin": "", "run/data/text.idx": "" };
  const bySetting = await opened(files, { launchDirectory: "run" });
  await expectMarks(bySetting.client, bySetting.folder, { "config.yml": [certain(VOCABULARY)] });
  const byProject = await opened({ ...files, ".neox-config.yml": "launchDirectory: run\n" });
  await expectMarks(byProject.client, byProject.folder, { "config.yml": [certain(VOCABULARY)] });
});

test("an untrusted workspace looks at nothing outside of itself", async () => {
  const outside = new TestFolder({ "data/other.json": "" });
  onTestFinished(() => outside.remove());
  const settings = { launchDirectory: outside.path };
  const untrusted = await opened({}, settings, { isTrusted: false });
  const trusted = await opened({}, settings);
  await expectMarks(trusted.client, trusted.folder, { "config.yml": [VOCABULARY, DATA, DATA].map(certain) });
  await vi.waitFor(() => expect(untrusted.client.shown.size).toBe(0), WAIT);
});

test("hints about the hardware can be switched off", async () => {
  const text =
    "num_layers: 2\nhidden_size: 80\nnum_attention_heads: 2\nprecision: fp16\nseq_length: 64\nmax_position_embeddings: 64\ntrain_micro_batch_size_per_gpu: 1\n";
  const { folder, client } = await opened({}, { hardwareHints: true });
  await client.change(text, undefined, folder.uriOf("config.yml"));
  await expectMarks(client, folder, { "config.yml": ["tensor-core-alignment 3 2:21-22"] });
  const without = await opened({}, { hardwareHints: false });
  await without.client.change(text, undefined, without.folder.uriOf("config.yml"));
  await expectMarks(without.client, without.folder, {});
});

test("without a disk of its own the server asks the client, which also knows what links lead to", async () => {
  const present = new Set(["memory:/w/data", "memory:/w/data/text.bin", "memory:/w/data/text.idx"]);
  const client = await inProcess({ target: "main" }, false, "memory:/w", { files: true });
  onTestFinished(async () => {
    await client.stop();
  });
  client.connection.onRequest("neoxConfig/readFile", () => null);
  client.connection.onRequest("neoxConfig/readFolder", () => []);
  client.connection.onRequest("neoxConfig/exists", ({ uri }: { uri: string }) => present.has(uri));
  await client.open(CONFIG, "memory:/w/config.yml");
  await vi.waitFor(() => {
    const missed = client.shown.get("memory:/w/config.yml")?.filter(({ code }) => code === "file-not-found");
    expect(missed?.map(({ range }) => range.start)).toEqual([{ line: 3, character: 12 }]);
  }, WAIT);
});
