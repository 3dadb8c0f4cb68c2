import { MENDABLE, MODEL } from "../command";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";

/** Below a small model, something that is long, deep or many. */
const below = (lines: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${lines}\n` },
  args: [...(args.length > 0 ? args : ["check"]), "a.yml"],
});

/** Blocks that may all be the same one. */
const BLOCKS =
  "optimizer zero_optimization scheduler fp16 bf16 amp data_types autotuning comms_logger flops_profiler tensorboard wandb csv_monitor activation_checkpointing curriculum_learning sparsity_config soft_prompt_tuning deepspeed_extra_args".split(
    " ",
  );
const TEXTS =
  "activation norm pos_emb init_method mlp_type precision launcher lr_decay_style data_impl tokenizer_type train_data_paths valid_data_paths test_data_paths attention_config save load vocab_file include".split(
    " ",
  );
const each = (names: readonly string[], value: string) => names.map((name) => `${name}: ${value}\n`).join("");
const LIST = `x: &a [${"1, ".repeat(90_000)}]\n${each([...BLOCKS, ...TEXTS], "*a")}`;
const LETTERS = `x: &a "${"y".repeat(1_500_000)}"\n${each([...BLOCKS, ...TEXTS], "*a")}`;

const bytes = (content: string | Uint8Array): Attack => ({
  files: { "a.yml": content },
  args: ["check", "a.yml"],
});

const ADAM = "optimizer: {type: Adam, params: {lr: 0.1}}\n";

/** Merges of merges, which the rules ask for whether or not the reader gave them up. */
const chainOf = (length: number) => `l: [&m0 {k: 1}${count(length, (i) => `, &m${i + 1} {<<: *m${i}}`)}]`;
const WIDE = `x: &m0 {${count(20_000, (i) => `k${i}: 1, `)}}\nl: [${count(2000, (i) => `&a${i} {<<: *m0}, `)}]\n`;
const ALL = `[${count(2000, (i) => `*a${i} , `)}]`;
const MERGED = `x: &m0 {${count(10_000, (i) => `k${i}: 1, `)}}\n<<: *m0\n`;

carryOut({
  "a chain of 5,000 merges below the whole config": below(`${chainOf(5000)}\n<<: *m5000`),
  "a chain of 60,000 merges in a block": below(`${chainOf(60_000)}\noptimizer: {<<: *m60000 }`),
  "2,000 mappings that merge 20,000 keys": below(`${WIDE}<<: ${ALL}`),
  "2,000 such mappings in a block": below(`${WIDE}optimizer: {<<: ${ALL}}`),
  "20,000 merges of a list of 100,000 numbers": below(
    `x: &x [${"1,".repeat(100_000)}1]\n${count(20_000, (i) => `c${i}: {<<: *x}\n`)}`,
  ),
  "one wide mapping 50,000 times in one merge": below(
    `b: &b {${count(20_000, (i) => `k${i}: 1,`)}}\nc: {<<: [${"*b,".repeat(50_000)}]}`,
  ),
  ...Object.fromEntries(
    ["y: {<<: 5}", "y: !!int a", "z: [", "hidden_size: 770"].map((slip) => [
      `10,000 merged keys with ${slip}`,
      below(`${MERGED}${slip}`),
    ]),
  ),
  "700,000 comments before a comma that is missing": below(`x: {a: 1\n${"#\n".repeat(700_000)}b: 1}`),
  "400,000 comments in a brace that stays open": below(`optimizer: {\n a: 1\n${"#\n".repeat(400_000)}`),
  "400,000 comments before a value that is mended": below(
    `attention_config:\n${"#\n".repeat(400_000)}  - [[global], 11]`,
  ),
  "200,000 comments before a value of another kind": below(`activation:\n${"  #\n".repeat(200_000)}  - gelu`),
  "100,000 items of another kind, with a comment each": below(
    `activation:\n${"  - gelu # c\n".repeat(100_000)}`,
  ),
  "200,000 comments between a tag and its value, mended": below(
    `precision: !!int\n${"  #\n".repeat(200_000)}  7`,
    "check",
    "--fix",
  ),
  "20,000 braces in a line, with lines behind it": below(`x: ${"{".repeat(20_000)}${"\n x".repeat(40_000)}`),
  "140,000 quotes and backslashes behind an open list": below(`y: [\n${'"\\'.repeat(140_000)}\na`),
  ...Object.fromEntries(
    ["\r", "\u2028", "\u0085"].map((lineBreak) => [
      `70,000 suppressions in lines that end in ${JSON.stringify(lineBreak)}`,
      below(`x: 1${lineBreak}${`# neox-config: ignore a-b${lineBreak}`.repeat(70_000)}`),
    ]),
  ),
  "600,000 empty lists": below(`x: [${"[],".repeat(600_000)}]`),
  "250,000 empty mappings in block style": below(`x:\n${"  - {}\n".repeat(250_000)}`),
  "400,000 times one key with a question mark": below(`x: {${"? a,".repeat(400_000)}}`),
  "130,000 keys with question marks": below(`x: {${count(130_000, (i) => `? a${i} : 1,`)}}`),
  "150,000 lines with a colon too many": below("a: b: c\n".repeat(150_000)),
  "one unknown key 250,000 times": below("x: 1\n".repeat(250_000)),
  "one known key 90,000 times": below("hidden_size: 768\n".repeat(90_000)),
  "one key of a block 150,000 times": below(`optimizer: {${"type: Adam, ".repeat(150_000)}}`),
  "90,000 keys that are nearly one": below(count(90_000, (i) => `hidden_siz${i}: 1\n`)),
  "200 lists in each of 4,000 lines": below(`x:\n${` ${"- ".repeat(200)}1\n`.repeat(4000)}`),
  "150,000 unknown keys": below(count(150_000, (i) => `k${i}: 1\n`)),
  "150,000 lists that stay open": below("x: [a,\n".repeat(150_000)),
  "a number of underscores and colons": below(`seq_len: ${"1_0:".repeat(400_000)}1`),
  "a number of points": below(`lr: ${"1.".repeat(900_000)}`),
  "70,000 dates": below(`x: [${"2001-01-01 1:1:1.1 +1:11, ".repeat(70_000)}]`),
  "a date before blanks": below(`x: 2001-01-01${" ".repeat(1_800_000)}x`),
  "a date with 1,800,000 digits": below(`x: 2001-01-01 01:01:01.${"1".repeat(1_800_000)}`),
  "a quoted text over 450,000 lines": below(`x: "${"a\n  ".repeat(450_000)}"`),
  "blanks within quotes": below(`x: "a${" ".repeat(1_800_000)}b"`),
  "blanks within a plain text": below(`x: a${`${" ".repeat(1000)}b`.repeat(1800)}`),
  "900,000 quotes within quotes": below(`x: '${"''".repeat(900_000)}'`),
  "a literal block of growing indents": below(`x: |\n${count(3500, (i) => `  ${" ".repeat(i % 900)}\n`)}  a`),
  "a folded block of empty lines": below(`x: >\n${"  a\n\n".repeat(350_000)}`),
  "a folded block of two indents": below(`x: >-\n${"  a\n   b\n".repeat(190_000)}`),
  "comments of all indents": below(count(6000, (i) => `${" ".repeat(i % 500)}# c\n`)),
  "comments that ignore 45,000 rules": below(count(45_000, (i) => `# neox-config: ignore r${i} -- x\n`)),
  "a comment that ignores a long rule": below(`# neox-config: ignore ${"a-".repeat(900_000)}`),
  "a comment that ignores commas": below(`# neox-config: ignore ${",,".repeat(900_000)}`),
  "comments of blanks": below(`# neox-config:${" ".repeat(100)}\n`.repeat(15_000)),
  "a comment of 1,800,000 blanks": below(`# neox-config:${" ".repeat(1_800_000)}x`),
  "a line of number signs": below(`x: 1 ${"# ".repeat(900_000)}`),
  "150,000 anchors": below(`x: [${count(150_000, (i) => `&a${i} 1,`)}]`),
  "200,000 aliases without anchors": below(`x: [${count(200_000, (i) => `*a${i},`)}]`),
  "300,000 tags": below(`x: [${"!a 1,".repeat(300_000)}]`),
  "150,000 documents": below("---\na: 1\n".repeat(150_000)),
  "400,000 ends of documents": below("...\n".repeat(400_000)),
  "150,000 versions of YAML": {
    files: { "a.yml": `${"%YAML 1.1\n".repeat(150_000)}---\n${MODEL}` },
    args: ["check", "a.yml"],
  },
  "800,000 lines of a tab": below("\t\n".repeat(800_000)),
  "returns alone": {
    files: { "a.yml": MODEL.replaceAll("\n", "\r") + "k: 1\r".repeat(200_000) },
    args: ["check", "a.yml"],
  },
  "3,000 lists that stay open in a line": below("x: [".repeat(3000)),
  "90,000 blocks that stay open": below("optimizer: {a: [\n".repeat(90_000)),
  "120,000 quotes that stay open": below('x: "a\ny: 1\n'.repeat(120_000)),
  "200,000 brackets that close nothing": below("x: ]\n".repeat(200_000)),
  "1,700 long values, all printed": below(
    count(1700, (i) => `k${i}: ${"x".repeat(1000)}\n`),
    "effective",
  ),
  "a list of 450,000, printed": below(`train_data_paths: [${"ab, ".repeat(450_000)}]`, "effective"),
  "110,000 patterns of attention, reported": below(
    `attention_config: [${"[[global], 1], ".repeat(110_000)}]`,
    "report",
  ),
  "something at every of 320,000,000 iterations": below(
    `train_iters: 320000000\nlr_decay_iters: 320000000\neval_interval: 1\nlog_interval: 1\ncheckpoint_factor: 1\nsave: x\n${ADAM}`,
    "schedule",
    "--format",
    "json",
  ),
  "a checkpoint before the last of 999,999,999,999 iterations": below(
    `train_iters: 999999999999\nlr_decay_style: cosine\n${ADAM}`,
    "schedule",
    "--resume-at",
    "999999999998",
  ),
  "250,000 iterations to save at": below(
    `train_iters: 1000000\nextra_save_iters: [${count(250_000, (i) => `${i},`)}]\nsave: x\n`,
    "schedule",
  ),
  "a schedule of numbers that are none": below(
    "train_iters: .nan\nwarmup: .inf\noptimizer: {type: Adam, params: {lr: .nan}}\n",
    "schedule",
    "--seconds-per-iteration",
    "1e-300",
    "--time-limit",
    "1e300",
  ),
  "one fix within 1,700,000 characters": {
    files: { "a.yml": MENDABLE + count(190, (i) => `x${i}: ${"y".repeat(9000)}\n`) },
    args: ["check", "a.yml", "--fix"],
  },
  "one list of 90,000 for each of 36 arguments, as values in JSON": below(
    LIST,
    "effective",
    "--format",
    "json",
  ),
  "1,500,000 letters for each of 36 arguments": below(LETTERS),
  "1,500,000 letters for each of 36 arguments, as values in JSON": below(
    LETTERS,
    ...["effective", "--format", "json"],
  ),
  "1,500,000 letters for each of 36 arguments, compared": {
    files: { "a.yml": MODEL + LETTERS, "b.yml": MODEL },
    args: ["compare", "a.yml", "b.yml", "--format", "json"],
  },
  "one mapping of 90,000 keys for 18 blocks": below(
    `m: &m {${count(90_000, (i) => `k${i}: 1, `)}}\n${each(BLOCKS, "*m")}`,
  ),
  "one mapping of 20,000 keys that 18 blocks merge": below(
    `m: &m {${count(20_000, (i) => `k${i}: 1, `)}}\n${each(BLOCKS, "{<<: *m}")}`,
  ),
  "20,000 keys that DeepSpeed had once, mended": below(
    `zero_optimization: {${"cpu_offload: true, cpu_offload_params: true, ".repeat(20_000)}}`,
    ...["check", "--fix"],
  ),
  "keys of all lengths": below(`x: {${count(1800, (i) => `${"a".repeat(i)}: 1, `)}}`),
  "anchors on every key and value": below(count(40_000, (i) => `&k${i} k${i}: &v${i} *k${i}\n`)),
  "one name for 100,000 anchors": below(`x: [${count(100_000, (i) => `&a ${i}, *a, `)}]`),
  "sets in sets": below(`x: ${"!!set {? ".repeat(150)}a${"}".repeat(150)}`),
  "an ordered mapping of 60,000 pairs too many": below(`x: !!omap [${"{a: 1, b: 2}, ".repeat(60_000)}]`),
  "60,000 times beyond a day": below(`x: [${"9999-99-99T99:99:99.9+99:99, ".repeat(60_000)}]`),
  "100,000 bytes that are none": below(`x: [${"!!binary '=a=', ".repeat(100_000)}]`),
  "numbers of all spellings": below(
    `x: [${".inf, -.Inf, .NAN, +.INF, 1e5, 1.e+5, 0b_1, 0x_f, 190:20:30.15, ".repeat(20_000)}]`,
  ),
  "60,000 names of Python": below(
    `x: [${"!!python/name:os.system '', !!python/object/new:os.x {}, ".repeat(30_000)}]`,
  ),
  "a value of colons": below(`x: ${"a:".repeat(900_000)}`),
  "a key of exclamation marks": below(`? ${"!".repeat(900_000)}\n: 1`),
  "90,000 merges of a number": below("<<: 1\n".repeat(90_000)),
  "a merge of 400 lists in lists": below(`<<: ${"[".repeat(400)}{a: 1}${"]".repeat(400)}`),
  "200,000 keys of nothing": below("~: ~\n".repeat(200_000)),
  "indents that come back": below(count(3000, (i) => `${" ".repeat(i % 400)}a${i}:\n`)),
  "90,000 blocks with the largest indent": below(count(90_000, (i) => `a${i}: |9+\n\n`)),
  "100,000 blocks of nothing": below(count(100_000, (i) => `a${i}: >-\n`)),
  "180,000 comments within a list": below(`x: [${"1, # c\n ".repeat(180_000)}]`),
  "150,000 documents that end at once": bytes(`${"--- {}\n...\n".repeat(150_000)}${MODEL}`),
  "wide characters, and half of one": bytes(
    Buffer.concat([Buffer.from(`\ufeff${MODEL.repeat(2000)}`, "utf16le"), Buffer.from("a")]),
  ),
  "overlong bytes": bytes(
    Buffer.concat([Buffer.from(MODEL), Buffer.alloc(1_200_000, Uint8Array.of(0xc0, 0x80, 0xf8, 0x88))]),
  ),
  "a mark of byte order in each line": bytes(MODEL.repeat(1000).replaceAll("\n", "\n\ufeff")),
  "900,000 characters of nothing": bytes(`${MODEL}${"\0".repeat(900_000)}`),
  "marks above letters in keys": below(count(60_000, (i) => `e\u0301${i}\u200d: 1\n`)),
  "keys of wide letters": below(count(60_000, (i) => `\uff4eum_layers${i}: 1\n`)),
  "keys with dots and slashes": below(count(60_000, (i) => `num-layers.${i}/x: 1\n`)),
  "1,000 long lines with findings, in colours": below(
    count(1000, (i) => `k${i}: ${"x".repeat(1500)}\n`),
    ...["check", "--color", "always"],
  ),
  "1,000 rules that are ignored for long reasons": below(
    count(1000, (i) => `# neox-config: ignore unknown-argument -- ${"r".repeat(1000)}\nk${i}: 1\n`),
  ),
  "the ranks of 64,000 GPUs": {
    files: { "a.yml": `${MODEL.replace("12", "100000")}pipe_parallel_size: 4000\n` },
    args: ["report", "a.yml", "--ranks", "--gpus", "64000"],
  },
  "the ranks of 144,000,000 GPUs in JSON": below(
    "model_parallel_size: 12\npipe_parallel_size: 12\n",
    "report",
    "--format",
    "json",
    "--gpus",
    "144000000",
  ),
  "170,000 pairs of a list": below(`x: [${"a: b, ".repeat(170_000)}]`),
  "60,000 lists for keys": below(`x: {${count(60_000, (i) => `? [a, ${i}] : b, `)}}`),
  "a literal block of 800,000 lines of one blank": below(`save: |\n${" \n".repeat(800_000)} a`),
  "100,000 blocks that say their indent": below(`x:\n${"- |9\n          a\n".repeat(100_000)}`),
  "180,000 keys without values": below(count(180_000, (i) => `k${i}:\n`)),
  "600,000 lines that are escaped": below(`save: "${"a\\\n".repeat(600_000)}"`),
  "a set of 200,000 times nothing": below(`x: !!set {${"? , ".repeat(200_000)}}`),
  "40,000 times as keys": below(`x: {${count(40_000, (i) => `? 2001-12-14t21:59:59.${i}-05:00 : 1, `)}}`),
  "100,000 floats for keys, of twenty kinds": below(
    `x: {${count(100_000, (i) => `? 1.${"0".repeat(i % 20)} : 1, `)}}`,
  ),
  "150,000 anchors of nothing": below(`x: [${count(150_000, (i) => `&a${i} , `)}]`),
  "a list whose items move to the left": below(`x:\n${count(400, (i) => `${" ".repeat(400 - i)}- 1\n`)}`),
  "1,500 keys without values, up and down": below(
    `x:\n${count(1500, (i) => `${" ".repeat(1 + (i % 400))}k${i}:\n`)}`,
  ),
  "a binary text of padding": below(`save: !!binary "${"====".repeat(400_000)}"`),
  "escapes of all that is not seen": below(`save: "${"\\N\\_\\L\\P\\0\\e".repeat(150_000)}"`),
});

carryOut({
  "5,000 question marks in a row": below(`${"? ".repeat(5000)}a`),
  "pairs in lists in pairs": below(`x: ${"[a: ".repeat(230)}1${"]".repeat(230)}`),
  "70,000 handles of tags": bytes(
    `${count(70_000, (i) => `%TAG !h${i}! tag:x,${i}\n`)}---\n${MODEL}x: !h69999!a 1\n`,
  ),
  "a tag of 900,000 letters": below(`x: !<${"a".repeat(900_000)}> 1\ny: !${"%41".repeat(300_000)} 1`),
  "numbers of other bases": below(
    `num_layers: 0b${"1".repeat(600_000)}\nhidden_size: 0x${"f".repeat(600_000)}\nseq_length: 0${"7".repeat(600_000)}`,
  ),
  "a float of minutes": below(`lr: ${"1:".repeat(800_000)}1.5`),
  "a float of 1,800,000 digits": below(`min_lr: 1.${"3".repeat(1_800_000)}`),
  "100,000 keys that are equal signs": below(`x: {${"=: 1, ".repeat(100_000)}}`),
  "80,000 keys that are yes and no": below(
    count(80_000, (i) => `${["yes", "No", "ON", "off", "~", "True"][i % 6]}: 1\n`),
  ),
  "a key of 450,000 escapes": below(`"${"\\x41".repeat(450_000)}": 1`),
  "60,000 keys that escapes make one": below(
    count(60_000, (i) => `"\\x68idden_siz${["e", "\\x65"][i % 2]}": ${i}\n`),
  ),
  "lists of nothing between commas": below(`x: [${",".repeat(900_000)}]`),
  "a folded text of 1,000,000 blanks and breaks": below(`save: "${" \n".repeat(500_000)}"`),
  "a comment behind each of 90,000 keys of one block": below(
    `optimizer:\n${count(90_000, (i) => `  k${i}: # c\n    1\n`)}`,
  ),
  "comments that go with ten thousand files": below(count(10_000, (i) => `# neox-config: with f${i}.yml\n`)),
  "comments that are meant for 40,000 models": below(count(40_000, (i) => `# neox-config: same-as m/${i}\n`)),
  "comments that convert with 30,000 tools": below(
    count(30_000, (i) => `# neox-config: converts-with convert_neox_to_hf --a${i}\n`),
  ),
  "data paths, weights and splits of 60,000": below(
    `train_data_paths: [${"a, ".repeat(60_000)}]\ntrain_data_weights: [${"1., ".repeat(60_000)}]\nvalid_data_paths: [${"b, ".repeat(60_000)}]\ntest_data_paths: [${"c, ".repeat(60_000)}]\nsplit: "${"9,".repeat(60_000)}1"`,
  ),
  "a split of 900,000 commas": below(`split: "${",".repeat(900_000)}"`),
  "stages of a pipeline for 100,000 layers": {
    files: { "a.yml": `${MODEL.replace("12", "100000")}pipe_parallel_size: 99999\n` },
    args: ["check", "a.yml"],
  },
  "a partition by a pattern of 900,000 stars": below(
    `pipe_parallel_size: 2\npipe_partition_method: "type:${".*".repeat(450_000)}x"`,
  ),
  "a curriculum of 60,000 steps": below(
    `curriculum_learning: {enabled: true, schedule_config: {difficulty: [${count(60_000, (i) => `${i}, `)}], max_step: [${count(60_000, (i) => `${i}, `)}]}}`,
    "schedule",
  ),
});
