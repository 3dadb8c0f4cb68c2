import { describe, expect, onTestFinished, test } from "vitest";
import { CompletionRequest, DocumentDiagnosticRequest } from "vscode-languageserver-protocol";
import { type Client, inProcess, overStdio, type Transport } from "./client";
import { TestFolder } from "./workspace";

const CONFIG = "num_layers: 2\nhidden_size: 128\nnum_attention_heads: 4\npos_emb: rotary\n";
const WORKFLOW = "name: build\non: push\njobs: {}\n";

describe.each<[string, Transport]>([
  ["in process", inProcess],
  ["the bundle over stdio", overStdio],
])("%s", (_, transport) => {
  async function opened(text: string, files: Readonly<Record<string, string>>): Promise<[Client, string]> {
    const folder = new TestFolder({ ...files, "mine/new.yml": text });
    const client = await transport({ target: "main" }, true, folder.uri);
    onTestFinished(async () => {
      await client.stop();
      folder.remove();
    });
    const uri = folder.uriOf("mine/new.yml");
    await client.open(text, uri);
    return [client, uri];
  }

  /** The first that is offered at the end of a text. */
  async function offered(text: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
    const [client, uri] = await opened(text, files);
    const lines = text.split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const answer = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
    const sorted = [...items].sort((a, b) => String(a.sortText).localeCompare(String(b.sortText)));
    return sorted.slice(0, 2).map(({ label }) => label);
  }

  test("an empty file beside a config gets completions, and no finding", async () => {
    const files = { "mine/old.yml": CONFIG };
    expect(await offered("", files)).toEqual(["num_layers", "hidden_size"]);
    expect(await offered("num_layers: 2\n", files)).toEqual(["hidden_size", "num_attention_heads"]);
    const [client, uri] = await opened("num_layers: two\n", files);
    const textDocument = { uri };
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    expect(report).toMatchObject({ kind: "full", items: [] });
  });

  test("so does one that says it is a config", async () => {
    expect(await offered("# neox-config: on\n")).toEqual(["num_layers", "hidden_size"]);
  });

  test.each([
    ["an empty file in a folder without configs", "", { "mine/build.yml": WORKFLOW }],
    ["an empty file, where another folder holds configs", "", { "configs/old.yml": CONFIG }],
    ["another program's file beside a config", WORKFLOW, { "mine/old.yml": CONFIG }],
    ["an empty file that says it is none", "# neox-config: off\n", { "mine/old.yml": CONFIG }],
  ])("nothing is offered in %s", async (_name, text, files) => {
    expect(await offered(text, files)).toEqual([]);
  });
});
