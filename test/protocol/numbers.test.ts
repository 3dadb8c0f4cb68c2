import { expect, test } from "vitest";
import type { CodeLens, InlayHint } from "vscode-languageserver-protocol";
import { byteFigure, short } from "../../protocol/figures";
import type { Report } from "../../protocol/report";
import { inProcess, type Settings, URI } from "./client";

const TEXT = `num_layers: 12
hidden_size: 768
num_attention_heads: 12
pipe_parallel_size: 4
seq_length: 2048
max_position_embeddings: 2048
train_micro_batch_size_per_gpu: 4
gradient_accumulation_steps: 2
`;

/** What the editor asks for by itself, of lines 0 to 8. */
async function shown(settings: Settings) {
  const client = await inProcess({ target: "main", gpus: 8, vocabularySize: 50_257, ...settings });
  await client.open(TEXT);
  const textDocument = { uri: URI };
  const range = { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } };
  const ask = <Answer>(method: string, params: object): Promise<Answer> =>
    client.connection.sendRequest(method, params);
  const hints = await ask<InlayHint[]>("textDocument/inlayHint", { textDocument, range });
  const lenses = await ask<CodeLens[]>("textDocument/codeLens", { textDocument });
  const report = await ask<Report>("neoxConfig/report", { uri: URI });
  await client.stop();
  return {
    hints: hints.map(({ position, label }) => [position.line, label]),
    lenses: lenses.map(({ range: { start }, command }) => [start.line, command?.title, command?.command]),
    report,
  };
}

test("hints, lens and report say the same figures", async () => {
  const { hints, lenses, report } = await shown({});
  expect(hints).toEqual([
    [1, "head_dim 64"],
    [0, "85.1 M parameters in the layers"],
    [6, "× 2 × 2 = 16"],
    [4, "32.8 k tokens per step"],
    [3, "layers 3, 4, 3, 2 · bubble 60.0 %"],
  ]);
  expect(lenses).toEqual([
    [
      0,
      "125 M parameters · 113 MB weights on the fullest GPU, of stage 1 · 16 sequences/step · no precision set: fp32",
      "neoxConfig.openReport",
    ],
  ]);
  const { parameters, memory, compute } = report.numbers;
  expect([short(parameters.layers), short(parameters.total ?? 0)]).toEqual(["85.1 M", "125 M"]);
  expect(byteFigure(memory?.terms.weights ?? 0)).toBe("113 MB");
  expect([compute.sequencesPerStep, short(compute.tokensPerStep ?? 0)]).toEqual([16, "32.8 k"]);
  expect(compute.pipeline).toEqual({ layersPerStage: [3, 4, 3, 2], bubble: 0.6 });
});

test("each can be switched off, and the other stays", async () => {
  const all = await shown({});
  const withoutHints = await shown({ inlayHints: false });
  const withoutLens = await shown({ codeLens: false });
  expect([withoutHints.hints, withoutHints.lenses]).toEqual([[], all.lenses]);
  expect([withoutLens.hints, withoutLens.lenses]).toEqual([all.hints, []]);
});

test("of a text that is no config the report says just that", async () => {
  const client = await inProcess({});
  await client.open("services: { web: { image: nginx } }\n");
  const report = await client.connection.sendRequest("neoxConfig/report", { uri: URI });
  await client.stop();
  expect(report).toEqual({
    reason: "This file is no GPT-NeoX config, by its keys; a comment `# neox-config: on` makes it one.",
  });
});
