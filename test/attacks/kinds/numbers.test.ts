import { expect, test } from "vitest";
import { catalogueOfAnyVersion } from "../../../server/src/arguments/catalogue";
import { attacked, hostileFolder, MODEL } from "../command";
import { count } from "../repeat";
import { carryOut, expectWithstood } from "./attack";
import { bytes, pickle, zip } from "./dataFiles";

const TRILLION = "1000000000000";

/** Numbers that a computer cannot count to, and some that are none. */
const NUMBERS: Readonly<Record<string, string>> = {
  "a million million": TRILLION,
  "a prime number": "999999999989",
  "a number of 400 digits": "9".repeat(400),
  "a number beyond floats": "1.0e+300",
  "a number next to nothing": "1.0e-300",
  "less than nothing": `-${TRILLION}`,
  nothing: "0",
  infinity: ".inf",
  "no number": ".nan",
};

/** A line for each argument of which a run has many, or that something is divided by. */
const LINES: readonly ((number: string) => string)[] = [
  ...(
    "num_layers hidden_size num_attention_heads num_kv_heads seq_length max_position_embeddings intermediate_size " +
    "pipe_parallel_size model_parallel_size num_nodes moe_num_experts moe_expert_parallel_size make_vocab_size_divisible_by " +
    "train_micro_batch_size_per_gpu gradient_accumulation_steps train_batch_size train_iters lr_decay_iters warmup " +
    "eval_interval eval_iters checkpoint_factor exit_interval checkpoint_num_layers rotary_pct window_size " +
    "global_num_gpus num_samples maximum_tokens"
  )
    .split(" ")
    .map((name) => (number: string) => `${name}: ${number}\n`),
  (number) => `attention_config: [[[global, local], ${number}]]\n`,
  (number) => `optimizer: {type: Adam, params: {lr: ${number}}}\n`,
  (number) =>
    `zero_optimization: {stage: 3, reduce_bucket_size: ${number}, stage3_max_live_parameters: ${number}}\n`,
  (number) => `extra_save_iters: [${number}]\n`,
  (number) => `train_data_weights: [${number}, ${number}]\n`,
  (number) => `soft_prompt_tuning: {enabled: true, num_tokens: ${number}}\n`,
];

const RUN = "train_iters: 100\nlr_decay_iters: 100\nsave: x\ncheckpoint_factor: 10\neval_interval: 10\n";

test.concurrent.for(Object.entries(NUMBERS))(
  "%s, for each argument",
  async ([, number], { onTestFinished }) => {
    const texts = LINES.map((line) => withLine(`${MODEL}${RUN}`, line(number)));
    const stdin = texts
      .map((text) => JSON.stringify({ files: [{ name: "a.yml", text }], gpus: 8 }))
      .join("\n");
    const args = ["check", "--launches", "-"];
    const ended = await attacked(args, { cwd: hostileFolder({}, onTestFinished), stdin });
    expectWithstood(ended, [...args, "--format", "json"]);
    expect(ended.stdout.trimEnd().split("\n")).toHaveLength(texts.length);
  },
);

/** In place of the line that sets the same. */
function withLine(text: string, line: string): string {
  const [key = ""] = line.split(":");
  return text.replace(new RegExp(`^${key}:.*\n`, "m"), "") + line;
}

const ENDLESS = `${MODEL}${RUN}`
  .replace("train_iters: 100", `train_iters: ${TRILLION}`)
  .replaceAll("10\n", "1\n");

/** No decay is left behind the warm-up, and a constant rate has none: nothing is ever divided by zero. */
const CONSTANT = `${ENDLESS}warmup: 1\nlr_decay_style: constant\noptimizer: {type: Adam, params: {lr: 0.1}}\n`;

const rank = await zip({ "a/data.pkl": pickle("}."), "a/version": bytes("3") });
const CHECKPOINT = {
  "c/latest": "global_step1",
  "c/global_step1/mp_rank_00_model_states.pt": rank,
  "c/global_step1/layer_00-model_00-model_states.pt": rank,
};
const loading = (lines: string) => ({
  files: { ...CHECKPOINT, "a.yml": withLine(MODEL, "load: c\n") + lines },
  args: ["check", "a.yml"],
});

/** All arguments, each of which is wrong so. */
const wrong = (value: string) =>
  catalogueOfAnyVersion()
    .names.filter((name) => !MODEL.includes(`${name}:`))
    .map((name) => `${name}: ${value}\n`)
    .join("");

/** A training with these lines in place of its own. */
const training = (lines: string, ...args: readonly string[]) => ({
  files: {
    "a.yml": lines
      .trim()
      .split("\n")
      .reduce((text, line) => withLine(text, `${line}\n`), TRAINING),
  },
  args: [...(args.length > 0 ? args : ["check"]), "a.yml"],
});
const TRAINING = `${MODEL}${RUN}optimizer: {type: Adam, params: {lr: 0.001}}\n`;
const PRIME = "999999999989";
/** With more divisors than any smaller one. */
const DIVISIBLE = "963761198400";
/** The last before which there is a float for each. */
const LAST = "9007199254740993";
const KINDS = ["global", "local", "flash", "gmlp", "mamba", "rwkv"];
const ROTARY = { model_type: "gpt_neox", hidden_size: 768, num_attention_heads: 12, vocab_size: 50_432 };
const fromHuggingFace = (changes: object) => ({
  files: { "config.json": JSON.stringify({ ...ROTARY, ...changes }) },
  args: ["from-hf", "config.json"],
});

carryOut({
  ...Object.fromEntries(
    ["[]", '""', "{}", "!!python/tuple []"].flatMap((batch) =>
      ["999999999", "5000000000", "9".repeat(20), `-${"9".repeat(20)}`].map((steps) => [
        `a micro batch of ${batch}, ${steps} times`,
        {
          files: {
            "a.yml": `${MODEL}train_micro_batch_size_per_gpu: ${batch}\ngradient_accumulation_steps: ${steps}\n`,
          },
          args: ["check", "a.yml", "--gpus", "8"],
        },
      ]),
    ),
  ),
  "all arguments as texts, mended one after the other": {
    files: { "a.yml": MODEL + wrong('"1e-5"') },
    args: ["check", "a.yml", "--fix"],
  },
  "all arguments as lists, mended one after the other": {
    files: { "a.yml": MODEL + wrong("[wrong]") },
    args: ["check", "a.yml", "--fix-all"],
  },
  "one pattern of 250,000 layers": training(`attention_config: [[[${"global,".repeat(250_000)}], 1]]`),
  "one pattern of 100,000 layers, 9,999 times": training(
    `attention_config: [[[${"global,".repeat(100_000)}], 9999]]`,
  ),
  "9,999 patterns of nothing, each 99,999 times": training(
    `attention_config: [${"[[], 99999],".repeat(9999)}]`,
  ),
  "layers of every kind, reported": training(
    `num_layers: 9999\nattention_config: [${count(9999, (i) => `[[${KINDS[i % 6]}], 1], `)}]`,
    "report",
  ),
  "patterns of times that are none": training(
    'attention_config: [[[global], .nan], [[local], -1], [[flash], 1.5], [[global], true], [[global], "all"]]',
  ),
  "a pattern that is a text": training(`attention_config: "${"global".repeat(200_000)}"`),
  "heads and ranks that are primes": training(
    `hidden_size: ${PRIME}\nnum_attention_heads: 999999937\nmodel_parallel_size: 999983`,
  ),
  "a width of very many divisors": training(
    `hidden_size: ${DIVISIBLE}\nnum_attention_heads: 97772875201\nnum_kv_heads: 7\nmodel_parallel_size: 11`,
  ),
  "a width of very many divisors, mended": training(
    `hidden_size: ${DIVISIBLE}\nnum_attention_heads: 735134401\nnum_kv_heads: 7\nmodel_parallel_size: 11`,
    ...["check", "--fix-all"],
  ),
  "a batch of very many divisors": training(
    `train_batch_size: ${DIVISIBLE}\ngradient_accumulation_steps: 7\nglobal_num_gpus: 13`,
  ),
  "5,000 layers over 4,999 stages": training("num_layers: 5000\npipe_parallel_size: 4999"),
  "9,999 layers over 4,999 stages, reported": training(
    "num_layers: 9999\npipe_parallel_size: 4999\nmodel_parallel_size: 12",
    ...["report", "--gpus", "1000000"],
  ),
  "the ranks of 4,999 stages": training(
    "num_layers: 9999\npipe_parallel_size: 4999",
    ...["report", "--ranks", "--gpus", "4999"],
  ),
  "700 stages of equal parameters": training(
    "num_layers: 9000\npipe_parallel_size: 700\npipe_partition_method: parameters",
    "report",
  ),
  "stages by a pattern that nothing fits": training(
    "num_layers: 900\npipe_parallel_size: 300\npipe_partition_method: 'type:(((x*)*)*)*y'",
    "report",
  ),
  "experts in each of 9,999 layers": training(
    "num_layers: 9999\nmoe_num_experts: 999999\nmoe_expert_interval: 1\nmoe_top_k: 999999",
    "report",
  ),
  "a warm-up of a third of all": training(
    `warmup: 0.3333333333333333\ntrain_iters: ${LAST}\nlr_decay_iters: ${LAST}\nmin_lr: 5.0e-324`,
    "schedule",
  ),
  "100,000 saves beyond floats, resumed": training(
    `extra_save_iters: [${count(100_000, (i) => `${9_007_199_254_740_000 + i * 7}, `)}]\nsave: x\ntrain_iters: ${LAST}`,
    ...["schedule", "--resume-at", "9007199254740001"],
  ),
  "800,000 saves of few numbers": training(
    `extra_save_iters: [${"1,2,3,4,".repeat(200_000)}]\nsave: x\ntrain_iters: ${LAST}`,
    "schedule",
  ),
  "saves that grow by next to nothing": training(
    `train_iters: ${TRILLION}\ncheckpoint_scale: log\ncheckpoint_factor: 1.0000000001\nsave: x`,
    "schedule",
  ),
  "40,000 data sets of each kind": training(
    `${"train valid test"
      .split(" ")
      .map((kind) => `${kind}_data_paths: [${count(40_000, (i) => `a${i}, `)}]\n`)
      .join("")}train_data_weights: [${"1.0, ".repeat(40_000)}]`,
  ),
  "weights of nothing, less and without an end": training(
    `train_data_paths: [${count(40_000, (i) => `a${i}, `)}]\nvalid_data_paths: [a]\ntest_data_paths: [a]\ntrain_data_weights: [${"0.0, -1.0, 1.0e-320, .inf, ".repeat(10_000)}]`,
  ),
  "more GPUs than are counted": training("num_layers: 12", "report", "--gpus", "1e308"),
  "the ranks of a prime number of GPUs": training(
    "model_parallel_size: 1",
    "report",
    "--ranks",
    "--gpus",
    "999983",
  ),
  "a window over a million million tokens": training(
    `sliding_window_width: ${TRILLION}\nattention_config: [[[local], all]]\nseq_length: ${TRILLION}\nmax_position_embeddings: ${TRILLION}`,
    "report",
  ),
  "next to no rotary dimensions, for Hugging Face": training(
    "num_layers: 9999\npos_emb: rotary\nrotary_pct: 1.0e-300",
    "to-hf",
  ),
  "a million million layers, converted": training(
    `num_layers: ${TRILLION}`,
    ...["converts", "--tool", "convert_neox_to_hf"],
  ),
  "a million million ranks, converted": training(
    `pipe_parallel_size: ${TRILLION}\nmodel_parallel_size: ${TRILLION}\nnum_attention_heads: ${TRILLION}\nhidden_size: ${TRILLION}`,
    ...["converts", "--tool", "convert_neox_to_hf"],
  ),
  "Mamba of a million million channels": training(
    `attention_config: [[[mamba], all]]\nmamba_inner: ${TRILLION}\nnorm: rmsnorm\nhidden_size: ${TRILLION}`,
    "report",
  ),
  "a million million layers of Hugging Face": fromHuggingFace({ num_hidden_layers: 1e12 }),
  "110,000 kinds of layers of Hugging Face": fromHuggingFace({
    model_type: "llama",
    num_hidden_layers: 300_000,
    layer_types: Array(110_000).fill("full_attention"),
  }),
  "a constant rate without an end": { files: { "a.yml": CONSTANT }, args: ["check", "a.yml"] },
  "its report": { files: { "a.yml": CONSTANT }, args: ["report", "a.yml"] },
  "its schedule": { files: { "a.yml": CONSTANT }, args: ["schedule", "a.yml"] },
  "rates beyond what is printed": {
    files: { "a.yml": CONSTANT },
    args: ["schedule", "a.yml", "--format", "json"],
  },
  "a time without an end": {
    files: { "a.yml": CONSTANT },
    args: ["schedule", "a.yml", "--seconds-per-iteration", "1e-300", "--time-limit", "1e300"],
  },
  "an evaluation that stops, after very many": {
    files: { "a.yml": `${ENDLESS}pipe_parallel_size: 1\neval_iters: 10\n` },
    args: ["check", "a.yml"],
  },
  "a checkpoint of a million million layers": loading(`num_layers: ${TRILLION}\npipe_parallel_size: 1\n`),
  "a checkpoint for a million million ranks": loading(
    `pipe_parallel_size: 1\nmodel_parallel_size: ${TRILLION}\nnum_attention_heads: ${TRILLION}\nhidden_size: ${TRILLION}\n`,
  ),
  "rates next to nothing": {
    files: {
      "a.yml": `${MODEL}optimizer: {type: Adam, params: {lr: 5.0e-324}}\nmin_lr: 4.9e-324\ntrain_iters: 9007199254740993\nlr_decay_iters: 9007199254740993\nwarmup: 5.0e-324\n`,
    },
    args: ["schedule", "a.yml"],
  },
  "numbers to all bases": {
    files: {
      "a.yml": `${MODEL}train_iters: 0x7fffffffffffffff\nlr_decay_iters: 190:20:30\neval_interval: 0o17\nsave_interval: 010\n`,
    },
    args: ["report", "a.yml"],
  },
  "checkpoints by a factor next to one": {
    files: {
      "a.yml": `${MODEL}train_iters: 100000000000\nlr_decay_iters: 100000000000\nsave: a\ncheckpoint_scale: log\ncheckpoint_factor: 1.0000001\n`,
    },
    args: ["schedule", "a.yml"],
  },
  "200,000 checkpoints before the first iteration": {
    files: {
      "a.yml": `${MODEL}train_iters: 100\nextra_save_iters: [${Array.from({ length: 200_000 }, (_, i) => `-${i}`).join()}]\nsave: x\n`,
    },
    args: ["report", "a.yml"],
  },
  "10,000 patterns of 50 for a million layers": {
    files: {
      "a.yml": `${MODEL.replace("12", "1000000")}attention_config: [${"[[global, local], 50], ".repeat(10_000)}]\n`,
    },
    args: ["report", "a.yml"],
  },
  "the ranks of a million million GPUs": {
    files: { "a.yml": `${MODEL}pipe_parallel_size: 3\n` },
    args: ["report", "a.yml", "--ranks", "--gpus", "999999999999"],
  },
  "99,991 layers over 199 stages": {
    files: { "a.yml": `${MODEL.replace("12", "99991")}pipe_parallel_size: 199\n` },
    args: ["report", "a.yml", "--gpus", "199"],
  },
  "a checkpoint after the last iteration": {
    files: { "a.yml": `${MODEL}train_iters: 100\nlr_decay_iters: 100\n` },
    args: ["schedule", "a.yml", "--resume-at", "999999999999999"],
  },
});
