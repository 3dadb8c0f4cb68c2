import { execFileSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hostileFolder, MODEL, textOf } from "../command";
import { inShell } from "../inShell";
import { count, lines, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";

const PAGE = /^<!DOCTYPE html>[\s\S]*<\/html>\s*$/;
const LONGEST_PAGE = 5_000_000;

/** A page with the scripts and the style that are ours, whatever the config is; the config is as it was. */
const page = (files: Readonly<Record<string, string>>, ...more: readonly string[]): Attack => ({
  files,
  args: [
    "report",
    ...Object.keys(files).filter((name) => /^[abc]\.yml$/.test(name)),
    "--html",
    "o.html",
    ...more,
  ],
  afterwards(folder) {
    const names = readdirSync(folder).filter((name) => name !== "o.html");
    expect(names.sort()).toEqual([...new Set(Object.keys(files).map((name) => name.split("/")[0]))].sort());
    for (const [name, text] of Object.entries(files)) expect(textOf(folder, name)).toBe(text);
    if (!readdirSync(folder).includes("o.html")) return;
    const written = textOf(folder, "o.html");
    expect(written).toMatch(PAGE);
    expect(written.length).toBeLessThan(LONGEST_PAGE);
    expect(written.match(/<\/?(?:script|style)\b/g)).toHaveLength(6);
    expect(written).not.toMatch(/<img|<iframe|\bonerror=|<!--/);
  },
});
const config = (text: string, ...more: readonly string[]) => page({ "a.yml": text }, ...more);
const model = (text: string, ...more: readonly string[]) => config(MODEL + text, ...more);
const sized = (layers: string, hidden: string, more = "") =>
  config(MODEL.replace("layers: 12", `layers: ${layers}`).replace("768", hidden) + more);

const HTML = `</script><script>1</script></style><!--<img src=x onerror="1"><iframe>\\u2028\\ud800`;

carryOut({
  "a title that is a tag": page({ "a.yml": `# <title></title></head>\n${MODEL}` }),
  "values of tags wherever the page shows one": model(
    count(
      12,
      (i) =>
        `${["save", "load", "activation", "norm", "pos_emb", "precision", "lr_decay_style", "tokenizer_type", "vocab_file", "init_method", "output_layer_init_method", "wandb_group"][i]}: "${HTML}"\n`,
    ),
  ),
  "an optimizer of tags": model(
    `optimizer: {type: "${HTML}", params: {lr: "${HTML}"}}\nzero_optimization: {stage: "${HTML}"}\n`,
  ),
  "keys of tags in each block": model(
    lines(5, (i) => `${["optimizer", "fp16", "bf16", "zero_optimization", "scheduler"][i]}: {"${HTML}": 1}`),
  ),
  "two kinds of layers by turns, 4,000 times": sized(
    "8000",
    "768",
    "attention_config: [[[global, local], 4000]]\n",
  ),
  "200,000 layers that are told one by one": sized(
    "200000",
    "768",
    `attention_config: [${listed(20_000, (i) => (i % 3 ? "global" : "mamba"))}]\n`,
  ),
  "layers of all kinds over 500 stages": sized(
    "2000",
    "768",
    "attention_config: [[[global, rwkv, mamba, local, sparse_fixed], 400]]\npipe_parallel_size: 500\n",
  ),
  "more stages than layers": model("pipe_parallel_size: 4096\n", "--gpus", "4096"),
  "stages by names": model('pipe_parallel_size: 4\npipe_partition_method: "type:(a+)+$|transformer"\n'),
  "stages by a name of 100,000 brackets": model(
    `pipe_parallel_size: 4\npipe_partition_method: "type:${"(".repeat(100_000)}"\n`,
  ),
  "a width beyond counting": sized("12", "1e400"),
  "layers beyond counting": sized("9".repeat(400), "768"),
  "all sizes at the end of whole numbers": config(
    MODEL.replaceAll(/: \d+/g, `: ${Number.MAX_SAFE_INTEGER}`),
    ...["--gpus", String(Number.MAX_SAFE_INTEGER)],
  ),
  "sizes below nothing": config(MODEL.replaceAll(": ", ": -")),
  "sizes of nothing": config(MODEL.replaceAll(/: \d+/g, ": 0")),
  "sizes of no kind": config(MODEL.replaceAll(/: \d+/g, ": .nan")),
  "sizes that are texts of other digits": config(MODEL.replace("768", '"\u0967\u0968\u096e"')),
  "a vocabulary and a share of no kind": model("", "--vocab", "1", "--mfu", "0.000000001"),
  "a share beyond one": model("", "--mfu", "1e308"),
  "iterations beyond counting": model(
    "train_iters: 1e300\nlr_decay_iters: 1e300\nsave: x\ncheckpoint_factor: 1\n",
  ),
  "9,007,199,254,740,991 iterations that are saved one by one": model(
    "train_iters: 9007199254740991\nlr_decay_iters: 9007199254740991\nsave: x\ncheckpoint_factor: 1\neval_interval: 1\n",
  ),
  "a schedule that never comes to its end": model(
    "train_iters: 10\nlr_decay_iters: 0\nwarmup: .inf\noptimizer: {type: Adam, params: {lr: .nan}}\n",
  ),
  "100,000 iterations at which is saved": model(
    `train_iters: 200000\nsave: x\nextra_save_iters: [${listed(100_000, String)}]\n`,
  ),
  "50,000 data sets with weights": model(
    `train_iters: 10\ntrain_data_paths: [${listed(50_000, (i) => `d/${i}`)}]\ntrain_data_weights: [${listed(50_000, () => "1.")}]\n`,
  ),
  "experts beyond counting on every layer": sized(
    "1000",
    "768",
    "moe_num_experts: 9007199254740991\nmoe_expert_interval: 1\nmoe_expert_parallel_size: 3\n",
  ),
  "a LoRA of all prototypes": model(
    'lora: {__proto__: 1}\nconstructor: {a: 1}\n"__proto__": {hidden_size: 1}\n',
  ),
  "comments that make one launch of a hundred files": page({
    "a.yml": `${lines(100, (i) => `# neox-config: with c/${i}.yml`)}${MODEL}`,
    ...Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`c/${i}.yml`, `train_iters: ${i}\n`])),
  }),
  "three files of one launch, the last of other breaks": page({
    "a.yml": MODEL,
    "b.yml": "save: x\r\n",
    "c.yml": "\ufeffload: y\u2028",
  }),
  "a page of a checkout that is none": model("", "--neox", "."),
});

const OLD = "<!doctype html>\n<title>old</title>\n";
const FILES = {
  "r/b.yml": MODEL,
  "r/old.html": OLD,
  "r/.git/HEAD": "ref: refs/heads/main\n",
  keep: "before\n",
};

/** What becomes of a page that is there, whatever stands in the way. */
test.concurrent.for([
  [
    "it is everybody's to read and nobody's to write",
    "chmod 444 old.html; NEOX report b.yml --html old.html; chmod 644 old.html",
  ],
  ["it has bits of an owner", "chmod 4755 old.html; NEOX report b.yml --html old.html"],
  ["it has a second name outside", "ln old.html ../second.html; NEOX report b.yml --html old.html"],
  [
    "it is written twice at once",
    "NEOX report b.yml --html old.html & NEOX report b.yml --html old.html; wait",
  ],
  [
    "it is written by eight at once",
    "for i in 1 2 3 4 5 6 7 8; do NEOX report b.yml --html old.html & done; wait",
  ],
  ["its writer is killed", "NEOX report b.yml --html old.html & sleep 0.3; kill -9 $!; wait"],
  ["its writer is asked to end", "NEOX report b.yml --html old.html & sleep 0.35; kill -INT $!; wait"],
  ["it may not grow", "ulimit -f 20; NEOX report b.yml --html old.html"],
  ["its folder is left", "mkdir d; cd d; rmdir ../d; NEOX report ../b.yml --html ../old.html"],
  ["it is named with points and bars", "NEOX report b.yml --html .././r//./old.html"],
  ["it is named by the processes", "NEOX report b.yml --html /proc/self/cwd/old.html"],
  ["it is open already", "NEOX report b.yml --html old.html < old.html"],
  ["it is what the shell writes into", "NEOX report b.yml --html old.html >> old.html 2>> old.html"],
  [
    "it changes meanwhile",
    "(while :; do cp -f old.html n; mv -f n old.html; done) 2> /dev/null & NEOX report b.yml --html old.html; kill $!; wait",
  ],
  ["its name is a name of flags", "cp old.html -- --gpus; NEOX report b.yml --html=--gpus"],
  ["the memory is little", "ulimit -v 3000000; NEOX report b.yml --html old.html"],
  ["files are few", "ulimit -n 22; NEOX report b.yml --html old.html"],
] as const)("a page while %s", async ([, line], { onTestFinished }) => {
  const folder = hostileFolder(FILES, onTestFinished);
  await inShell(`cd r; ${line}; true`, folder);
  expect(readFileSync(join(folder, "r/old.html"), "utf8")).toMatch(
    /^<!doctype html>\n<title>old<\/title>\n$|^<!DOCTYPE html>[\s\S]*<\/html>\s*$/,
  );
  expect([textOf(folder, "keep"), textOf(folder, "r/b.yml")]).toEqual(["before\n", MODEL]);
  const names = readdirSync(folder, { recursive: true }).map(String);
  if (!line.includes("kill -9")) expect(names.filter((name) => /tmp$/.test(name))).toEqual([]);
});

/** What is made of the name before; afterwards it is what it was, or a page. */
const named = (
  name: string,
  prepare: (at: (path: string) => string) => void,
  isWritten: boolean,
): Attack => ({
  files: FILES,
  within: "r",
  args: ["report", "b.yml", "--html", name],
  prepare: (folder) => prepare((path) => join(folder, "r", path)),
  afterwards(folder) {
    expect(textOf(folder, "keep")).toBe("before\n");
    expect(textOf(folder, "r/b.yml")).toBe(MODEL);
    const names = readdirSync(join(folder, "r"), { recursive: true }).map(String);
    expect(names.filter((it) => /tmp$/.test(it))).toEqual([]);
    if (isWritten) expect(textOf(join(folder, "r"), name)).toMatch(PAGE);
  },
});
const longest = `${"\u00e9".repeat(125)}.html`;

carryOut({
  "a name of 255 bytes": named(longest, () => {}, true),
  "a name of 255 bytes that is there": named(longest, (at) => writeFileSync(at(longest), OLD), true),
  "a name of 256 bytes": named(`x${longest}`, () => {}, false),
  "a name of an order": named("a\n::add-mask::q\u001b[31m.html", () => {}, true),
  "a name that begins with a dash": named("./--fix", () => {}, true),
  "a folder that is a link within": named(
    "l/o.html",
    (at) => {
      mkdirSync(at("d"));
      symlinkSync("d", at("l"));
    },
    true,
  ),
  "a chain of 30 links to a page": named(
    "l0",
    (at) => {
      for (let i = 0; i < 30; i++) symlinkSync(i < 29 ? `l${i + 1}` : "old.html", at(`l${i}`));
    },
    true,
  ),
  "a chain of 50 links to a page": named(
    "l0",
    (at) => {
      for (let i = 0; i < 50; i++) symlinkSync(i < 49 ? `l${i + 1}` : "old.html", at(`l${i}`));
    },
    false,
  ),
  "a page of one byte less than its beginning": named(
    "o.html",
    (at) => writeFileSync(at("o.html"), "<!doctype htm"),
    false,
  ),
  "a page behind 199 blanks": named(
    "o.html",
    (at) => writeFileSync(at("o.html"), `${" ".repeat(185)}<html>`),
    true,
  ),
  "the folder of Git": named(".git/HEAD", () => {}, false),
  "a socket of nobody": named(
    "s",
    (at) =>
      void execFileSync(process.execPath, [
        "-e",
        "require('net').createServer().listen(process.argv[1], () => process.exit())",
        at("s"),
      ]),
    false,
  ),
  "a second name of a page": {
    ...named("old.html", (at) => linkSync(at("old.html"), at("two.html")), true),
    afterwards(folder) {
      expect(textOf(folder, "r/two.html")).toBe(textOf(folder, "r/old.html"));
      expect(statSync(join(folder, "r/two.html")).nlink).toBe(2);
    },
  },
  "a folder that nobody may write": {
    ...named(
      "d/o.html",
      (at) => {
        mkdirSync(at("d"));
        chmodSync(at("d"), 0o555);
      },
      false,
    ),
    asNobody: true,
  },
});
