import { MODEL } from "../command";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";

const TRAINING = `${MODEL}train_iters: 100\nlr_decay_iters: 100\nsave: x\ncheckpoint_factor: 10\neval_interval: 10\noptimizer: {type: Adam, params: {lr: 0.001}}\n`;

/** A training with these lines in place of its own. */
function run(lines: string, ...args: readonly string[]): Attack {
  const text = lines.split("\n").reduce((before, line) => {
    const [key = ""] = line.split(":");
    return `${before.replace(new RegExp(`^${key}:.*\n`, "m"), "")}${line}\n`;
  }, TRAINING);
  return { files: { "a.yml": text }, args: [...(args.length > 0 ? args : ["check"]), "a.yml"] };
}

/** The same question to each of some lines. */
const each = (lines: readonly string[], ...args: readonly string[]) =>
  Object.fromEntries(
    lines.map((line): readonly [string, Attack] => [
      `${args.join(" ")} ${line.slice(0, 60)}`,
      run(line, ...args),
    ]),
  );

const lr = (value: string) => `optimizer: {type: Adam, params: {lr: ${value}}}`;
const long = (digits: string) => ({
  files: { "a.yml": MODEL.replace("768", digits) },
  args: ["effective", "a.yml"],
});

carryOut({
  ...each(
    [
      "zero_optimization: {stage: 1, round_robin_gradients: true}\nglobal_num_gpus: 999999999999",
      "zero_optimization: {stage: 2, round_robin_gradients: true}\nglobal_num_gpus: 10000000",
      "num_layers: 4400\nglobal_num_gpus: 64\nzero_optimization: {stage: 1}",
      "num_layers: 20\npipe_parallel_size: 2000\nglobal_num_gpus: 40000\nzero_optimization: {stage: 1}",
      "num_layers: 1\npipe_parallel_size: 9000\nglobal_num_gpus: 576000\nzero_optimization: {stage: 2}",
      `pipe_parallel_size: 1\npipe_partition_method: 'type:${[..."ParallelTransformerLayerPipe"].map((it) => `(${it}|${it})`).join("")}!'`,
    ],
    ...["report", "--ranks"],
  ),
  ...each(
    [
      ..."warmup: .nan,warmup: .inf,warmup: -1.0,warmup: 1.0e+300,min_lr: 1.0e+308,lr_decay_iters: 0".split(
        ",",
      ),
      ..."lr_decay_iters: -5,lr_decay_style: __proto__,train_epochs: 1.0e+300,train_iters: 1_0_0".split(","),
      ...[".nan", ".inf", '"1e-3"', "-0.0", "0x10", "1:2:3.5", "[1]", "true"].map(lr),
      "exit_interval: 1\ntrain_iters: 9007199254740993",
      "exit_interval: 9007199254740993\ntrain_iters: 9007199254740992",
      "train_iters: true\nlr_decay_iters: true",
    ],
    ...["schedule", "--format", "json"],
  ),
  "ints of a million digits, in each trial of a fix": run(
    `hidden_size: 0x${"f7".repeat(500_000)}\nnum_attention_heads: 0x${"b3".repeat(250_000)}\n${["seed", "log_interval", "eval_iters", "checkpoint_factor", "keep_last_n_checkpoints", "gradient_accumulation_steps"].map((key) => `${key}: 0123`).join("\n")}`,
  ),
  "200,000 saves, the last first": run(
    `train_iters: 1000000000\nextra_save_iters: [${count(200_000, (i) => `${(200_000 - i) * 2000}, `)}]`,
    "report",
  ),
  "400,000 saves at once": run(`extra_save_iters: [${"5, ".repeat(400_000)}]`),
  "240,000 saves of other kinds": run(`extra_save_iters: [${"5.5, .nan, x, [1], ".repeat(60_000)}]`),
  "a run that is resumed behind its end": run(
    "exit_interval: 7\ntrain_iters: 1000000000",
    ...["schedule", "--resume-at", "999999999"],
  ),
  ...Object.fromEntries(
    [
      ["1e-308", "1e-308"],
      ["0", "0"],
      ["-1", "5"],
      ["1e", "Infinity"],
    ].map(([seconds = "", limit = ""]): readonly [string, Attack] => [
      `${limit} seconds of ${seconds}`,
      run("train_iters: 1000000", "schedule", ...["--seconds-per-iteration", seconds, "--time-limit", limit]),
    ]),
  ),
  ...each(
    [
      "train_batch_size: 9007199254740993\ngradient_accumulation_steps: 9007199254740991\ntrain_micro_batch_size_per_gpu: 9007199254740992",
      "train_batch_size: -4\ngradient_accumulation_steps: -2\ntrain_micro_batch_size_per_gpu: -2",
      `train_batch_size: ${"9".repeat(4000)}\ngradient_accumulation_steps: ${"7".repeat(3000)}`,
      "train_batch_size: 999999999989\ngradient_accumulation_steps: 999983\nglobal_num_gpus: 999979",
      "hidden_size: 999999999999999989\nnum_attention_heads: 999999937",
      `hidden_size: ${"9".repeat(4000)}\nnum_attention_heads: ${"7".repeat(2000)}`,
      "hidden_size: 9007199254740881\nnum_attention_heads: 94906249\nnum_kv_heads: 94906247\nmodel_parallel_size: 94906243",
      "hidden_size: 6746328388800\nnum_attention_heads: 13\nnum_kv_heads: 17\nmodel_parallel_size: 19\nintermediate_size: 23",
      "hidden_size: 997\nnum_attention_heads: 991\nnum_kv_heads: 983\nmodel_parallel_size: 977\nintermediate_size: 971",
    ],
    ...["check", "--fix-all"],
  ),
  ...each(
    [
      "make_vocab_size_divisible_by: 9007199254740993\nmodel_parallel_size: 12",
      "pipe_parallel_size: 12\nmodel_parallel_size: 12\nglobal_num_gpus: 143",
      "num_layers: 3000\npipe_parallel_size: 3\npipe_partition_method: best",
      'num_layers: 500\npipe_parallel_size: 50\npipe_partition_method: "type:(a|a)*(a|a)*(a|a)*$"',
      `num_layers: 500\npipe_parallel_size: 50\npipe_partition_method: "type:${"(?=".repeat(2000)}${")".repeat(2000)}"`,
      `num_layers: 500\npipe_parallel_size: 50\npipe_partition_method: "type:${"transformer|".repeat(50_000)}"`,
      "pipe_partition_method: [1]\npipe_parallel_size: 3",
      "attention_config: [[[__proto__, constructor, toString], 4]]",
      "sparsity_config: {block: 0, num_local_blocks: -1, num_different_global_patterns: 1000000000000}\nattention_config: [[[sparse_fixed, bigbird, bslongformer, sparse_variable], 3]]",
      "sparsity_config: {block: 999999999999, num_random_blocks: 999999999999}\nattention_config: [[[bigbird], 12]]\nseq_length: 999999999989",
      "moe_num_experts: 999983\nmoe_expert_interval: 0\nmoe_top_k: -1\nmoe_expert_parallel_size: 7919",
      "use_mup: true\nmup_width_scale: 0\nmup_attn_temp: .nan\ncoord_check: true",
      "pos_emb: rotary\nrotary_pct: .nan\nrotary_emb_base: -1",
      "pos_emb: rpe\nrpe_num_buckets: 999999999999\nrpe_max_distance: 0",
      "checkpoint_activations: true\ncheckpoint_num_layers: 0\npartition_activations: true",
      "intermediate_size: 0\nmlp_multiple_of: 999999999989\nactivation: swiglu",
      "attention_config: [[[rwkv], 12]]\nhead_size: 0\nnum_attention_heads: 1\nhidden_size: 63",
      "attention_config: [[[gmlp, amlp], 6]]\nseq_length: 999999999989\ngmlp_attn_dim: 1.0e+300",
      "sequence_parallel: true\nmodel_parallel_size: 7\nseq_length: 999999999989\ncontext_parallel_size: 11",
      "zero_optimization: {stage: 3, reduce_bucket_size: -1, allgather_bucket_size: .nan, sub_group_size: 0}\nglobal_num_gpus: 999983",
      "zero_optimization: {stage: 3, offload_param: {device: nvme, buffer_count: 999999999999, buffer_size: -1}, offload_optimizer: {device: __proto__, ratio: .nan}}",
      "precision: bfloat16\nfp16: {enabled: true, initial_scale_power: 999999999, loss_scale_window: -1, hysteresis: .inf}",
      "optimizer: {type: Adam, params: {lr: 0.1, betas: [.nan, .inf, 1, 2, 3], eps: 0, weight_decay: -1}}",
    ],
    "report",
  ),
  "10,000 layers over 9,999 stages, each of a rank": run(
    "num_layers: 10000\npipe_parallel_size: 9999\npipe_partition_method: uniform",
    ...["report", "--ranks", "--gpus", "9999"],
  ),
  "as many GPUs as are counted": run("num_layers: 12", "report", "--ranks", "--gpus", "9007199254740991"),
  "120,000 ranks in JSON": run(
    "pipe_parallel_size: 3\nmodel_parallel_size: 4",
    ...["report", "--ranks", "--gpus", "120000", "--format", "json"],
  ),
  "a use of GPUs next to nothing": run("num_layers: 12", "report", "--mfu", "1e-308"),
  "a use of GPUs that is none": run("num_layers: 12", "report", "--mfu", "NaN"),
  "a width of 1,800,000 digits to the base of 16": long(`0x${"f".repeat(1_800_000)}`),
  "a width of 1,800,000 digits to the base of 2": long(`0b${"1".repeat(1_800_000)}`),
  "a width of 1,800,000 digits to the base of 8": long(`0${"7".repeat(1_800_000)}`),
  "a width of 300,000 digits to the base of 60": long(`1${":59".repeat(300_000)}`),
  "a part of 1,800,000 digits": run(`rotary_pct: 0.${"1".repeat(1_800_000)}`),
  "an exponent of 1,800,000 digits": run(`rotary_pct: 1.0e+${"9".repeat(1_800_000)}`),
  "20,000 numbers of 80 digits": {
    files: { "a.yml": TRAINING + count(20_000, (i) => `k${i}: ${"9".repeat(80)}\n`) },
    args: ["check", "a.yml", "--format", "json"],
  },
  "days that are none": run(`load: 2001-12-14t21:59:43.${"1".repeat(100_000)}-05:00`, "effective"),
  "numbers compared": {
    files: {
      "a.yml": TRAINING.replace("12", "999999999999"),
      "b.yml": TRAINING.replace("768", "9".repeat(2000)),
    },
    args: ["compare", "a.yml", "b.yml"],
  },
  "numbers that are none, compared": {
    files: { "a.yml": `${TRAINING}rotary_pct: .nan\n`, "b.yml": `${TRAINING}rotary_pct: .nan\nx: -.inf\n` },
    args: ["compare", "a.yml", "b.yml", "--format", "json"],
  },
});
