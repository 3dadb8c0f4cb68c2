import { MODEL } from "./model";

/** Below a small model, something that asks for more work or room than it is long. */
const below = (lines: string) => `${MODEL}${lines}\n`;
/** A training with numbers of its own in place of the usual ones. */
const training = (numbers: Readonly<Record<string, string>>) =>
  Object.entries({ ...TRAINING, ...numbers })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");

const TRAINING: Readonly<Record<string, string>> = {
  num_layers: "12",
  hidden_size: "768",
  num_attention_heads: "12",
  seq_length: "2048",
  max_position_embeddings: "2048",
  train_micro_batch_size_per_gpu: "4",
  train_iters: "1000",
  lr_decay_iters: "1000",
  optimizer: "{type: Adam, params: {lr: 0.001}}",
  pipe_parallel_size: "1",
  model_parallel_size: "1",
  zero_optimization: "{stage: 1}",
};

const A_LOT = "1000000000000000";

/** Texts under 2 MB that ask for far more than they are long: by what they do. */
export const TEXTS: Readonly<Record<string, string>> = {
  "more layers than atoms": training({ num_layers: A_LOT }),
  "layers beyond any number": training({ num_layers: "9".repeat(400) }),
  "many layers over many stages": training({ num_layers: "100000000", pipe_parallel_size: "10000000" }),
  "a width beyond any number": training({ hidden_size: "9".repeat(300), num_attention_heads: "3" }),
  "a width with many divisors": training({ hidden_size: "9316358251200", num_attention_heads: "7" }),
  "more heads than width": training({ num_attention_heads: A_LOT, num_kv_heads: "9999999999" }),
  "a sequence beyond any number": training({ seq_length: A_LOT, max_position_embeddings: A_LOT }),
  "more iterations than seconds": training({
    train_iters: A_LOT,
    lr_decay_iters: A_LOT,
    save: "a",
    checkpoint_factor: "1",
  }),
  "checkpoints that hardly grow apart": training({
    train_iters: A_LOT,
    save: "a",
    checkpoint_scale: "log",
    checkpoint_factor: "1.0000000000000002",
  }),
  "checkpoints that do not grow": training({
    train_iters: A_LOT,
    save: "a",
    checkpoint_scale: "log",
    checkpoint_factor: "1",
  }),
  "checkpoints at 250,000 iterations": training({
    extra_save_iters: `[${"7, ".repeat(250_000)}]`,
    save: "a",
  }),
  "a pattern of attention for ever": training({
    num_layers: A_LOT,
    attention_config: `[[[global, local], ${A_LOT}]]`,
  }),
  "patterns of attention for all": training({
    num_layers: "50000000",
    attention_config: "[[[global], all]]",
  }),
  "100,000 patterns of attention": training({ attention_config: `[${'[["global"], 1], '.repeat(100_000)}]` }),
  "experts beyond counting": training({ moe_num_experts: A_LOT, moe_expert_parallel_size: "999999999989" }),
  "groups of experts": training({
    moe_num_experts: "4194304",
    moe_expert_parallel_size: "3",
    moe_top_k: A_LOT,
  }),
  "ranks beyond counting": training({ model_parallel_size: "99999999999", global_num_gpus: A_LOT }),
  "batches that divide by nothing": training({
    train_batch_size: "99999999999999999999999999999999999999999999999999999999999999999977",
    gradient_accumulation_steps: "99999999999999999999999999999999999999999999999999999999999",
  }),
  "numbers that are none": training({
    lr_decay_iters: ".nan",
    min_lr: ".inf",
    weight_decay: "-.inf",
    warmup: ".nan",
    num_layers: ".inf",
  }),
  "numbers less than nothing": training({
    num_layers: "-12",
    hidden_size: "-768",
    seq_length: "-1",
    train_iters: "-5",
    pipe_parallel_size: "-1",
  }),
  "parts of a pipeline by a pattern": training({
    num_layers: "5000",
    pipe_parallel_size: "100",
    pipe_partition_method: "'type:(t|tr|tra)*(a+)+x'",
  }),
  "parts of a pipeline by names": training({ pipe_partition_method: `"type:${"(".repeat(20_000)}"` }),
  "a mask of sparse blocks": training({
    sparsity_config: "{block: 1, num_random_blocks: 99999999, local_window_blocks: [1, 2, 3]}",
    attention_config: "[[[bigbird], all]]",
  }),
  "a vocabulary beyond memory": training({
    make_vocab_size_divisible_by: A_LOT,
    padded_vocab_size: "99999999999999",
    vocab_size: "1",
  }),
  "weights of 100,000 data sets": training({
    train_data_paths: `[${"a, ".repeat(100_000)}]`,
    valid_data_paths: "[a]",
    test_data_paths: "[a]",
    train_data_weights: `[${"1., ".repeat(99_999)}]`,
  }),
  "tasks of an evaluation": training({ eval_tasks: `[${"lambada, ".repeat(100_000)}]` }),
  "hosts to include": training({
    include: `"${"host@".repeat(200_000)}"`,
    exclude: `"${"a:0,1@".repeat(100_000)}"`,
  }),
  "a name that is nearly one": below(`${"num_layers_".repeat(90_000)}: 1`),
  "a choice that is nearly one": below(`activation: ${"gelu_".repeat(200_000)}`),
  "1,000 names that are nearly one": below(
    Array.from({ length: 1000 }, (_, i) => `num_layer${"s".repeat(1000)}${i}: 1`).join("\n"),
  ),
  "keys of a block that are nearly one": below(
    `zero_optimization: {${Array.from({ length: 20_000 }, (_, i) => `stag${i}: 1`).join(", ")}}`,
  ),
  "blocks that DeepSpeed reads": below(
    `deepspeed_extra_args: ${"{zero_optimization: ".repeat(400)}1${"}".repeat(400)}`,
  ),
  "settings of autotuning": below(
    `autotuning: {${Array.from({ length: 30_000 }, (_, i) => `a${i}: [1, 2]`).join(", ")}}`,
  ),
  "a key of 1.9 MB": below(`? "${"k".repeat(1_900_000)}"\n: 1`),
  "keys within keys": below(`? {${"? {".repeat(400)}a: 1${"}".repeat(401)}\n: 1`),
  "an alias for a key": below(`a: &a [${"1, ".repeat(50_000)}]\n${"? *a\n: 1\n".repeat(20_000)}`),
  "a mapping for keys": below(
    `a: &a {${Array.from({ length: 5000 }, (_, i) => `k${i}: 1`).join(", ")}}\nb: [${"*a, ".repeat(50_000)}]`,
  ),
  "merges of merges": below(
    Array.from(
      { length: 30 },
      (_, i) => `m${i}: &m${i} {${i ? `<<: [${`*m${i - 1}, `.repeat(10)}], ` : ""}k${i}: 1}`,
    ).join("\n"),
  ),
  "a hexadecimal number": below(`seq_length: 0x${"f".repeat(1_500_000)}`),
  "an octal number": below(`seq_length: 0${"7".repeat(1_500_000)}`),
  "a binary number": below(`seq_length: 0b${"1".repeat(1_500_000)}`),
  "a number of underscores": below(`seq_length: 1${"_".repeat(1_500_000)}1`),
  "an exponent of digits": below(`min_lr: 1.0e+${"9".repeat(1_000_000)}`),
  "a sum of times": below(`seq_length: ${"59:".repeat(400_000)}59`),
  "100,000 directives": `${"%TAG ! tag:a,2000:\n".repeat(100_000)}---\n${MODEL}`,
  "a tag of 1.5 MB": below(`save: !<${"x".repeat(1_500_000)}> a`),
  "tags of Python": below(`save: !!python/object/apply:${"os.".repeat(300_000)}system [x]`),
  "300,000 escapes": below(`save: "${"\\x41".repeat(300_000)}"`),
  "escapes that are none": below(`save: "${"\\q".repeat(500_000)}"`),
  "a comment of a thousand orders": below("# neox-config: with a.yml ignore on off -- \n".repeat(30_000)),
  "a directive in each line": below("save: a # neox-config: ignore\n".repeat(30_000)),
  "line ends of all kinds": below("# a\r# b\u0085# c\u2028# d\u2029# e\r\n".repeat(50_000)),
  "halves of characters": below(`save: "${"\ud800".repeat(300_000)}"`),
  "letters that grow when shown": below(`save: "${"\ufdfa".repeat(300_000)}"\n`),
  "marks above marks": below(`save: "a${"\u0301".repeat(500_000)}"`),
  "places of files": below(`vocab_file: ${"../".repeat(300_000)}etc/passwd\nload: ${"/".repeat(300_000)}`),
  "an indicator alone in each line": below("- \n? \n: \n".repeat(60_000)),
  "quotes that open in each line": below(`a: 'b\n"c\n`.repeat(60_000)),
};
