import { MODEL } from "../command";
import { count, lines, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";

/** Below a small model, what a command is to look at. */
const below = (text: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${text}\n` },
  args: args.length > 0 ? args : ["check", "a.yml"],
});
const two = (one: string, other: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${one}\n`, "b.yml": `${MODEL}${other}\n` },
  args: ["compare", "a.yml", "b.yml", ...args],
});

const IN_BRACES = MODEL.trim().replaceAll("\n", ", ");
const ADAM =
  "optimizer: {type: Adam, params: {lr: 0.001}}\ntrain_iters: 100\nzero_optimization: {stage: 1}\n";
/** Slips of fifteen kinds, each with a fix that is tried. */
const SLIPS =
  "min_lr: &r '1e-5'\ngradient_clippin: 1.0\nuse_wandb: tru\nclip_grad: 1.0\nlog_interval: 1e2\neval_interval: 1e3\nlr_decay_iters: 1e3\ntrain_iters: 1e5\nseed: 1e3\npos_emb: rotory\nnorm: rms_norm\nfp16: true\nsplit: [1,1,1]\nzero_optimization: {stage: 1, reduce_bucket_size: 5e8}\nwandb_group: 5\n";
const SPREAD = SLIPS.trim()
  .split("\n")
  .map((line) => `${"#\n".repeat(8000)}${line}\n`)
  .join("");
const BESIDE = `${SLIPS}deepspeed_extra_args: &q\n${lines(9000, (i) => `  a${i}: ${i} # c`)}`;

/** So many lines of `--launches`, of one config each. */
const launches = (length: number, text: string, model = MODEL): Attack => ({
  args: ["check", "--launches", "-"],
  stdin: lines(length, (i) =>
    JSON.stringify({ id: i, gpus: 400, files: [{ name: `${i}.yml`, text: `${model}${ADAM}${text}` }] }),
  ),
});
const layers = (of: number) => MODEL.replace("12", String(of));

/** A project file whose launches share files. */
const sharing = (files: Readonly<Record<string, string>>, ...of: readonly string[]): Attack => ({
  files: { ...files, ".neox-config.yml": `launches:\n${of.map((it) => `  - files: [${it}]\n`).join("")}` },
  args: ["check", "--format", "json"],
});
const numbered = (length: number, text: (index: number) => string) =>
  Object.fromEntries(Array.from({ length }, (_, i) => [`${i}.yml`, text(i)]));
/** Each file by itself. */
const each = (files: Readonly<Record<string, string>>, ...args: readonly string[]): Attack => ({
  files,
  args: ["check", "--each", ".", ...(args.length > 0 ? args : ["--format", "json"])],
});
const indices = (length: number) => Array.from({ length }, (_, i) => i);

carryOut({
  "slips of fifteen kinds in each of 18 files of 98 KB": each(
    numbered(18, () => `${MODEL}${SLIPS}deepspeed_extra_args:\n${lines(5000, (i) => `  a${i}: ${i} # c`)}`),
  ),
  "slips of fifteen kinds in each of 40 files of 33 KB, mended": each(
    numbered(40, () => `${MODEL}${SLIPS}deepspeed_extra_args:\n${lines(1700, (i) => `  a${i}: ${i} # c`)}`),
    ..."--fix --dry-run".split(" "),
  ),
  "three slips that stop PyYAML in each of 5 files of 270 KB": each(
    numbered(
      5,
      () =>
        `${MODEL}deepspeed_extra_args:\n${lines(20_000, (i) => `  a${i}: ${i}`)}pos_emb:rotary\nb: [1,2\nc: {a: 1\n`,
    ),
  ),
  "50,000 numbers that are compared with themselves from behind": two(
    `deepspeed_extra_args: [${listed(50_000, (i) => `${i}`)}]`,
    `deepspeed_extra_args: [${listed(50_000, (i) => `${49_999 - i}`)}]`,
  ),
  "50,000 paths of which every second, and every third, is another": two(
    `train_data_paths: [${listed(50_000, (i) => (i % 2 ? "a" : `${i}`))}]`,
    `train_data_paths: [${listed(50_000, (i) => (i % 3 ? "a" : `${i + 1}`))}]`,
    "--format",
    "json",
  ),
  "12,000 mappings whose names all differ, compared": two(
    `deepspeed_extra_args: {${listed(12_000, (i) => `k${i}: {a: {b: ${i}}}`)}}`,
    `deepspeed_extra_args: {${listed(12_000, (i) => `j${i}: {a: {b: ${i}}}`)}}`,
  ),
  "slips of fifteen kinds, far from each other, mended": below(
    SPREAD,
    "check",
    "a.yml",
    "--fix",
    "--dry-run",
  ),
  "slips of fifteen kinds beside 9,000 names and anchors, mended": below(
    BESIDE,
    ..."check a.yml --fix --dry-run".split(" "),
  ),
  "slips of fifteen kinds beside 9,000 names, each a fix of SARIF": below(
    BESIDE,
    ..."check a.yml --format sarif".split(" "),
  ),
  "190 rates in one block, far from each other, mended": below(
    `deepspeed_extra_args:\n${count(190, (i) => `  k${i}: 1e5\n${"#\n".repeat(2000)}`)}`,
    ..."check a.yml --fix --dry-run".split(" "),
  ),
  "30,000 wide values in one line, of which a thousand are told": {
    files: { "a.yml": `{${IN_BRACES}, ${listed(30_000, (i) => `\u00e9${i}: '\u4e2d\u4e2d'`)}}` },
    args: ["check", "a.yml"],
  },
  "30,000 comments that silence a name each": below(
    lines(30_000, (i) => `k${i}: 1 # neox-config: ignore unknown-argument -- x`),
  ),
  "100 files of one launch that say the same 1,000 names": {
    files: numbered(100, (i) => MODEL + lines(1000, (j) => `k${j}: ${i}`)),
    args: ["check", ...indices(100).map((i) => `${i}.yml`), "--format", "json"],
  },
  "100 files of one launch, effective": {
    files: numbered(100, (i) => MODEL + lines(1000, (j) => `k${j}: ${i}`)),
    args: ["effective", ...indices(100).map((i) => `${i}.yml`)],
  },
  "100 launches of the same 100 files in as many orders": sharing(
    numbered(100, (i) => `${i === 0 ? MODEL : ""}k${i}: 1\nmin_lr: '1e-${i % 9}'\n`),
    ...indices(100).map((i) =>
      indices(100)
        .map((j) => `${(i * 7 + j) % 100}.yml`)
        .join(", "),
    ),
  ),
  "30 launches that share a file of slips and an anchor": sharing(
    {
      "base.yml": `${MODEL}pos_emb: rotory\nmin_lr: '1e-5'\ndeepspeed_extra_args: &q\n${lines(300, (i) => `  k${i}: 1`)}`,
      ...numbered(30, (i) => `train_iters: ${i}00\nlr_decay_iters: 1e3\n`),
    },
    ...indices(30).map((i) => `base.yml, ${i}.yml`),
  ),
  "300 files of one folder that name each other in comments": {
    files: numbered(
      300,
      (i) => `# neox-config: with ${listed(90, (j) => `${(i + j) % 300}.yml`)}\nseed: ${i + 1}\n`,
    ),
    args: ["check", "--each", "."],
  },
  "60 scripts that launch 200 configs each": {
    files: {
      ...numbered(100, (i) => `${MODEL}save: s${i}\n`),
      ...Object.fromEntries(
        indices(60).map((i) => [
          `r${i}.sh`,
          lines(200, (j) => `python deepy.py train.py ${j % 100}.yml ${(i + j) % 100}.yml`),
        ]),
      ),
    },
    args: ["check", "--format", "json", "0.yml"],
  },
  "15 launches of 9,998 layers that take turns": launches(
    15,
    "attention_config: [[[local,global],all]]\n",
    layers(9998),
  ),
  "15 launches whose cuts are tried": launches(
    15,
    "pipe_parallel_size: 100\npipe_partition_method: parameters\n",
    layers(440),
  ),
  "15 launches of an expression over 9,998 layers and 2,000 stages": launches(
    15,
    "pipe_parallel_size: 2000\npipe_partition_method: 'type:(.*)transformer|.*'\n",
    layers(9998),
  ),
  "15 launches of types that are misspelt over 9,998 layers": launches(
    15,
    "attention_config: [[[flas,globl,lokal,sparce_fixd],all]]\n",
    layers(9998),
  ),
  "8 launches of 26 misspelt names each": launches(
    8,
    [..."abcdefghijklmnopqrstuvwxyz"].map((it) => `num_attention_head${it}: 1\n`).join(""),
  ),
  "100,000 saves that a schedule of a thousand million updates has": below(
    `train_iters: 900000000\nlr_decay_iters: 900000000\nextra_save_iters: [${listed(100_000, (i) => `${i * 3}`)}]\nsave: x\ncheckpoint_factor: 1\neval_interval: 1\nlog_interval: 1\noptimizer: {type: Adam, params: {lr: 0.001}}`,
    ..."schedule a.yml".split(" "),
  ),
  "20,000 times a name in both spellings": below("min_lr: 1.0e-5\nmin-lr: 1.0e-6\n".repeat(20_000)),
  "10,000 times a name of a block in both spellings": below(
    `zero_optimization:\n  stage: 1\n${lines(10_000, (i) => `  reduce-bucket-size: ${i}\n  reduce_bucket_size: 5e8`)}`,
  ),
  "60,000 rates under one name of an optimizer": below(
    `optimizer: {type: Adam, params: {${listed(60_000, (i) => `lr: 1e-${i % 9}`)}}}`,
  ),
  "60,000 comments that name a file each": below(lines(60_000, (i) => `# neox-config: with ${i}.yml`)),
  "60,000 severities of rules that are none": {
    files: { "a.yml": MODEL, ".neox-config.yml": `severity:\n${lines(60_000, (i) => `  r${i}: off`)}` },
    args: ["check", "a.yml"],
  },
  "1,500 blocks over two lines whose braces a key follows": {
    files: { "a.yml": `{${IN_BRACES},\n${count(1500, (i) => `"fp16${i}": {\n"a": 1}, `)}}` },
    args: ["check", "a.yml", "--format", "gitlab"],
  },
  "texts of 30,000 paths where lists are wanted, mended": below(
    `train_data_paths: "${"a, ".repeat(30_000)}"\nvalid_data_paths: "${"b,".repeat(49_000)}"\ntest_data_paths: "${"b ".repeat(49_000)}"`,
    ..."check a.yml --fix --dry-run".split(" "),
  ),
  "1,000 names of 700 letters that are like one": below(
    count(1000, (i) => `${"num_attention_heads_".repeat(40).slice(0, 700)}${i}: 1\n`),
  ),
  "2,000 names like one in each of two blocks": below(
    `optimizer: {type: Adam, params: {lr: 0.001, ${listed(2000, (i) => `bet${"a".repeat(i % 300)}s${i}: 1`)}}}\nzero_optimization: {stage: 1, ${listed(2000, (i) => `contiguous_gradient${"s".repeat(i % 300)}${i}: 1`)}}`,
    ..."check a.yml --format json".split(" "),
  ),
  "6,000 names of escapes, effective": {
    files: {
      "a.yml": `{${IN_BRACES}, ${listed(6000, (i) => `"${"\\x61".repeat(60)}${i}": "\\u263a${i}"`)}}`,
    },
    args: ["effective", "a.yml"],
  },
  "9,000 runs of one layer each, exported": {
    files: {
      "a.yml": `${layers(9000)}attention_config: [${listed(9000, (i) => `[[${i % 2 ? "global" : "local"}], 1]`)}]\n`,
    },
    args: ["to-hf", "a.yml"],
  },
  "2,000 stages of 10,000 layers, rank by rank": {
    files: { "a.yml": `${layers(10_000)}${ADAM}pipe_parallel_size: 2000\n` },
    args: ["report", "a.yml", "--gpus", "4000", "--ranks"],
  },
});
