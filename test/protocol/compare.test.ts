import { expect, test } from "vitest";
import { inProcess } from "./client";

const TEXT =
  "num_layers: 2\nhidden_size: 128\nnum_attention_heads: 4\nseq_length: 64\nmax_position_embeddings: 64\n";

test("two open configs are compared, each in its launch; another text is no config", async () => {
  const client = await inProcess({ target: "main" }, false);
  const compare = (other: string) =>
    client.connection.sendRequest("neoxConfig/compare", { uri: "file:///a.yml", other });
  await client.open(TEXT, "file:///a.yml");
  await client.open(`${TEXT}log_interval: 7\n`, "file:///b.yml");
  await client.open("kind: Pod\n", "file:///pod.yml");
  expect(await compare("file:///b.yml")).toMatch(
    /\n\| log_interval +\| 100 \(default\) +\| 7 \(file\) +\|\n$/,
  );
  expect(await compare("file:///pod.yml")).toBeNull();
  await client.stop();
});
