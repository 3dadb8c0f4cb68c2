import { afterEach, expect, test } from "vitest";
import { type Client, inProcess, URI } from "./client";

const clients: Client[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()));
});

const TEXT = "num_layers: 2\nhidden_size: 128\nnum_attention_heads: 2\n";
const PROJECT = "file:///none/.neox-config.yml";

test.each([
  { line: 0.5, character: -7 },
  { line: 0.5, character: 3 },
  { line: 1, character: 0.5 },
  { line: -1, character: 1e9 },
])("what is asked about a place that is none is answered: %j", async (position) => {
  const client = await inProcess();
  clients.push(client);
  await client.open(TEXT);
  await client.open("launches:\n  - files: [a]\n", PROJECT);
  const answers = await Promise.all(
    [URI, PROJECT].flatMap((uri) =>
      ["completion", "hover", "definition", "references", "prepareRename"].map((method) =>
        client.connection.sendRequest(`textDocument/${method}`, {
          textDocument: { uri },
          position,
          context: { includeDeclaration: true },
        }),
      ),
    ),
  );
  expect(answers).toHaveLength(10);
});
