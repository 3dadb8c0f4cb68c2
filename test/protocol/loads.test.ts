import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { DocumentDiagnosticRequest } from "vscode-languageserver-protocol";
import { mmapIndex } from "../fuzz/loadedBytes";
import { type Client, overStdio } from "./client";
import { TestFolder } from "./workspace";

const CONFIG = `hidden_size: 64
num_attention_heads: 4
num_layers: 2
seq_length: 32
max_position_embeddings: 32
train_micro_batch_size_per_gpu: 2
train_iters: 10
data_impl: mmap
data_path: data/x_text_document
`;

/** A server of its own over stdio, on a folder with a config and an index. */
async function opened(index: Uint8Array, isTrusted: boolean): Promise<{ client: Client; uri: string }> {
  const folder = new TestFolder({ "a.yml": CONFIG, "data/x_text_document.bin": "\u0001\0".repeat(2000) });
  onTestFinished(() => folder.remove());
  writeFileSync(join(folder.path, "data/x_text_document.idx"), index);
  const client = await overStdio({}, true, folder.uri, { isTrusted });
  onTestFinished(async () => {
    await client.stop();
  });
  const uri = folder.uriOf("a.yml");
  await client.open(CONFIG, uri);
  return { client, uri };
}

async function codes({ client, uri }: { client: Client; uri: string }): Promise<unknown[]> {
  const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri },
  });
  const items = report.kind === "full" ? report.items : [];
  return items.filter(({ range }) => range.start.line === 8).map(({ code, severity }) => [code, severity]);
}

test("an index that is cut is told at the path", async () => {
  const cut = mmapIndex().slice(0, 100);
  expect(await codes(await opened(cut, true))).toEqual([["data-unreadable", 1]]);
});

test("what is not trusted is not read", async () => {
  expect(await codes(await opened(mmapIndex().slice(0, 100), false))).toEqual([]);
});

test("a hover says documents and tokens", async () => {
  const { client, uri } = await opened(mmapIndex(), true);
  expect(await codes({ client, uri })).toEqual([]);
  const hover = await client.hover({ line: 8, character: 3 }, uri);
  expect(JSON.stringify(hover?.contents)).toContain("20 documents, 2,000 tokens of type uint16");
});
