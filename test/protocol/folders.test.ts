import { onTestFinished, test } from "vitest";
import { inProcess } from "./client";
import { expectMarks, TestFolder } from "./workspace";

/** Fails before 96c242eb by issue #1314. */
const CONFIG =
  "hidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: 8\nnum_layers: 2\nseq_length: 64\nmax_position_embeddings: 64\ntokenizer_type: CharLevelTokenizer\n";

test("each folder of the workspace has its own project file, also one that comes and goes", async () => {
  const [mended, broken] = [
    new TestFolder({ ".neox-config.yml": "neox: main\n" }),
    new TestFolder({ ".neox-config.yml": "neox: 2024-10-31\n" }),
  ];
  onTestFinished(() => mended.remove());
  onTestFinished(() => broken.remove());
  const client = await inProcess({}, false, mended.uri);
  onTestFinished(async () => {
    await client.stop();
  });
  const change = (added: TestFolder[], removed: TestFolder[]) => {
    const named = ({ uri }: TestFolder) => ({ uri, name: "folder" });
    const event = { added: added.map(named), removed: removed.map(named) };
    return client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  };
  await client.open(CONFIG, mended.uriOf("a.yml"));
  await client.open(CONFIG, broken.uriOf("b.yml"));
  await expectMarks(client, broken, { "b.yml": ["kv-heads-reshape 2 2:14-15"] });
  await change([broken], []);
  await expectMarks(client, broken, { "b.yml": ["kv-heads-reshape 1 2:14-15"] });
  await change([], [broken]);
  await expectMarks(client, broken, { "b.yml": ["kv-heads-reshape 2 2:14-15"] });
});
