import { afterEach, beforeEach, expect, test } from "vitest";
import type { LaunchCandidate } from "../../protocol/launches";
import { type Client, inProcess } from "./client";
import { TestFolder } from "./workspace";

const TEXT =
  "num_layers: 2\nhidden_size: 128\nnum_attention_heads: 4\nseq_length: 64\nmax_position_embeddings: 64\n";

let folder: TestFolder;
let client: Client;
beforeEach(async () => {
  folder = new TestFolder({
    ".neox-config.yml": "launches: [{ name: small, files: [model.yml, local.yml], gpus: 8 }]\n",
    "model.yml": TEXT,
    "local.yml": "log_interval: 7\n",
    "other.yml": `${TEXT}seed: 1\n`,
    "pod.yml": "kind: Pod\n",
  });
  client = await inProcess({ target: "main" }, false, folder.uri);
  await client.open(TEXT, folder.uriOf("model.yml"));
});
afterEach(async () => {
  await client.stop();
  folder.remove();
});

const compare = (other: string, launch?: string): Promise<string | null> =>
  client.connection.sendRequest("neoxConfig/compare", {
    uri: folder.uriOf("model.yml"),
    other: folder.uriOf(other),
    launch,
  });

/** The rows of the values that differ. */
const differences = (text: string | null) =>
  (text ?? "")
    .split("\n\n")[1]
    ?.trim()
    .split("\n")
    .slice(2)
    // A viewer of Markdown shows what is behind a backslash.
    .map((row) => row.replace(/ +/g, " ").replace(/\\(.)/g, "$1"));

test("a config in its launch is compared with a closed one; another text is no config", async () => {
  expect(differences(await compare("other.yml"))).toEqual([
    "| log_interval | 7 | 100 (default) |",
    "| seed | 1234 (default) | 1 |",
  ]);
  expect(await compare("pod.yml")).toBeNull();
});

test("a config by itself is compared with the launch that it is in", async () => {
  expect(differences(await compare("model.yml", "file"))?.map((row) => row.split(" ")[1])).toContain(
    "log_interval",
  );
});

test("the launches to compare with are those of the workspace, without the own one and other texts", async () => {
  const found: LaunchCandidate[] = await client.connection.sendRequest("neoxConfig/comparable", {
    uri: folder.uriOf("model.yml"),
  });
  expect(found.map(({ name, source }) => [name, source])).toEqual([
    ["local.yml", "file"],
    ["model.yml", "file"],
    ["other.yml", "file"],
  ]);
});
