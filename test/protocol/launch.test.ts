import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CodeActionRequest, TextDocumentEdit } from "vscode-languageserver-protocol";
import { type Client, inProcess, overStdio, type Transport } from "./client";

const MODEL =
  "num_layers: 2\nhidden_size: 5120\nnum_attention_heads: 40\nmax_position_embeddings: 64\nseq_length: 64\n";
const LOCAL = "num_kv_heads: 8\ntrain_micro_batch_size_per_gpu: 1\ngpt_j_residual: true\n";

describe.each<[string, Transport]>([
  ["in process", inProcess],
  ["the bundle over stdio", overStdio],
])("%s", (_, transport) => {
  let folder = "";
  let client: Client;
  const uri = (name: string) => pathToFileURL(join(folder, name)).href;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const rulesOf = async (name: string, fits: (rules: unknown[]) => boolean) => {
    const answer = await client.answer(
      (params) => params.uri === uri(name) && fits(params.diagnostics.map(({ code }) => code)),
    );
    return answer.diagnostics.map(({ code, severity }) => [code, severity]);
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "neox-config-"));
    client = await transport({}, false, pathToFileURL(folder).href);
  });

  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  test("the project file names the launch, the target and severities", async () => {
    write(
      ".neox-config.yml",
      "neox: 2024-10-31\nlaunches:\n  - files: [model.yml, local]\n    gpus: 8\nrules: { deepspeed-required: off }\n",
    );
    write("model.yml", MODEL);
    await client.open(LOCAL, uri("local.yml"));
    expect(await rulesOf("local.yml", (rules) => rules.length > 0)).toEqual([["kv-heads-reshape", 1]]);
  });

  test("a comment names the companions, and the shape is checked across both files", async () => {
    write("model.yml", MODEL);
    await client.open(`# neox-config: with model.yml\n${LOCAL}`, uri("local.yml"));
    expect(await rulesOf("local.yml", (rules) => rules.length > 0)).toEqual([["kv-heads-reshape", 2]]);
  });

  test("a fix in a closed file counts its places as editors do, without a mark of byte order", async () => {
    write("heads.yml", "\uFEFFnum_attention_heads: 40\n");
    const text = `# neox-config: with heads.yml\n${MODEL.replace("5120", "5121").replace(/num_attention_heads.*\n/, "")}`;
    await client.open(text, uri("local.yml"));
    await rulesOf("local.yml", (rules) => rules.length > 0);
    const start = { line: 0, character: 0 };
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: uri("local.yml") },
      range: { start, end: { line: 9, character: 0 } },
      context: { diagnostics: [] },
    });
    const changes = (actions ?? []).flatMap((it) => ("edit" in it ? (it.edit?.documentChanges ?? []) : []));
    const edits = changes
      .filter(TextDocumentEdit.is)
      .filter(({ textDocument }) => /heads/.test(textDocument.uri));
    const places = edits.flatMap((it) => it.edits.map((edit) => "range" in edit && edit.range));
    expect(places).toContainEqual({ start: { line: 0, character: 21 }, end: { line: 0, character: 23 } });
  });

  test("another file of the launch that changes in the editor or on disk counts", async () => {
    write("model.yml", MODEL);
    await client.open(`# neox-config: with model.yml\n${LOCAL}`, uri("local.yml"));
    await rulesOf("local.yml", (rules) => rules.length > 0);
    write("model.yml", MODEL.replace("5120", "6400"));
    await client.watchedFileChanged(uri("model.yml"));
    expect(await rulesOf("local.yml", (rules) => rules.length === 0)).toEqual([]);
    client.published.length = 0;
    await client.open(MODEL, uri("model.yml"));
    expect(await rulesOf("local.yml", (rules) => rules.length > 0)).toEqual([["kv-heads-reshape", 2]]);
  });

  test("a client that watches no files sees what changed on disk when a text is saved", async () => {
    write("model.yml", MODEL);
    await client.open(`# neox-config: with model.yml\n${LOCAL}`, uri("local.yml"));
    await rulesOf("local.yml", (rules) => rules.length > 0);
    write("model.yml", MODEL.replace("5120", "6400"));
    await client.save(uri("local.yml"));
    expect(await rulesOf("local.yml", (rules) => rules.length === 0)).toEqual([]);
  });

  test("a file that is missing or no config is no reason to fail", async () => {
    write(".neox-config.yml", "launches: [{ files: [gone.yml, local.yml] }]\n");
    await client.open(LOCAL, uri("local.yml"));
    expect(await rulesOf("local.yml", () => true)).toEqual([]);
  });
});
