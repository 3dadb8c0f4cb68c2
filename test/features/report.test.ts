import { expect, test } from "vitest";
import { resolveFix } from "../../server/src/engine/fix";
import { reportOf } from "../../server/src/features/report/report";
import { exploreShapes, shapeFix } from "../../server/src/features/report/shapes";
import { launchOf } from "../model/launchOf";

const TEXT = `num_layers: 2
hidden_size: 5120  # wide
num_attention_heads: 40
num_kv_heads: 8
seq_length: 64
max_position_embeddings: 64
pos_emb: rotary
`;

const OLD = { target: { kind: "version", label: "2024-10-31", date: "2024-10-31" } } as const;

test("the present shape is told with its reasons, and others work", () => {
  const shapes = exploreShapes(launchOf(TEXT, OLD));
  const present = shapes.filter(({ isPresent }) => isPresent);
  expect(
    present.map(({ hiddenSize, numAttentionHeads, numKvHeads }) => [
      hiddenSize,
      numAttentionHeads,
      numKvHeads,
    ]),
  ).toEqual([[5120, 40, 8]]);
  expect(present[0]?.objections).toEqual([expect.stringContaining("179")]);
  const working = shapes.filter(({ objections }) => objections.length === 0);
  expect(working.map(({ parameters }) => parameters).includes(null)).toBe(false);
  expect(
    working.find((shape) => shape.numAttentionHeads === 32 && shape.hiddenSize === 5120)?.writes,
  ).toEqual(["num_attention_heads: 32"]);
});

test("where the launch fails for another reason than its shape, no shape is offered, and the reason is told", () => {
  const swiglu = `${TEXT}intermediate_size: 3072\nactivation: swiglu  # neox-config: ignore mlp-bias-swiglu\n`;
  const shapes = exploreShapes(launchOf(swiglu, OLD));
  expect(shapes.filter(({ objections }) => objections.length === 0)).toEqual([]);
  const fitting = shapes.find((shape) => shape.numAttentionHeads === 32 && shape.hiddenSize === 5120);
  expect(fitting?.objections).toEqual([expect.stringContaining("asserts that the MLP has no bias")]);
  const withoutBias = exploreShapes(launchOf(`${swiglu}use_bias_in_mlp: false\n`, OLD));
  expect(withoutBias.some(({ objections }) => objections.length === 0)).toBe(true);
});

test("the present shape holds what the report says of the model, with and without a known vocabulary", () => {
  for (const vocabularySize of [undefined, 50_257]) {
    const launch = launchOf(`${TEXT}tokenizer_type: HFTokenizer\n`);
    const report = reportOf(launch, vocabularySize === undefined ? {} : { vocabularySize });
    const { total, embeddings } = report?.numbers.parameters ?? {};
    expect(embeddings === null).toBe(vocabularySize === undefined);
    const present = report?.shapes.find(({ isPresent }) => isPresent);
    const parts = report?.parts.reduce((sum, { parameters }) => sum + parameters, 0);
    expect(present?.parameters).toBe(total ?? parts);
  }
});

test("the shapes of a launch are explored once", () => {
  const launch = launchOf(TEXT);
  expect(exploreShapes(launch)).toBe(exploreShapes(launch));
});

test("a chosen shape is written in place, and every other byte stays", () => {
  const launch = launchOf(TEXT);
  const shape = { hiddenSize: 4608, numAttentionHeads: 36, numKvHeads: 36 };
  const edits = resolveFix(launch, shapeFix(launch, shape))?.edits ?? [];
  const written = edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((text, { span, newText }) => text.slice(0, span.start) + newText + text.slice(span.end), TEXT);
  expect(written).toBe(
    TEXT.replace("5120", "4608").replace("heads: 40", "heads: 36").replace("kv_heads: 8", "kv_heads: 36"),
  );
});

test("every query head's own key/value head goes without saying", () => {
  const launch = launchOf(TEXT.replace("num_kv_heads: 8\n", ""));
  const shape = { hiddenSize: 5120, numAttentionHeads: 32, numKvHeads: 32 };
  expect(shapeFix(launch, shape).set).toEqual({ num_attention_heads: 32n });
});

test("the parts of the model sum up to its parameters", () => {
  const report = reportOf(launchOf(TEXT));
  const sum = report?.parts.reduce((all, { parameters }) => all + parameters, 0);
  expect(sum).toBe(report?.numbers.parameters.total);
  expect(reportOf(launchOf("train_iters: 3\n"))).toBeUndefined();
});
