import { describe, expect, test } from "vitest";
import { resolveFix } from "../../server/src/engine/fix";
import { assumptionFix } from "../../server/src/features/report/assumptions";
import { objectionsToAnyShape } from "../../server/src/features/report/objections";
import { noReport, reportOf } from "../../server/src/features/report/report";
import { exploreShapes, shapeFix } from "../../server/src/features/report/shapes";
import type { Launch } from "../../server/src/launch/launch";
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

test("a fault that is not one of the shape is told once, and spoils no shape", () => {
  const swiglu = `${TEXT}intermediate_size: 3072\nactivation: swiglu  # neox-config: ignore mlp-bias-swiglu\n`;
  const offered = (launch: Launch) => exploreShapes(launch).map(({ objections }) => objections.length === 0);
  const [failing, mended] = [launchOf(swiglu, OLD), launchOf(`${swiglu}use_bias_in_mlp: false\n`, OLD)];
  expect(offered(failing)).toContain(true);
  expect(offered(failing)).toEqual(offered(mended));
  expect(objectionsToAnyShape(failing)).toEqual([
    expect.stringContaining("asserts that the MLP has no bias"),
  ]);
  expect(objectionsToAnyShape(mended)).toEqual([]);
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

const BARE = `num_layers: 4
hidden_size: 512
num_attention_heads: 8
seq_length: 64
max_position_embeddings: 64
pipe_parallel_size: 4
`;

describe("what figures rest on is said", () => {
  const about = (text: string, options = {}) =>
    reportOf(launchOf(text), options)?.assumptions.map((it) => it.about);

  test("each of it, until somebody says it", () => {
    expect(about(BARE)).toEqual(["vocabulary", "precision", "gpus", "microBatch"]);
    const said = `${BARE}tokenizer_type: HFTokenizer\nprecision: bfloat16\ntrain_micro_batch_size_per_gpu: 4\n`;
    expect(about(said, { vocabularySize: 50_277 })).toEqual(["gpus"]);
    expect(reportOf(launchOf(said, { gpus: 8 }))?.assumptions).toEqual([]);
  });

  test("keys that this NeoX does not know come first", () => {
    const report = reportOf(launchOf(`${BARE}our_layers: 9\nour_heads: 1\n`));
    expect(report?.assumptions[0]?.text).toContain("does not know 2 of the keys");
  });

  test("what is missing is named, with what says it", () => {
    const text = `${BARE.replace("seq_length: 64\n", "")}tokenizer_type: HFTokenizer\n`;
    const report = reportOf(launchOf(text));
    expect(report?.numbers.memory).toBeNull();
    expect(report?.missing.map(({ setting, writes }) => setting ?? writes)).toEqual([
      "vocabularySize",
      "seq_length: 2048",
    ]);
  });

  test("each change that is offered says what was assumed", () => {
    const launch = launchOf(`${BARE.replace("seq_length: 64\n", "")}`);
    const { assumptions = [], missing = [] } = reportOf(launch) ?? {};
    for (const { about, writes } of [...assumptions, ...missing]) {
      if (writes === undefined) continue;
      const edits = resolveFix(launch, assumptionFix(about) ?? { title: "" })?.edits ?? [];
      expect(edits.map(({ newText }) => newText).join("")).toContain(writes);
    }
  });

  test("without a model, the keys that it lacks", () => {
    expect(noReport(launchOf("hidden_size: 512\n")).reason).toContain("num_layers, num_attention_heads");
  });
});

test("ZeRO stages that a pipeline or model parallelism forbids are told", () => {
  const refused = (text: string) => Object.keys(reportOf(launchOf(text))?.zeroObjections ?? {});
  expect(refused(BARE)).toEqual(["2", "3"]);
  expect(refused(BARE.replace("pipe_parallel_size: 4", "pipe_parallel_size: 0"))).toEqual([]);
  expect(refused(BARE.replace("pipe_parallel_size: 4", "model_parallel_size: 2"))).toEqual(["2", "3"]);
});

test("the shapes stay where they are while one after the other is chosen", () => {
  const around = { hiddenSize: 5120, numAttentionHeads: 40, numKvHeads: 8 };
  const places = (text: string, middle?: typeof around) =>
    exploreShapes(launchOf(text), undefined, middle).map(
      ({ table, hiddenSize, numAttentionHeads }) => `${table} ${hiddenSize} ${numAttentionHeads}`,
    );
  const chosen = TEXT.replace("heads: 40", "heads: 32");
  expect(places(chosen, around)).toEqual(places(TEXT));
  expect(places(chosen)).not.toEqual(places(TEXT));
  const far = TEXT.replace("5120", "640");
  expect(places(far, around)).toEqual(places(far));
});

const RUN = `${TEXT}optimizer: {type: Adam, params: {lr: 0.001}}
min_lr: 0.0001
warmup: 0.01
train_iters: 100000
lr_decay_style: cosine
train_batch_size: 8
eval_interval: 1000
checkpoint_factor: 1000
save: checkpoints
`;

test("the learning rate over the whole run, with every bend in it and no more than a picture shows", () => {
  const schedule = reportOf(launchOf(RUN))?.schedule;
  const rates = new Map(schedule?.rates);
  expect(rates.size).toBeLessThan(220);
  expect([...rates.keys()]).toEqual([...rates.keys()].toSorted((one, other) => one - other));
  expect([rates.get(1), rates.get(1000), rates.get(100_000)]).toEqual([
    expect.closeTo(1e-6, 12),
    expect.closeTo(0.001, 5),
    expect.closeTo(0.0001, 9),
  ]);
  expect(schedule?.marks).toEqual([
    { iteration: 1000, kind: "warmup-end" },
    { iteration: 100_000, kind: "decay-end" },
    { iteration: 100_000, kind: "end" },
  ]);
  expect([schedule?.saves, schedule?.evaluations]).toEqual([100, 100]);
});

test("where a run ends early by exit_interval, the curve ends there", () => {
  const schedule = reportOf(launchOf(`${RUN}exit_interval: 700\n`))?.schedule;
  expect(schedule?.rates.at(-1)?.[0]).toBe(700);
  expect(schedule?.marks).toEqual([{ iteration: 700, kind: "exit" }]);
});

test("tokens a parameter, and where in the run they are best for the compute", () => {
  const report = reportOf(
    launchOf(`${RUN}model_parallel_size: 1\n`.replace("seq_length: 64", "seq_length: 65536")),
  );
  const { total } = report?.numbers.parameters ?? {};
  const tokens = 100_000 * 8 * 65_536;
  expect(report?.numbers.compute.tokensPerParameter).toBeCloseTo(tokens / (total ?? 0));
  expect(report?.schedule?.marks).toContainEqual({
    iteration: Math.ceil((20 * (total ?? 0)) / (8 * 65_536)),
    kind: "compute-optimal",
  });
});

test("without a learning rate there is no curve", () => {
  expect(reportOf(launchOf(TEXT))?.schedule).toBeNull();
});
