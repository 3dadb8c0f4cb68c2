import { afterEach, describe, test } from "vitest";
import { type Client, inProcess, overStdio, type Settings, type Transport } from "./client";
import { expectMarks, TestFolder } from "./workspace";

/** A model that runs by itself, without the keys that a test adds. */
const MODEL = [
  "num_layers: 2",
  "seq_length: 64",
  "max_position_embeddings: 64",
  "train_iters: 1",
  "lr_decay_iters: 1",
  "zero_optimization: { stage: 0 }",
  "optimizer: { type: Adam, params: { lr: 0.001 } }",
].join("\n");
const SHAPES = "hidden_size: 128\nnum_attention_heads: 16\n";
const MICRO = "train_micro_batch_size_per_gpu: 4\n";
const PROJECT = ".neox-config.yml";

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function folderOf(files: Readonly<Record<string, string>>): TestFolder {
  const folder = new TestFolder(files);
  cleanups.push(() => folder.remove());
  return folder;
}

describe.each<[string, Transport]>([
  ["in process", inProcess],
  ["the bundle over stdio", overStdio],
])("%s", (_, transport) => {
  async function start(
    folder: TestFolder,
    settings: Settings = {},
    options: Readonly<Record<string, unknown>> = {},
  ): Promise<Client> {
    const client = await transport({ target: "main", gpus: 1, ...settings }, false, folder.uri, options);
    cleanups.push(() => client.stop());
    return client;
  }

  describe("a launch of two files", () => {
    const launch = (...files: readonly string[]) =>
      `launches: [{ name: two, files: [${files.join(", ")}] }]\n`;

    test("a key in both is refused, wherever one looks from", async () => {
      const base = `${SHAPES}${MODEL}\n${MICRO}seed: 1\n`;
      const folder = folderOf({ [PROJECT]: launch("a.yml", "b.yml"), "a.yml": base, "b.yml": "seed: 2\n" });
      const client = await start(folder);
      const expected = { "b.yml": ["duplicate-key 1 0:0-4"] };
      await client.open(base, folder.uriOf("a.yml"));
      await expectMarks(client, folder, expected);
      await client.open("seed: 2\n", folder.uriOf("b.yml"));
      await expectMarks(client, folder, expected);
      await client.close(folder.uriOf("a.yml"));
      await expectMarks(client, folder, expected);
      await client.change("wall_clock_breakdown: true\n", undefined, folder.uriOf("b.yml"));
      await expectMarks(client, folder, {});
      await client.close(folder.uriOf("b.yml"));
      await client.open(base, folder.uriOf("a.yml"));
      await expectMarks(client, folder, expected);
      folder.write("b.yml", "wall_clock_breakdown: true\n");
      await client.watchedFileChanged(folder.uriOf("b.yml"));
      await expectMarks(client, folder, {});
    });
  });
});
