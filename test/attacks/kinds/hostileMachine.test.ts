import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { hostileFolder, MENDABLE, MODEL, mended, plant, textOf } from "../command";
import { inShell } from "../inShell";
import { type Attack, carryOut } from "./attack";

const forbidden = (folder: string, name: string, content = "x"): void =>
  chmodSync(plant(folder, name, content), 0);

/** What names a file that nobody may read, told by somebody who is no root. */
const unread = (lines: string, names: readonly string[], ...more: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${lines}` },
  args: ["check", "a.yml", ...more],
  asNobody: true,
  prepare(folder) {
    chmodSync(folder, 0o755);
    for (const name of names) forbidden(folder, name);
  },
});

const linked = (lines: string, name: string, target: string, ...more: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${lines}` },
  args: ["check", "a.yml", ...more],
  prepare(folder) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    symlinkSync(target, join(folder, name));
  },
});

const DATA = "train_data_paths: [d/x]\nvalid_data_paths: [d/x]\ntest_data_paths: [d/x]\n";
const TOKENIZER = "tokenizer_type: HFTokenizer\nvocab_file: t\n";
const RANK = "c/global_step1/mp_rank_00_model_states.pt";

carryOut({
  "a data set that nobody may read": unread(DATA, ["d/x.idx", "d/x.bin"]),
  "a data set whose tokens nobody may read": {
    ...unread(DATA, ["d/x.bin"]),
    files: {
      "a.yml": MODEL + DATA,
      "d/x.idx": Buffer.concat([
        Buffer.from("MMIDIDX\0\0"),
        Buffer.of(1, 0, 0, 0, 0, 0, 0, 0, 8),
        Buffer.alloc(100),
      ]),
    },
  },
  "a tokenizer that nobody may read": unread(TOKENIZER, ["t"]),
  "a pretrained tokenizer that nobody may read": unread("tokenizer_type: HFGPT2Tokenizer\nvocab_file: t\n", [
    "t/tokenizer.json",
    "t/vocab.json",
  ]),
  "a latest that nobody may read": unread("load: c\n", ["c/latest"]),
  "a state that nobody may read": {
    ...unread("load: c\n", [RANK, "c/global_step1/configs/a.yml"]),
    files: { "a.yml": `${MODEL}load: c\n`, "c/latest": "global_step1" },
  },
  "a hostfile that nobody may read": unread("hostfile: h\n", ["h"]),
  "prompts that nobody may read": unread("text_gen_type: input-file\nsample_input_file: p\n", ["p"]),
  "a model of Hugging Face that nobody may read": unread("", ["m/config.json"], "--same-as", "m"),
  "its tokenizer that nobody may read": {
    ...unread("", ["m/tokenizer.json"], "--same-as", "m"),
    files: { "a.yml": MODEL, "m/config.json": '{"model_type":"gpt_neox"}' },
  },
  "a project file that nobody may read": unread("", [".neox-config.yml"]),
  "ignore files that nobody may read": {
    ...unread("", [".gitignore", ".neox-configignore", "sub/.gitignore"]),
    args: ["check", "--each", "."],
  },
  "a checkout that nobody may read": unread(
    "",
    ["n/megatron/neox_arguments/arguments.py", "n/megatron/neox_arguments/neox_args.py"],
    ...["--neox", "n"],
  ),
  "a log that nobody may read": { ...unread("", ["a.log"]), args: ["why", "a.log"] },
  "a page that nobody may write": {
    ...unread("", ["o.html"]),
    args: ["report", "a.yml", "--html", "o.html"],
  },
  "a folder that nobody may enter": {
    ...unread("load: c\nsave: c/d\nvocab_file: c/v\ndata_path: c/x\n", []),
    prepare(folder) {
      chmodSync(folder, 0o755);
      mkdirSync(join(folder, "c"), { mode: 0 });
    },
  },
  "a model of a file of the kernel": linked("", "m/config.json", "/proc/kmsg", "--same-as", "m"),
  "a tokenizer of a file of the kernel": linked(TOKENIZER, "t", "/proc/self/mem"),
  "a data set of the kernel": linked(DATA, "d/x.idx", "/proc/self/pagemap"),
  "a state of the kernel": linked("load: c\niteration: 1\n", RANK, "/proc/self/environ"),
  "prompts without an end": linked("text_gen_type: input-file\nsample_input_file: p\n", "p", "/dev/zero"),
  "a checkpoint that is the root": linked("load: c\n", "c", "/"),
  "a checkpoint of the processes": linked("load: c\niteration: 1\n", "c/global_step1", "/proc/self/task"),
  "a checkpoint whose configs are the system": linked(
    "load: c\niteration: 1\n",
    "c/global_step1/configs",
    "/etc",
  ),
  "a name of 255 bytes for each file": {
    files: {
      "a.yml": `${MODEL}${["load", "vocab_file", "data_path", "hostfile"].map((key) => `${key}: ${"é".repeat(127)}\n`).join("")}`,
    },
    args: ["check", "a.yml"],
  },
  "names that are too long for the disk": {
    files: {
      "a.yml": `${MODEL}${["load", "vocab_file", "data_path", "hostfile", "save"].map((key) => `${key}: ${"x".repeat(300)}/${"y/".repeat(3000)}\n`).join("")}`,
    },
    args: ["check", "a.yml"],
  },
  "a tokenizer of 39,000,000 zeros": {
    files: { "a.yml": MODEL + TOKENIZER },
    args: ["check", "a.yml"],
    prepare: (folder) => truncateSync(plant(folder, "t", ""), 39_000_000),
  },
  "a folder of 300 links to one folder": {
    files: { "real/a.yml": MODEL },
    args: ["check", "--each", "."],
    prepare(folder) {
      for (let index = 0; index < 300; index++) symlinkSync("real", join(folder, `l${index}`));
    },
  },
});

test.each([
  ["a folder that is gone", "mkdir g; cd g; rmdir ../g; NEOX check a.yml"],
  [
    "a folder that is gone, and a file elsewhere",
    'at="$PWD"; mkdir g; cd g; rmdir ../g; NEOX check "$at/a.yml"',
  ],
])("%s", async (_, line) => {
  const { exit, stderr } = await inShell(line, hostileFolder({ "a.yml": MODEL }));
  expect(exit).toBe(2);
  expect(stderr).toBe("neox-config: the folder that it runs in is gone\n");
});

test.each([
  "NEOX check - <&-",
  "NEOX check - < .",
  "NEOX check a.yml >&-",
  "NEOX check a.yml 2>&-",
  "NEOX check none.yml 2>&-",
  "NEOX check a.yml <&- >&- 2>&-",
  "NEOX check a.yml 1< /dev/null",
  "NEOX why - < /dev/null",
  "NEOX why - < .",
  "NEOX check --launches - < .",
  "NEOX from-hf - < .",
  "ulimit -n 24; NEOX check --each .",
  "ulimit -s 256; NEOX check a.yml",
  "umask 777; NEOX report a.yml --html o.html",
  "nice -n 19 NEOX check a.yml --format json < /dev/zero",
  "COLUMNS=0 TERM=$'\\n::add-mask::x' NEOX check a.yml",
  "LANG=$'\\n::add-mask::x' LC_ALL=__proto__ NEOX check a.yml",
  "NO_COLOR= FORCE_COLOR=9 NEOX check a.yml --color always --format json",
  "VIRTUAL_ENV=$'\\n::add-mask::x' NEOX environment a.yml",
  "TMPDIR=/nowhere HOME=/nowhere NEOX check a.yml",
])("%s", async (line) => {
  const { exit } = await inShell(line, hostileFolder({ "a.yml": MODEL }));
  expect([0, 1, 2]).toContain(exit);
});

const LONG = `${MENDABLE}# ${"y".repeat(60_000)}\n`;
const END = "kill $!; wait 2> /dev/null";

/** What another program does all the time while the command runs. */
test.each([
  ["a data set that grows and shrinks", "truncate -s 1000 d/x.idx d/x.bin; truncate -s 30 d/x.idx d/x.bin"],
  ["a data set that comes and goes", "mv d/x.idx d/y.idx; mv d/y.idx d/x.idx"],
  ["a data set that becomes a pipe", "rm -f d/x.idx; mkfifo d/x.idx; rm -f d/x.idx; cp i d/x.idx"],
  ["a checkpoint that comes and goes", "mv c e; mv e c"],
  ["a state that becomes a folder", `rm -rf ${RANK}; mkdir ${RANK}; rm -rf ${RANK}; cp i ${RANK}`],
  ["a tokenizer that becomes a pipe", "rm -f t; mkfifo t; rm -f t; cp i t"],
  ["a config that becomes a folder", "rm -rf b.yml; mkdir b.yml; rm -rf b.yml; cp a.yml b.yml"],
  ["a config that becomes a pipe", "rm -rf b.yml; mkfifo b.yml; rm -rf b.yml; cp a.yml b.yml"],
  ["a folder that comes and goes", "mv s z; mv z s"],
])("%s", async (_, change) => {
  const index = Buffer.concat([
    Buffer.from("MMIDIDX\0\0"),
    Buffer.of(1, 0, 0, 0, 0, 0, 0, 0, 8, 9),
    Buffer.alloc(900),
  ]);
  const folder = hostileFolder({
    ...{
      "a.yml": `${MODEL}load: c\n${DATA}${TOKENIZER}`,
      "b.yml": MODEL,
      "s/c.yml": MODEL,
      i: index,
      t: index,
    },
    ...{ "d/x.idx": index, "d/x.bin": index, "c/latest": "global_step1", [RANK]: index },
  });
  const line = `(while :; do ${change}; done) 2> /dev/null & for i in 1 2 3 4; do NEOX check --each .; done; ${END}`;
  await inShell(line, folder);
});

test("a config that changes all the time is whole and mended, or as somebody else wrote it", async () => {
  const folder = hostileFolder({ "a.yml": LONG, one: LONG, two: `${LONG}# two\n` });
  const line = `(while :; do cp one n; mv n a.yml; cp two n; mv n a.yml; done) 2> /dev/null & for i in 1 2 3 4 5; do NEOX check --each a.yml --fix; done; ${END}`;
  await inShell(line, folder);
  const texts = [LONG, `${LONG}# two\n`];
  expect([...texts, ...texts.map(mended)]).toContain(textOf(folder, "a.yml"));
});

test("a fix beside one that goes on writing into the same file leaves it whole", async () => {
  const folder = hostileFolder({ "a.yml": MENDABLE });
  const line = `(while :; do echo '# more' >> a.yml; sleep 0.01; done) & for i in 1 2 3 4 5; do NEOX check --each a.yml --fix; done; ${END}`;
  await inShell(line, folder);
  expect(textOf(folder, "a.yml").replace("1.0e-5", "1e-5")).toMatch(/1e-5\n(?:# more\n)*$/);
  writeFileSync(join(folder, "a.yml"), "");
  execFileSync("sh", ["-c", 'test -z "$(ls | grep tmp)"'], { cwd: folder });
});

/** A machine that lacks, limits or changes what every program takes for granted. */
test.each([
  "env -i NEOX check a.yml",
  "PATH= NEOX check --each .",
  "HOME= XDG_CONFIG_HOME=/dev/zero NEOX check a.yml",
  "TZ=:/dev/zero NEOX schedule a.yml",
  "TZ=$'\\n::add-mask::x' NEOX report a.yml --html o.html",
  "NODE_PATH=. NODE_DEBUG=x NEOX check a.yml",
  "COLUMNS=-5 NEOX report a.yml",
  "COLUMNS=99999999999 FORCE_COLOR=3 NEOX check a.yml",
  "TERM=dumb NO_COLOR=1 NEOX check a.yml --color always --format github",
  "VIRTUAL_ENV= CONDA_PREFIX=/dev/zero NEOX environment a.yml",
  "VIRTUAL_ENV=/proc/self/root/../nowhere NEOX environment a.yml",
  "PAGER='touch RAN' MANPAGER='touch RAN' BROWSER='touch RAN' NEOX man",
  "NEOX schema > /dev/full",
  "NEOX effective a.yml --format json > /dev/full",
  "NEOX check none.yml 2> /dev/full",
  "NEOX report a.yml > /dev/full 2> /dev/full",
  "NEOX man | head -c 10",
  "NEOX schema | head -c 10",
  "NEOX effective a.yml --format json | true",
  "yes '{}' | head -20000 | NEOX check --launches - | head -1",
  "ulimit -f 0; NEOX report a.yml --html o.html; true",
  "ulimit -v 4000000; NEOX check a.yml",
  "mkdir -p $(printf 'd%.0s/' {1..900}); cd $(printf 'd%.0s/' {1..900}); NEOX check --each ../../..",
  "mkdir f; chmod 0 f; NEOX check --each .; chmod 700 f",
  "(sleep 0.2; rm -rf a.yml) & NEOX check --each . ; wait",
  "exec 3< a.yml; NEOX check /dev/fd/3",
  "NEOX check <(cat a.yml) <(cat a.yml)",
  "cat a.yml | NEOX check /dev/stdin -",
  "NEOX why <(echo x) a.yml",
  'NEOX check a.yml --launches <(echo \'{"files":["a.yml"]}\')',
])("%s", async (line) => {
  const folder = hostileFolder({ "a.yml": MODEL });
  const { exit } = await inShell(line, folder);
  expect([0, 1, 2]).toContain(exit);
  expect(existsSync(join(folder, "RAN"))).toBe(false);
});

test.each([
  ["no file may be written", "ulimit -f 0; NEOX check a.yml --fix"],
  ["nobody may write into the folder", "chmod 555 .; NEOX check a.yml --fix; chmod 755 ."],
  ["no file is anybody's", "umask 777; NEOX check a.yml --fix"],
  ["it is killed at once", "NEOX check a.yml --fix & kill -9 $!; wait"],
  ["it is asked to end", "NEOX check a.yml --fix & sleep 0.2; kill -TERM $!; wait"],
  ["another mends the same", "NEOX check a.yml --fix & NEOX check a.yml --fix; wait"],
  [
    "the file is a link to a link",
    "mv a.yml b.yml; ln -s b.yml c.yml; ln -s c.yml a.yml; NEOX check a.yml --fix",
  ],
  ["its name is taken by a folder meanwhile", "NEOX check a.yml --fix & mkdir a.yml.tmp; wait"],
])("a fix while %s leaves the file as it was, or mended", async (_, line) => {
  const folder = hostileFolder({ "a.yml": MENDABLE });
  await inShell(`${line}; true`, folder);
  expect([MENDABLE, mended(MENDABLE)]).toContain(textOf(folder, "a.yml"));
});
