import { family, keyed, repeated } from "../bombs";
import { MENDABLE, MODEL } from "../command";
import { count, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";

const LISTS = family(9, "[1, 2, 3]", (it) => `[${repeated(it, 10)}]`);
const MAPPINGS = family(9, "{x: 1}", (it) => `{${keyed(it, 10)}}`);
const BREAKS = ["\n", "\u2028", "\u0085", "\r", "\r\n", "\u2029"];

/** Below the model, by this command. */
const below = (lines: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${lines}\n`, "b.yml": MODEL },
  args: args.length > 0 ? args : ["check", "a.yml"],
});

/** The text as it is. */
const whole = (text: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": text },
  args: args.length > 0 ? args : ["check", "a.yml"],
});

/** What mends a file leaves every alias and anchor where it was. */
const mended = (lines: string, ...args: readonly string[]): Attack =>
  whole(`${MENDABLE}${lines}\n`, "check", "a.yml", ...args);

/** Lists of ten of the list before: the last stands for ten thousand million numbers. */
const TENFOLD = `x0: &a0 [${"1,".repeat(10)}]\n${count(9, (i) => `x${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]\n`)}`;
const tenfold = (lines: string): Attack => ({
  files: { "a.yml": `${MODEL}${TENFOLD}${lines}\n` },
  args: ["check", "a.yml"],
});

carryOut({
  "numbers without end where two are meant": tenfold(
    "optimizer: {type: Adam, params: {lr: 1.0, betas: [*a9 , *a9 ]}}",
  ),
  "numbers without end for one of two that are to be mended": tenfold(
    "optimizer: {type: OneBitAdam, params: {lr: 1.0, betas: [*a9 ]}}",
  ),
  "numbers without end for a key": tenfold("optimizer: {? *a9 : 1}"),
  ...Object.fromEntries(
    [
      "init_method",
      "pos_emb",
      "text_gen_type",
      "split",
      "train_impl",
      "pipe_partition_method",
      "activation",
    ].map((key) => [`numbers without end for ${key}`, tenfold(`${key}: *a9`)]),
  ),
  "numbers without end behind a type of attention": tenfold('attention_config: [[["Flash"], 12, *a9 ]]'),
  "types of attention that hold themselves": tenfold('attention_config: &c [[["Flash"], 12, *c ]]'),
  "600,000 uses of a null that is far to seek": {
    files: {
      "a.yml": `${MODEL}x: &a !!null ${"{=: ".repeat(470)}y${"}".repeat(470)}\nl: [${"*a,".repeat(600_000)}]\n`,
    },
    args: ["check", "a.yml"],
  },
  "lists in lists around a text of 1,900,000 letters": {
    files: { "a.yml": `${MODEL}x: ${"[".repeat(470)}"${"a".repeat(1_900_000)}"${"]".repeat(470)}\n` },
    args: ["check", "a.yml"],
  },
  "a list of no mappings, merged 300 times": below(
    `x: &x [${"1, ".repeat(20_000)}]\n${count(300, (i) => `c${i}: {<<: *x}\n`)}`,
  ),
  "a list of 200,000 that are no mappings, merged 20,000 times": below(
    `x: &x [${"1, ".repeat(200_000)}]\n${count(20_000, (i) => `c${i}: {<<: *x}\n`)}`,
  ),
  "one mapping of 20,000 keys, 50,000 times in one merge": below(
    `b: &b {${listed(20_000, (i) => `k${i}: 1`)}}\nc: {<<: [${"*b, ".repeat(50_000)}]}`,
  ),
  "one equal sign in each of 60,000 mappings, wanted as a number": below(
    `a: &a {=: 5}\nx: [${"!!int *a, !!float {=: 1.5}, ".repeat(30_000)}]`,
  ),
  "900 equal signs in equal signs, each with an anchor": below(
    `e0: &e0 5\n${count(900, (i) => `e${i + 1}: &e${i + 1} {=: *e${i}}\n`)}seed: !!int {=: *e900}`,
  ),
  "an equal sign that stands for itself": below("a: &a {=: *a}\nseed: !!int {=: *a}\nmin_lr: !!float {=: 1}"),
  "merges of equal signs and of merges in keys": below(
    "a: &a {=: 1, <<: {=: 2}}\nb: {<<: *a, =: 3}\nfp16: {? {<<: *a} : 1}\n? &m <<\n: *a\n*m : {x: 1}",
  ),
  "a merge key that is said by a tag, 40,000 times": below(
    `a: &a {x: 1}\nfp16: {${listed(40_000, (i) => `? !!merge m${i} : *a`)}}`,
  ),
  "a merge key that is an alias, in 30,000 mappings": below(
    `a: &a {x: 1}\nb: &b {&m <<: *a}\n${count(30_000, (i) => `c${i}: {*m : *a}\n`)}`,
  ),
  "merges in sets": below(
    `a: &a {${listed(9000, (i) => `k${i}: null`)}}\n${count(20, (i) => `s${i}: !!set {<<: *a}\n`)}wandb_team: !!set {<<: [*a, *a]}`,
  ),
  "40,000 tuples of one alias each, as keys": below(
    `t: &t !!python/tuple [${"1, ".repeat(300)}]\nx: {${listed(40_000, (i) => `? !!python/tuple [*t, ${i}] : 1`)}}`,
  ),
  "240 tuples, each twice in the next, as keys of 2,000 mappings": below(
    `t0: &t0 !!python/tuple [1]\n${count(240, (i) => `t${i + 1}: &t${i + 1} !!python/tuple [*t${i}, *t${i}]\n`)}${count(2000, (i) => `x${i}: {? *t240 : 1, ? *t${i % 240} : 2}\n`)}`,
  ),
  "an alias to each of 90,000 anchors in a list, backwards": below(
    `x: [${listed(90_000, (i) => `&a${i} ${i}`)}]\ny: [${listed(90_000, (i) => `*a${89_999 - i}`)}]`,
  ),
  "an anchor on nothing, in 80,000 places": below(
    `${count(80_000, (i) => `k${i}: &n${i}\n`)}seed: *n79999\nmin_lr: *n0`,
  ),
  "an anchor before a literal block that is used 200 times": below(
    `x: &x |\n${" yy\n".repeat(2000)}\n${count(200, (i) => `z${i}: *x\n`)}save: *x\nload: *x\nvocab_file: *x`,
    ...["effective", "a.yml", "--format", "json"],
  ),
  "every argument an alias to the one before": below(
    "seed: &a 1\nnum_workers: &b *a\nlog_interval: &c *b\nsteps_per_print: *c",
  ),
  "a model of which every value is one alias": whole(
    MODEL.replace("12", "&n 12").replaceAll(/: [0-9]+/g, ": *n"),
    ...["check", "a.yml", "--fix-all"],
  ),
  "an alias in front of each colon, mended": mended("x: &x min_lr\n*x : 1e-6\n? *x\n: 1e-7", "--fix-all"),
  "a value that is mended, which 3,000 aliases share": mended(
    `optimizer: {type: Adam, params: {lr: &lr 1e-4}}\n${count(3000, (i) => `k${i}: *lr\n`)}`,
    ...["--fix", "--dry-run"],
  ),
  "anchors and tags before values that are mended": mended(
    'seed: &s !!str 1e-5\neps: !!str &t 1e-5\noptimizer: &o\n  # c\n  type: &p Adam\n  params: &q !!map\n    lr: !!str &r "1e-5"',
    "--fix-all",
  ),
  "a tree in each file of one launch, with one anchor's name": {
    files: { "a.yml": `${MODEL}${LISTS}wandb: *top\n`, "b.yml": `${MAPPINGS}autotuning: *top\n` },
    args: ["compare", "a.yml", "b.yml", "--format", "json"],
  },
  "a tree for a comment that says what goes with it": {
    files: {
      "a.yml": `# neox-config: with b.yml\n${MODEL}`,
      "b.yml": `${LISTS}x: &x [*top, *x]\nzero_optimization: {y: *x}\n`,
    },
    args: ["check", "--each", "a.yml", "--format", "sarif"],
  },
  "a tree that --launches brings": {
    args: ["check", "--launches", "-"],
    stdin: `${count(40, (i) => `${JSON.stringify({ id: i, files: [{ name: "a.yml", text: `${MODEL}${MAPPINGS}zero_optimization: *top\n` }] })}\n`)}`,
  },
  "a tree of texts that a page shows": below(
    `${family(8, '"<b>&amp;"', (it) => `{${keyed(it, 10)}}`)}wandb_group: *top\noptimizer: {type: *top}`,
    ...["report", "a.yml", "--html", "o.html"],
  ),
  "anchors on lines that only YAML knows": whole(
    BREAKS.map((end, i) => `k${i}: &a${i} [*a${i}, *a${Math.max(0, i - 1)}]${end}`).join("") + MODEL,
    "effective",
    "a.yml",
  ),
  "an alias that a broken line cuts from its anchor": whole(
    `${MODEL}x: [&a 1, {b: *a\ny: *a\n${"z: [*a, *b\n".repeat(900)}`,
  ),
  "20,000 aliases of names that nothing has, in blocks": below(count(20_000, (i) => `k${i}:\n  - *no${i}\n`)),
});
