import { expect, onTestFinished, test } from "vitest";
import {
  CodeActionRequest,
  type Diagnostic,
  TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type ConfigParams, UP_TO_DATE_REQUEST } from "../../protocol/commands";
import { type Client, inProcess, URI } from "./client";

async function opened(text: string): Promise<{ client: Client; diagnostics: readonly Diagnostic[] }> {
  const client = await inProcess({ target: "main" });
  onTestFinished(async () => {
    await client.stop();
  });
  await client.open(text);
  return { client, diagnostics: await client.diagnosticsFor(1) };
}

/** The text after an edit, as a client applies it. */
function applied(text: string, edit: WorkspaceEdit | null | undefined): string {
  const changes = (edit?.documentChanges ?? []).filter(TextDocumentEdit.is);
  expect(changes.map(({ textDocument }) => textDocument.uri)).toEqual([URI]);
  const edits = changes.flatMap((change) => change.edits);
  const plain = edits.flatMap((each) => ("newText" in each ? [each] : []));
  return TextDocument.applyEdits(TextDocument.create(URI, "yaml", 1, text), plain);
}

test("'Bring this config up to date' replaces every old name and leaves the rest as it is", async () => {
  const before = `{
  "num_layers": 12, # kept
  "hidden_size": 768,
  "num_attention_heads": 12,
  "save-interval": 500,
  "zero_optimization": {"stage": 1, "cpu_offload": true},
}
`;
  const { client } = await opened(before);
  const params: ConfigParams = { uri: URI };
  const edit = await client.connection.sendRequest<WorkspaceEdit | null>(UP_TO_DATE_REQUEST, params);
  expect(applied(before, edit)).toBe(`{
  "num_layers": 12, # kept
  "hidden_size": 768,
  "num_attention_heads": 12,
  "checkpoint-factor": 500,
  "zero_optimization": {"stage": 1, "offload_optimizer": { "device": "cpu" }},
}
`);
  await client.change(applied(before, edit));
  expect(await client.connection.sendRequest(UP_TO_DATE_REQUEST, params)).toBe(null);
});

test("a quick fix ignores a rule on its line", async () => {
  const before =
    "num_layers: 12\nhidden_size: 768\npipe_parallel_size: 1\nsave-interval: 10 # kept\nnum_attention_heads: 12\n";
  const { client, diagnostics } = await opened(before);
  const once = applied(before, await suppression(client, diagnostics, "removed-argument"));
  expect(once).toBe(
    "num_layers: 12\nhidden_size: 768\npipe_parallel_size: 1\n# neox-config: ignore removed-argument\nsave-interval: 10 # kept\nnum_attention_heads: 12\n",
  );
  expect(await client.diagnosticsFor(await client.change(once))).toEqual([]);
});

/** The edit of the action that ignores a rule. */
async function suppression(client: Client, diagnostics: readonly Diagnostic[], rule: string) {
  const shown = diagnostics.filter(({ code }) => code === rule);
  const range = shown[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const params = { textDocument: { uri: URI }, range, context: { diagnostics: shown } };
  const actions = (await client.connection.sendRequest(CodeActionRequest.type, params)) ?? [];
  const action = actions.find(({ title }) => title === `Ignore ${rule} on this line`);
  return action !== undefined && "edit" in action ? action.edit : undefined;
}
