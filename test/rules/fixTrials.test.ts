import { expect, test } from "vitest";
import { FixTrials } from "../../server/src/engine/fixTrials";
import { check } from "../../server/src/features/check";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

/** The titles of the fixes of one rule's findings; null: the number of GPUs is unknown. */
function titles(rule: string, text: string, gpus: number | null = 1): readonly string[] {
  const files = [{ path: "model.yml", document: readYaml(text) }];
  const { findings } = check({ files, target: MAIN_TARGET, ...(gpus !== null && { gpus }) });
  return findings.filter((it) => it.rule === rule).flatMap((it) => it.fixes().map(({ title }) => title));
}

const MODEL = "num_layers: 2\nhidden_size: 512\nnum_attention_heads: 8\n";

test("a fix that brings an error of its own gives way to one that does not", () => {
  const block = `${MODEL}fp16: { loss_scale: 0 }\n`;
  expect(titles("block-missing-key", block)).toEqual(["Write fp16.enabled: true"]);
  const zero = "zero_optimization: { stage: 0 }\n";
  expect(titles("block-missing-key", `${block}precision: bfloat16\n${zero}`)).toEqual([
    "Write fp16.enabled: false",
  ]);
});

test("a fix that leads into another stop is left to a person", () => {
  const files = (pipeline: string) => [
    { path: "model.yml", document: readYaml(`${MODEL}train_epochs: 1\neval_iters: 0\n${pipeline}`) },
  ];
  const preferred = (pipeline: string) => {
    const { findings } = check({ files: files(pipeline), target: MAIN_TARGET, scope: "launch" });
    const found = findings.find(({ rule }) => rule === "train-epochs-eval-iters");
    return found?.fixes().map((fix) => [fix.title, fix.preferred]);
  };
  expect(preferred("pipe_parallel_size: 0\n")).toEqual([["eval_iters: 10", true]]);
  // No pipeline can evaluate.
  expect(preferred("pipe_parallel_size: 2\n")).toEqual([["eval_iters: 10", false]]);
});

test("sizes of a list are tried until one brings no error", () => {
  const tenHeads = MODEL.replace("512", "640").replace("8", "10");
  expect(titles("gpus-divide", `${tenHeads}pipe_parallel_size: 1\nmodel_parallel_size: 5\n`, 12)).toEqual([
    "model_parallel_size: 2 → 6 data parallel replicas",
  ]);
});

test("who asked for tensor parallelism keeps some, although the number of GPUs is unknown", () => {
  const offered = (size: number) =>
    titles("heads-model-parallel", `${MODEL}model_parallel_size: ${size}\n`, null);
  expect(offered(3)).toEqual(["model_parallel_size: 2 → 4 heads per rank"]);
  expect(offered(5)).toEqual(["model_parallel_size: 4 → 2 heads per rank"]);
  expect(offered(6)).toEqual(["model_parallel_size: 2 → 4 heads per rank"]);
});

test("a name that was meant is offered although an error shows behind it", () => {
  expect(titles("unknown-argument", `${MODEL}num_kv_head: 3\n`)).toEqual([
    "Rename num_kv_head to num_kv_heads",
    "Remove num_kv_head",
  ]);
});

test("of two keys for one argument either can go", () => {
  const twice = "log-interval: 1\nlog_interval: 2\n";
  expect(titles("duplicate-key", twice)).toEqual([
    "Remove log_interval from model.yml",
    "Remove log-interval from model.yml",
  ]);
});

test("an old LLaMA keeps the widths of its MLP", () => {
  const files = [{ path: "model.yml", document: readYaml(`${MODEL}mlp_type: llama\nactivation: silu\n`) }];
  const { findings } = check({ files, target: MAIN_TARGET });
  const [fix] = findings.find(({ rule }) => rule === "removed-argument")?.fixes() ?? [];
  expect(fix?.edits.map(({ newText }) => newText.trim())).toEqual(
    expect.arrayContaining(["swiglu", "intermediate_size: 4608"]),
  );
});

/** Of a hundred fixes of a launch, how many are tried, and how many may be applied untold. */
function triedOf(text: string): { readonly tried: number; readonly preferred: number } {
  const { launch } = check({
    files: [{ path: "model.yml", document: readYaml(MODEL + text) }],
    target: MAIN_TARGET,
  });
  let tried = 0;
  const trials = new FixTrials(launch, () => {
    tried++;
    return [];
  });
  const offered = Array.from({ length: 100 }, (_, index) =>
    trials.offered([{ title: "", set: { num_layers: BigInt(index + 3) }, preferred: true }]),
  ).flat();
  expect(offered).toHaveLength(100);
  return { tried, preferred: offered.filter((it) => it.preferred).length };
}

const fiftyThousand = (part: string) => part.repeat(50_000);

test.each([
  ["of many keys", Array.from({ length: 50_000 }, (_, index) => `key_${index}: 1\n`).join("")],
  ["of lists in lists", `x: [[${fiftyThousand("1,")}]]\n`],
  ["of lists in blocks", `x: {y: [{z: [${fiftyThousand("1,")}]}]}\n`],
  ["of a long text", `x: "${fiftyThousand("a".repeat(100))}"\n`],
])(
  "fixes of a huge launch %s are tried a few times, and the others are left to a person",
  {
    timeout: 120_000,
  },
  (_, text) => {
    const { tried, preferred } = triedOf(text);
    expect(tried).toBeLessThan(40);
    expect(preferred).toBeGreaterThan(0);
    expect(preferred).toBeLessThan(tried);
  },
);
