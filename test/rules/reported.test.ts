/** Faults of what is said that users of the product reported, each with what is right. */
import { expect, test } from "vitest";
import { type CheckResult, check } from "../../server/src/features/check";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";
import { smallTraining } from "../smallTraining";

const TRAINING_ALONE =
  "train_iters lr_decay_iters lr_decay_style warmup min_lr data_path data_impl eval_iters".split(" ");
const withoutTraining = smallTraining()
  .split("\n")
  .filter((line) => !TRAINING_ALONE.some((key) => line.startsWith(`${key}:`)));

/** A generation of text with the same model, with other lines for its optimizer and ZeRO. */
function generation(...lines: readonly string[]): string {
  const keys = ["optimizer", "zero_optimization"].filter((key) => lines.some((it) => it.startsWith(key)));
  const own = withoutTraining.filter((line) => !keys.some((key) => line.startsWith(`${key}:`)));
  return [...own.slice(0, -1), "text_gen_type: unconditional", "load: out", ...lines, ""].join("\n");
}

function checked(text: string, neox: string | undefined): CheckResult {
  const target = (neox === undefined ? undefined : parseTarget(neox)) ?? UNKNOWN_TARGET;
  const files = [{ path: "model.yml", document: readYaml(text) }];
  return check({ files, target, gpus: 8, scope: "launch" });
}

const optimizer = (type: string, params = "") => `optimizer: {type: ${type}, params: {lr: 0.0004${params}}}`;
const STAGE_0 = "zero_optimization: {stage: 0}";
const SCHEDULED = "lr_decay_iters: 1";
const UNKNOWN = undefined;
const STAND_IN = "warning: inference-zero-stage";
const OFFLOAD = "zero_optimization: {stage: 1, offload_optimizer: {device: cpu}}";
const LEFT_OVER = ["text_gen_type: input-file", "sample_input_file: in.txt", "num_samples: 2"];
const BIASLESS = ["gpt_j_residual: true", "use_bias_in_attn_linear: false"];
const MUP = ["use_mup: true", "base_shapes_file: shapes/own"];

type Row = readonly [name: string, text: string, neox: string | undefined, said: readonly string[]];

const FALSE_ALARMS: readonly Row[] = [
  ...["2023-03-10", "2023-07-17", "2024-03-02", "2024-09-28"].map(
    (neox): Row => [
      "save_iters is overwritten before its type counts",
      smallTraining("save: out", "checkpoint_factor: 200", "save_iters: 3000"),
      neox,
      [],
    ],
  ),
  ["so is gas", smallTraining('gas: "2"'), "2023-07-17", ["warning: overwritten-argument"]],
  ...["main", "2023-09-01", UNKNOWN].flatMap((neox): readonly Row[] => [
    ["no SGD is built to generate", generation(optimizer("SGD"), STAGE_0, SCHEDULED), neox, []],
    [
      "nor are parameters read",
      generation(optimizer("Adam", ", max_grad_norm: 0.5"), STAGE_0, SCHEDULED),
      neox,
      [],
    ],
    ["nor a text for a number", generation(optimizer("Adam", ", eps: 1e-8"), STAGE_0, SCHEDULED), neox, []],
    [
      "nor is MADGRAD with ZeRO",
      generation(optimizer("madgrad_wd"), SCHEDULED),
      neox,
      neox === "main" ? [] : [STAND_IN],
    ],
    ["a training may have a text_gen_type left over", smallTraining(...LEFT_OVER), neox, []],
    ["also where it goes on", smallTraining(...LEFT_OVER, "load: out"), neox, []],
  ]),
  [
    "a stand-in is no CPU Adam",
    generation(optimizer("cpu_adam"), OFFLOAD, SCHEDULED),
    "main",
    ["warning: zero-offload-needs-cpu-adam"],
  ],
  ["DeepSpeed gets a stand-in", generation(SCHEDULED), "main", []],
  ["DeepSpeed gets a stand-in", generation(SCHEDULED), "2024-09-09", []],
  ["before it had none", generation(SCHEDULED), "2024-09-01", [STAND_IN]],
  [
    "and one that there is",
    smallTraining("zero_optimization: {stage: 4}"),
    "2023-07-17",
    ["error: zero-stage-invalid"],
  ],
  [
    "ZeRO needs a stage from v2.0 on",
    smallTraining("zero_optimization: {allgather_partitions: true}"),
    "2023-07-17",
    ["error: zero-stage-required"],
  ],
  [
    "flash attention scales as global attention does",
    smallTraining(...MUP, 'attention_config: [[["flash"], 16]]', "no_weight_tying: true"),
    "main",
    [],
  ],
  [
    "the multiplier of muP's embedding is not applied",
    smallTraining(...MUP, "mup_embedding_mult: 4.0", "no_weight_tying: true"),
    "main",
    ["warning: mup-not-applied"],
  ],
];

const MISSED: readonly Row[] = [
  ...["v2.0", "2023-09-01", "main", UNKNOWN].map(
    (neox): Row => [
      "a decay over no iteration",
      smallTraining("lr_decay_iters: 0", "save: out", "checkpoint_factor: 200"),
      neox,
      ["warning: lr-decay-iters-zero"],
    ],
  ),
  [
    "a generation without a schedule",
    generation(STAGE_0),
    "2024-09-09",
    ["warning: generation-needs-iterations"],
  ],
  ["a generation without a schedule", generation(STAGE_0), "main", ["error: generation-needs-iterations"]],
  ["a generation before it had one", generation(STAGE_0), "2024-09-01", []],
  ...Object.entries({ main: "error", "2023-10-01": "warning" }).map(
    ([neox, severity]): Row => [
      "OneBitAdam's norm",
      smallTraining(optimizer("OneBitAdam", ", max_grad_norm: 1.0"), STAGE_0),
      neox,
      [`${severity}: onebitadam-max-grad-norm`],
    ],
  ),
  [
    "NeoX's own Lion",
    smallTraining(optimizer("Lion", ", betas: [0.9, 0.98]")),
    "2024-03-02",
    ["warning: zero-refuses-lion"],
  ],
  ["DeepSpeed's Lion", smallTraining(optimizer("Lion", ", betas: [0.9, 0.98]")), "main", []],
  [
    "labels that are not read",
    smallTraining("label_data_paths: [data/label_document]"),
    "2023-07-13",
    ["warning: label-paths-beside-data-path"],
  ],
  ...["betas: 0.9", "betas: [0.9]", "betas: [0.9, 0.95, 0.99]", 'betas: "0.9, 0.95"'].map(
    (betas): Row => [
      betas,
      smallTraining(optimizer("Adam", `, ${betas}`)),
      "main",
      ["error: optimizer-value"],
    ],
  ),
  ...["eps: tiny", "eps: 1.0e-80.0004"].map(
    (eps): Row => [eps, smallTraining(optimizer("Adam", `, ${eps}`)), "main", ["error: optimizer-value"]],
  ),
  ...["2023-07-17", "2024-08-01"].map(
    (neox): Row => [
      "no bias to add",
      smallTraining(...BIASLESS),
      neox,
      ["error: attention-bias-parallel-residual"],
    ],
  ),
  ["no bias to add", smallTraining(...BIASLESS), UNKNOWN, ["warning: attention-bias-parallel-residual"]],
  ["no bias is added", smallTraining(...BIASLESS), "main", []],
  ...["bf16", "bfloat16"].map(
    (type): Row => [
      `fp16 with the type ${type}`,
      smallTraining(`fp16: {enabled: true, type: ${type}}`),
      "main",
      ["warning: fp16-type-ignored"],
    ],
  ),
];

test.each([...FALSE_ALARMS, ...MISSED])("%s (%#)", (_name, text, neox, said) => {
  const serious = checked(text, neox).findings.filter(({ severity }) => /error|warning/.test(severity));
  expect(serious.map(({ rule, severity }) => `${severity}: ${rule}`)).toEqual(said);
});

const FLASH = 'attention_config: [[["flash"], "all"]]';

test.each([
  ["gradient_accumulation_size: 4", "gradient_accumulation_steps", ["gradient_accumulation_steps"]],
  ["accumulate_grad_batches: 4", "gradient_accumulation_steps", ["gradient_accumulation_steps"]],
  ["use_flash_attn: true", FLASH, ["attention_config", "[[[flash], all]]"]],
  ["flash_attention: true", FLASH, ["attention_config", "[[[flash], all]]"]],
  ["swiglu: true", "activation: swiglu", ["activation", "swiglu"]],
  ["partial_rotary_factor: 0.25", "rotary_pct", ["rotary_pct"]],
  ["vocab_size: 50304", "make_vocab_size_divisible_by", []],
])("%s: what NeoX has in its place", (line, words, written) => {
  const text = smallTraining(line);
  const found = checked(text, "main").findings.filter(({ rule }) => rule === "unknown-argument");
  expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
  const edits = found.flatMap((it) => it.fixes().flatMap((fix) => fix.edits.map(({ newText }) => newText)));
  expect(edits).toEqual(expect.arrayContaining(written));
});

test("an argument that is declared and never read", () => {
  const { findings } = checked(smallTraining("te_fp8_margin: 2"), "main");
  expect(findings.map(({ rule }) => rule)).toEqual(["argument-never-read"]);
});

test("what stands in a block is not repeated beside a finding", () => {
  const block = "optimizer:\n  type: Adam\n  params:\n    lr: 0.0004\n    max_grad_norm: 0.5\n";
  const text = smallTraining("optimizer: {}").replace("optimizer: {}\n", block);
  const related = checked(text.replace("min_lr: 0.00004", "min_lr: 0.004"), "main").findings.flatMap(
    (it) => it.related,
  );
  expect(related.map(({ message }) => message)).toContain("optimizer is set here");
  expect(related.filter(({ message }) => message.includes("params:"))).toEqual([]);
});

test("what was before v2.0, when nobody looked at the ZeRO stage, is not judged", () => {
  expect(parseTarget("2022-12-20")).toBeUndefined();
});
