import { expect, test } from "vitest";
import { catalogueOfAnyVersion } from "../../../server/src/arguments/catalogue";
import { attacked, hostileFolder, MODEL } from "../command";
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

carryOut({
  "all arguments as texts, mended one after the other": {
    files: { "a.yml": MODEL + wrong('"1e-5"') },
    args: ["check", "a.yml", "--fix"],
  },
  "all arguments as lists, mended one after the other": {
    files: { "a.yml": MODEL + wrong("[wrong]") },
    args: ["check", "a.yml", "--fix-all"],
  },
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
});
