import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { catalogueAt } from "../../../server/src/arguments/catalogue";
import { MODEL } from "../command";
import { count, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { TRIED } from "./triedInts";

/** Below the model, something that is repeated by name, or a number that stands for as many things. */
const below = (lines: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${lines}\n`, "b.yml": MODEL },
  args: args.length > 0 ? args : ["check", "a.yml"],
});

const LONG_KEY = `k: &k "${"-a".repeat(200_000)}"\n`;
const MPT = {
  ...{ model_type: "mpt", d_model: 4096, n_layers: 32, n_heads: 32, vocab_size: 50_368 },
  expansion_ratio: 1e308,
};
const IN_TURN = `tokenizer_type: GPT2BPETokenizer
pipe_parallel_size: 0
model_parallel_size: 1
gradient_accumulation_steps: 1
precision: fp16
fp16: {enabled: true}
train_iters: 10
optimizer: {type: Adam, params: {lr: 0.001}}
zero_optimization: {stage: 2, round_robin_gradients: true}
`;
/** Arguments that are all one list of lists. */
const ARGUMENTS = [
  ...[
    "attention_config",
    "sparsity_config",
    "init_method",
    "hysteresis",
    "log_dir",
    "save",
    "tensorboard_dir",
  ],
  ...[
    "wandb_group",
    "wandb_team",
    "git_hash",
    "config_files",
    "min_scale",
    "dropout_p",
    "gmlp_attn_dim",
    "seed",
  ],
];
const crossed = (order: "i" | "j") => {
  const lists = count(100, (i) => `x${i}: &a${i} [${"1,".repeat(4000)}]\n`);
  const all = count(100, (i) => count(100, (j) => `*a${order === "i" ? i : j},`));
  return `${MODEL}${lists}y: &y [${all}]\n${ARGUMENTS.map((name) => `${name}: *y\n`).join("")}`;
};
const SETS_OF_A_TUPLE = `${MODEL}x: &t !!python/tuple [${"1,".repeat(50_000)}]\noptimizer: {p: [${"!!set {? *t},".repeat(3000)}]}\n`;
const includes = (hosts: string) => below(`include: "${hosts}"`);

const NUMBERS = "1,".repeat(300_000);
/** Every argument that a rule knows, with a value of its own. */
const eachArgument = (value: string, separator: string) =>
  catalogueAt("main")
    .names.filter((name) => !MODEL.includes(`${name}:`) && name !== "deepspeed_extra_args")
    .map((name) => `${name}: ${value}${separator}`)
    .join("");
const TABS = `x: &k "${"\\t".repeat(900_000)}"\n`;

carryOut({
  "a text of 900,000 tabs that every argument is, written out": below(
    `${TABS}${eachArgument("*k", "\n")}`,
    ...["effective", "a.yml"],
  ),
  "a text of 900,000 tabs in a list for every argument, written out": below(
    `${TABS}${eachArgument("[*k]", "\n")}`,
    ...["effective", "a.yml"],
  ),
  "two equal lists of 300,000 by turns, each time in another": below(
    `x: &a [${NUMBERS}]\ny: &b [${NUMBERS}]\ntrain_data_paths: [[*a],${"[*b],".repeat(40_000)}]`,
    ...["compare", "a.yml", "b.yml"],
  ),
  "two equal lists of 300,000, in others for every argument and for DeepSpeed": below(
    `x: &a [${NUMBERS}]\ny: &b [${NUMBERS}]\ndeepspeed_extra_args: {${eachArgument("[*b]", ", ")}}\n${eachArgument("[*a]", "\n")}`,
  ),
  "messages that were cut out of a name of 1,900,000 letters": below(
    `deepspeed_extra_args:\n  x: &a "${"k".repeat(950_000)}\u0436${"k".repeat(900_000)}"\n  y: [${"{*a : 1e5}, ".repeat(1200)}]`,
  ),
  "a name of 1,800,000 letters 1,200 times": below(
    `x: &a "${"k".repeat(1_800_000)}"\ny: {${"*a : 1, ".repeat(1200)}}`,
  ),
  "a filter that names one host 100,000 times": includes(
    listed(100_000, (i) => `a:${i}`).replaceAll(", ", "@"),
  ),
  "a filter that names 100,000 slots of one host, and it again and again": includes(
    `a:${listed(100_000, (i) => `${i}`).replaceAll(", ", ",")}${"@a:0".repeat(100_000)}`,
  ),
  "a description of a model 100 times, and each way to its folder is another": {
    files: {
      "a.yml": `${MODEL}${count(100, (way) => `# neox-config: same-as ${"./".repeat(way)}m\n`)}`,
      "m/config.json": `[${"{},".repeat(330_000)}{}]`,
    },
    args: ["check", "a.yml"],
  },
  "4,460 layers in turn to 34,000 replicas": {
    files: {
      "a.yml": `${MODEL.replace("num_layers: 12", "num_layers: 4460")}${IN_TURN}global_num_gpus: 34000\n`,
    },
    args: ["report", "a.yml"],
  },
  "something to add on a line of 24,000 settings": {
    files: {
      "a.yml": `# neox-config: ignore unknown-argument\n{${MODEL.trim().replaceAll("\n", ", ")}, a: &a 1, ${listed(24_000, (i) => `k${i}: 1`)}, optimizer: {type: Adam}}\n`,
    },
    args: ["check", "a.yml"],
  },
  "100 lists of 4,000 items in all orders under 15 arguments, and the same in another order": {
    files: { "a.yml": crossed("i"), "b.yml": crossed("j") },
    args: ["compare", "a.yml", "b.yml"],
  },
  "one key that NeoX does not know 370,000 times": below("a: 1\n".repeat(370_000)),
  "a tuple of 50,000 items in each of 3,000 sets": {
    files: { "a.yml": SETS_OF_A_TUPLE, "b.yml": SETS_OF_A_TUPLE },
    args: ["compare", "a.yml", "b.yml"],
  },
  "999,999 layers, and ints that are mended": {
    files: {
      "a.yml": `${MODEL.replace("num_layers: 12", "num_layers: 999999")}attention_config: [[[global], all]]\n${TRIED}`,
    },
    args: ["check", "a.yml"],
  },
  "999,999 batches of a list, and ints that are mended": {
    files: {
      "a.yml": `${MODEL.replace("gpu: 4", "gpu: [1]")}gradient_accumulation_steps: 999999\nglobal_num_gpus: 1\n${TRIED.replace(/^num_(?:gpus|nodes).*\n/gm, "")}`,
    },
    args: ["check", "a.yml"],
  },
  "labels beside one data set 400,000 times": below(
    `train_data_paths: &p [${"d/x,".repeat(400_000)}]\ntrain_label_data_paths: *p`,
  ),
  "a conversion 30,000 times": {
    files: {
      "a.yml": `${count(30_000, () => "# neox-config: converts-with convert_hf_to_sequential\n")}${MODEL}`,
    },
    args: ["check", "a.yml"],
  },
  "a conversion of 10,000 layers 300 times": {
    files: {
      "a.yml": `${count(300, () => "# neox-config: converts-with convert_hf_to_sequential\n")}${MODEL.replace("num_layers: 12", "num_layers: 10000")}`,
    },
    args: ["check", "a.yml"],
  },
  ...Object.fromEntries(
    [10_000, 130_000, 500_000, 10 ** 12].flatMap((stages) =>
      [["check"], ["report"], ["report", "--format", "json"]].map(([command = "", ...flags]) => [
        `${stages} stages of one layer, by ${[command, ...flags].join(" ")}`,
        {
          files: {
            "a.yml": `${MODEL.replace("num_layers: 12", "num_layers: 1")}pipe_parallel_size: ${stages}\n`,
          },
          args: [command, "a.yml", ...flags],
        },
      ]),
    ),
  ),
  "a model whose inner size is larger than all numbers": {
    files: { "config.json": JSON.stringify(MPT) },
    args: ["from-hf", "config.json", "--format", "json"],
  },
  "letters that are two units, 500 of them before the items of each line": below(
    count(600, (i) => `k${i}: [${"\u{1f600}".repeat(512)}${",a".repeat(500)}]\n`),
  ),
  "an octal of 1,900,000 digits as a rate": below(
    `optimizer:\n  type: Adam\n  params:\n    lr: 0o${"7".repeat(1_900_000)}`,
  ),
  "one long key with dashes, 400 times": below(`${LONG_KEY}${"*k : 1\n".repeat(400)}`),
  "one long key at each of 400 levels, and a number as a text below": below(
    `k: &k "${"x".repeat(1_000_000)}"\noptimizer: ${"{*k : ".repeat(400)}{a: 1e-5}${"}".repeat(400)}`,
  ),
  "100 unknown names of 18,000 words": below(count(100, (i) => `? "${"_".repeat(18_000)}${i}"\n: 1\n`)),
  "100 unknown names of 9,000 words with dashes, of which one is an alias": below(
    `${LONG_KEY}*k : 1\n${count(100, (i) => `? "${"-a".repeat(9000)}${i}"\n: 1\n`)}`,
  ),
  ...Object.fromEntries(
    Object.entries({
      "mappings of one long key, 33,000 times": `&x {? ${"k".repeat(20_000)} : 1}`,
      "tuples of 4,000, 33,000 times": `&x !!python/tuple [${"1,".repeat(4000)}]`,
      "sets of 4,000, 33,000 times": `&x !!set {${count(4000, (i) => `k${i},`)}}`,
      "bytes of 100,000 letters, 33,000 times": `&x !!binary ${"aGkh".repeat(25_000)}`,
      "ints of a million digits, 33,000 times": `&x 0x${"f".repeat(1_000_000)}`,
    }).map(([name, value]) => [
      `${name}, in JSON`,
      below(
        `x: ${value}\noptimizer: {p: [${"*x,".repeat(33_000)}]}`,
        ...["effective", "a.yml", "--format", "json"],
      ),
    ]),
  ),
  "numbers in digits of another script": below(`seed: !!int "${"\u0669".repeat(900_000)}"`),
  "a hidden size of two heads that many fixes are looked for": {
    files: { "a.yml": MODEL.replace("768", "100003").replace(/heads: \d+/, "heads: 2") },
    args: ["check", "a.yml"],
  },
  "messages about one long key, 500 times": below(`${LONG_KEY}l: {${"*k : 1, ".repeat(500)}}`),
  "frames of 14 paths of slashes in 400 tracebacks": {
    files: {
      "a.log": `${"Traceback (most recent call last):\n".repeat(400)}${`  File "${"/".repeat(131_000)}", line 1, in z\n`.repeat(14)}${"ValueError: x\n".repeat(400)}`,
    },
    args: ["why", "a.log"],
  },
  ...Object.fromEntries(
    Array.from({ length: 15 }, (_, index): readonly [string, Attack] => [
      `a project file that names a link to what this process has open as ${index + 3}`,
      {
        files: { ".git/HEAD": "", ".neox-config.yml": "launches:\n  - files: [a.yml]\n" },
        args: ["check"],
        prepare: (folder) => symlinkSync(`/dev/fd/${index + 3}`, join(folder, "a.yml")),
      },
    ]),
  ),
  ...Object.fromEntries(
    Array.from({ length: 15 }, (_, index): readonly [string, Attack] => [
      `a page by a link to what this process has open as ${index + 3}`,
      {
        files: { ".git/HEAD": "", "a.yml": MODEL },
        args: ["report", "a.yml", "--html", "o.html"],
        prepare: (folder) => symlinkSync(`/dev/fd/${index + 3}`, join(folder, "o.html")),
      },
    ]),
  ),
});
