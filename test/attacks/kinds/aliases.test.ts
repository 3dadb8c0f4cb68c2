import { family, keyed, repeated } from "../bombs";
import { MENDABLE, MODEL } from "../command";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";

const LISTS = family(9, "[1, 2, 3]", (it) => `[${repeated(it, 10)}]`);
const MAPPINGS = family(9, "{x: 1}", (it) => `{${keyed(it, 10)}}`);
const TEXTS = family(9, '"global"', (it) => `[${repeated(it, 10)}]`);

const TUPLES = family(12, "!!python/tuple [1, 2]", (it) => `!!python/tuple [${repeated(it, 6)}]`);

/** Arguments, each with a place in its value for what is larger than any memory. */
const VALUES: Readonly<Record<string, string>> = {
  attention_config: "[[*top, 12]]",
  optimizer: "{type: Adam, params: *top}",
  zero_optimization: "*top",
  extra_save_iters: "*top",
  scheduler: "*top",
  sparsity_config: "*top",
  eval_tasks: "*top",
  train_data_weights: "*top\ntrain_data_paths: *top",
  autotuning: "*top",
  vocab_file: "*top",
  tensorboard_dir: "*top",
  hostfile: "*top",
  include: "*top",
  fp16: "*top",
  mlp_type: "*top",
  num_layers: "*top",
  lr_decay_style: "*top",
  deepspeed_extra_args: "{a: *top}",
  wandb_group: "*top",
  text_gen_type: "*top",
  load: "*top",
  activation: "*top",
  hidden_size: "*top",
  pos_emb: "*top",
  comms_logger: "*top",
};

const COMMANDS = [
  "report",
  "schedule",
  "to-hf",
  "converts --tool convert_neox_to_hf",
  "effective",
  "compare b.yml",
  "check",
];

const without = (key: string) => MODEL.replace(new RegExp(`^${key}: .*\n`, "m"), "");

/** Every argument by one command, and every kind of tree by one after the other. */
const ARGUMENTS = Object.entries(VALUES).map(([key, value], index): readonly [string, Attack] => {
  const command = COMMANDS[index % COMMANDS.length] ?? "";
  const tree = [LISTS, MAPPINGS, TEXTS][index % 3] ?? "";
  const files = { "a.yml": `${without(key)}${tree}${key}: ${value}\n`, "b.yml": MODEL };
  return [`a tree for ${key}, by ${command}`, { files, args: [...command.split(" "), "a.yml"] }];
});

const keys = (count: number) => Array.from({ length: count }, (_, index) => `k${index}: 1`).join(", ");

const attack = (text: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": text },
  args: [...args, "a.yml"],
});

/** A launch beside another whose trees may be alike. */
const twice = (text: string, other: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": text, "b.yml": other },
  args: [...args, "a.yml", "b.yml"],
});

const DATA = `${MODEL}${LISTS}train_data_paths: *top\n`;
const BLOCKS = `${MODEL}${MAPPINGS}zero_optimization: *top\n`;
const DEEP = `${MODEL}${family(400, "[1]", (it) => `[${it}, ${it}]`)}autotuning: {a: *top}\n`;

carryOut({
  ...Object.fromEntries(ARGUMENTS),
  "a merge of itself": attack(`${MODEL}c: &c {<<: [*c, *c], a: 1}\n`, "effective"),
  "300,000 merges of one mapping": attack(
    `${MODEL}b: &b {a: 1}\nc: {<<: [${"*b, ".repeat(300_000)}]}\n`,
    "check",
  ),
  "a tree that is merged into the model": attack(
    `${MAPPINGS}<<: *top\n${MODEL}`,
    "effective",
    "--format",
    "json",
  ),
  "trees that are merged into a block": twice(
    `${MODEL}${MAPPINGS}optimizer: {<<: *top, type: Adam, params: {<<: [*top, *a8, *a7]}}\n`,
    MODEL,
    "compare",
    "--format",
    "json",
  ),
  "20,000 keys that are merged 3,000 times": attack(
    `${MODEL}b: &b {${keys(20_000)}}\n${Array.from({ length: 3000 }, (_, i) => `c${i}: {<<: *b}`).join("\n")}\n`,
    "check",
  ),
  "trees of tuples for keys": attack(
    `${MODEL}${TUPLES}? *top\n: 1\nzero_optimization: {? *top : 1, ? *a11 : 2}\n`,
    "check",
  ),
  "two files with trees that differ": twice(
    DATA,
    DATA.replaceAll("1, 2", "2, 1"),
    "check",
    "--format",
    "json",
  ),
  "two launches with the same tree of lists": twice(DATA, DATA, "compare"),
  "two launches with trees of mappings that differ": twice(BLOCKS, BLOCKS.replace("x: 1", "x: 2"), "compare"),
  "two launches with trees as deep as is read": twice(DEEP, DEEP, "compare", "--format", "json"),
  "trees in sets, ordered mappings and pairs": attack(
    `${MODEL}${LISTS}x: !!set {*top : null, ? *a8 }\ny: !!omap [a: *top]\nwandb_team: !!pairs [a: *top, b: *top]\n`,
    "effective",
  ),
  "a tree beside what is mended": attack(`${MENDABLE}${LISTS}train_data_paths: *top\n`, "check", "--fix"),
  "an alias before its anchor, and blocks in themselves": attack(
    `${MODEL}optimizer: &o {type: *t, params: *o}\nt: &t Adam\nzero_optimization: &z {x: *z, y: [*z]}\nload: *z\n`,
    "report",
  ),
  "blocks in themselves": attack(
    `${MODEL}optimizer: &o {type: Adam, params: *o}\nzero_optimization: &z {stage: 1, x: *z, y: [*z]}\nscheduler: *z\nfp16: *z\nbf16: *o\n`,
    "report",
  ),
  "keys that hold themselves": attack(
    `${MODEL}x: &x\n  ? *x\n  : 1\ny: &y !!python/tuple [*y]\n? *y\n: 2\n`,
    "check",
  ),
  "400 mappings of 400 keys, merged into one": attack(
    `${MODEL}b: &b {${keys(400)}}\n${Array.from({ length: 400 }, (_, i) => `c${i}: &c${i} {<<: *b, m${i}: 1}\n`).join("")}d: {<<: [${Array.from({ length: 400 }, (_, i) => `*c${i}`).join(", ")}]}\n`,
    "effective",
  ),
  "an anchor that is given anew 150,000 times": attack(
    `${MODEL}x: [${"&a 1, *a, ".repeat(150_000)}]\n`,
    "check",
  ),
  "80,000 merges of a text": attack(
    `${MODEL}${Array.from({ length: 80_000 }, (_, i) => `x${i}: {<<: a}\n`).join("")}`,
    "check",
  ),
  "the file merges 2,000 keys 5,000 times": attack(
    `b: &b {${keys(2000)}}\n${"<<: *b\n".repeat(5000)}${MODEL}`,
    "check",
  ),
  "the model, merged 200,000 times": attack(
    `m: &m {${MODEL.trim().replaceAll("\n", ", ")}}\n<<: [${"*m, ".repeat(200_000)}]\n`,
    "effective",
  ),
  "one optimizer for all blocks": attack(
    `${MODEL}o: &o {type: Adam, params: {lr: 0.1}}\n${["optimizer", "scheduler", "fp16", "amp", "autotuning", "csv_monitor", "flops_profiler", "data_types"].map((key) => `${key}: *o\n`).join("")}`,
    "report",
  ),
  "mappings that merge the one before three times": attack(
    `${MODEL}${family(30, "{a: 1, b: 2}", (it) => `{<<: [${it}, ${it}, ${it}], c: ${it}}`)}zero_optimization: {<<: *top}\n`,
    "check",
  ),
  "a tree for the schema": {
    files: {
      ".neox-config.yml": `${MAPPINGS}arguments: {x: *top, y: {type: *top, default: *top, choices: *top}}\n`,
    },
    args: ["schema"],
  },
});

/** Below the model, where anchors stand in odd places or are used for odd things. */
const placed = (lines: string, ...args: readonly string[]) =>
  attack(`${MODEL}${lines}\n`, ...(args.length > 0 ? args : ["check"]));

carryOut({
  "a root that is a block of itself": attack(
    `&root\n${MODEL}optimizer: *root\nzero_optimization: {<<: *root}\n`,
    "report",
  ),
  "blocks that hold each other": placed(
    "optimizer: &o {type: Adam, params: &p {lr: *o}}\nzero_optimization: {a: *p, b: *o}\nscheduler: {params: *p}",
    ...["report", "--format", "json"],
  ),
  "a file that merges itself": attack(`&r\n<<: *r\n${MODEL}`, "effective"),
  "600 merges, each of the one before": placed(
    `m0: &m0 {a: 1}\n${Array.from({ length: 600 }, (_, i) => `m${i + 1}: &m${i + 1} {<<: *m${i}, k${i}: 1}\n`).join("")}fp16: *m600`,
  ),
  "50,000 anchors of aliases": placed(
    `a0: &a0 1\n${Array.from({ length: 50_000 }, (_, i) => `a${i + 1}: &a${i + 1} *a${i}\n`).join("")}`,
  ),
  "anchors of prototypes": placed(
    "x: &__proto__ {a: 1}\ny: &constructor [1]\noptimizer: {<<: *__proto__, type: *constructor}\nsave: *toString",
  ),
  "an anchor of 900,000 letters, twice": placed(`x: &${"a".repeat(900_000)} 1\ny: *${"a".repeat(900_000)}`),
  "an anchor of letters that are none": placed("x: &\u202e\u200b 1\ny: *\u202e\u200b"),
  "an anchor of orders": placed("x: &a##[error]b 1\ny: *##vso[task.x]"),
  "the anchors of another document": attack(`a: &a 1\n---\n${MODEL}min_lr: *a\n`, "check"),
  "200,000 aliases of a long text for paths": placed(
    `x: &x "${"p".repeat(1000)}"\ntrain_data_paths: [${"*x, ".repeat(200_000)}]`,
    ...["effective", "--format", "json"],
  ),
  "2 to the power of 20 layers": attack(
    `${without("num_layers")}num_layers: 1048576\n${family(20, '"global"', (it) => `[${it}, ${it}]`)}attention_config: [[*top, 1]]\n`,
    "check",
  ),
  "a mapping for a rate that holds itself": placed(
    "optimizer: {type: Adam, params: &p {lr: *p}}\nlr: *p\nmin_lr: &m [*m]",
    "schedule",
  ),
  "merges of lists of lists": placed("a: &a {x: 1}\nb: &b [*a, [*a]]\nfp16: {<<: *b}\n<<: [[*a]]"),
  "merges of what is no mapping": placed(
    "a: &a !!set {x}\nb: &b !!omap [y: 1]\nc: &c !!python/tuple [1]\nfp16: {<<: [*a, *b, *c]}\n<<: *b",
  ),
  "a tag on an alias": placed("x: &x 1\ny: !!str *x\nmin_lr: !!float *x"),
  "keys that are aliases": placed(
    `x: &x min_lr\n? *x\n: 1e-5\n*x : 1e-6\n{*x : 1}: 2\n${"? *x\n: 1\n".repeat(20_000)}`,
    ...["check", "--fix"],
  ),
  "an alias for the number of layers, in two files": twice(
    `${without("num_layers")}a: &n 12\nnum_layers: *n\n`,
    `${without("num_layers")}a: &n [*n]\nnum_layers: *n\n`,
    ...["compare", "--format", "json"],
  ),
  "anchors in comments, in quotes and in blocks": placed(
    "# &a\nx: '&a 1'\nsave: |\n  &a\nload: >-\n  *a\nmin_lr: *a",
  ),
  "a tree for a model of Hugging Face": placed(
    `${MAPPINGS}rope_scaling: *top\nrotary_emb_base: *top`,
    "to-hf",
  ),
  "what is mended, merged into ten blocks": attack(
    `${MENDABLE}o: &o {lr: 1e-4, betas: [1e-1, 1e-2]}\n${count(10, (i) => `x${i}: {<<: *o}\n`)}optimizer: {type: Adam, params: {<<: *o}}\n`,
    ...["check", "--fix-all"],
  ),
  "90,000 merges of one mapping, side by side": placed(`a: &a {x: 1}\nfp16: {${"<<: *a, ".repeat(90_000)}}`),
});
