import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { MODEL, plant, textOf } from "../command";
import { type Attack, carryOut } from "./attack";

/** Makes something that is no regular file, or one that is larger than any disk. */
type Make = (path: string) => void;

function at(name: string, make: Make): (folder: string) => void {
  return (folder) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    make(path);
  };
}

const pipe: Make = (path) => void execFileSync("mkfifo", [path]);
const endless: Make = (path) => symlinkSync("/dev/zero", path);
const terabyte: Make = (path) => {
  plant(dirname(path), path.slice(dirname(path).length), "");
  truncateSync(path, 2 ** 40);
};

const ALL =
  (...makes: readonly ((folder: string) => void)[]) =>
  (folder: string) => {
    for (const make of makes) make(folder);
  };

/** A config whose second file names something, which is made. */
const naming = (lines: string, ...makes: readonly ((folder: string) => void)[]): Attack => ({
  files: { "a.yml": MODEL, "b.yml": lines },
  args: ["check", "a.yml", "b.yml"],
  prepare: ALL(...makes),
});

/** A command beside a sound config. */
const asked = (args: readonly string[], ...makes: readonly ((folder: string) => void)[]): Attack => ({
  files: { "a.yml": MODEL },
  args,
  prepare: ALL(...makes),
});

const TOKENIZER = "tokenizer_type: HFTokenizer\nvocab_file: v\n";
const LOAD = "load: c\n";
const latest = at("c/latest", (path) => void plant(dirname(path), "latest", "global_step1"));
const RANK = "c/global_step1/mp_rank_00_model_states.pt";
const DATA = "data_path: d/x\n";
const HUGGING_FACE = at(
  "m/config.json",
  (path) => void plant(dirname(path), "config.json", '{"model_type":"gpt_neox"}'),
);

carryOut({
  "a hostfile that is a pipe": naming("hostfile: hf\n", at("hf", pipe)),
  "a tokenizer without an end": naming(
    "vocab_file: /dev/zero\ntokenizer_type: HFTokenizer\nmerge_file: /dev/zero\n",
  ),
  "a tokenizer that is a pipe": naming(TOKENIZER, at("v", pipe)),
  "a tokenizer of a terabyte": naming(TOKENIZER, at("v", terabyte)),
  "a tokenizer that is a folder": naming(TOKENIZER, at("v/v", terabyte)),
  "the root of the process": naming("load: /proc/self/root/proc/self/root\nsave: /proc/self/fd/0\n"),
  "a checkpoint's latest that is a pipe": naming(LOAD, at("c/latest", pipe)),
  "a checkpoint's latest without an end": naming(LOAD, at("c/latest", endless)),
  "a checkpoint's latest of a terabyte": naming(LOAD, at("c/latest", terabyte)),
  "a checkpoint's state that is a pipe": naming(LOAD, latest, at(RANK, pipe)),
  "a checkpoint's state without an end": naming(LOAD, latest, at(RANK, endless)),
  "a checkpoint's state of a terabyte": naming(LOAD, latest, at(RANK, terabyte)),
  "a checkpoint within itself": naming(
    LOAD,
    latest,
    at("c/global_step1", (path) => symlinkSync(".", path)),
  ),
  "a data set that is a pipe": naming(DATA, at("d/x.bin", pipe), at("d/x.idx", pipe)),
  "a data set without an end": naming(DATA, at("d/x.bin", endless), at("d/x.idx", endless)),
  "a data set of a terabyte": naming(DATA, at("d/x.bin", terabyte), at("d/x.idx", terabyte)),
  "a model of Hugging Face that is a pipe": asked(
    ["check", "a.yml", "--same-as", "m"],
    at("m/config.json", pipe),
  ),
  "a model of Hugging Face without an end": asked(["from-hf", "/dev/zero"]),
  "a model of Hugging Face of a terabyte": asked(["from-hf", "c.json"], at("c.json", terabyte)),
  "its tokenizer that is a pipe": asked(
    ["check", "a.yml", "--same-as", "m"],
    HUGGING_FACE,
    at("m/tokenizer.json", pipe),
  ),
  "its tokenizer without an end": asked(["from-hf", "m"], HUGGING_FACE, at("m/tokenizer.json", endless)),
  "a log that is the memory": asked(["why", "/proc/self/mem"]),
  "a log that is always full": asked(["why", "/dev/full"]),
  "a log of pages": asked(["why", "/proc/self/pagemap"]),
  "a log that is a folder": asked(["why", "."]),
  "a Python that is a pipe": asked(["environment", "a.yml", "--python", "py"], at("py", pipe)),
  "a Python that is a link to itself": asked(
    ["environment", "a.yml", "--python", "py"],
    at("py", (path) => symlinkSync("py", path)),
  ),
  "a Python whose packages are above it": asked(
    ["environment", "a.yml", "--python", "v"],
    at("v/bin/python", endless),
    at("v/lib/python3.10", (path) => symlinkSync("..", path)),
    at("v/pyvenv.cfg", terabyte),
  ),
  "a checkout of pipes": asked(
    ["check", "a.yml", "--neox", "n"],
    at("n/megatron/neox_arguments/arguments.py", pipe),
    at("n/megatron/neox_arguments/neox_args.py", endless),
  ),
  "a checkout within itself": asked(
    ["check", "a.yml", "--neox", "n"],
    at("n/megatron", (path) => symlinkSync("..", path)),
  ),
  "46 links to links": asked(
    ["check", "--each", "."],
    ...Array.from({ length: 46 }, (_, index) =>
      at(`link${index}.yml`, (path) => symlinkSync(index < 45 ? `link${index + 1}.yml` : "a.yml", path)),
    ),
  ),
  "a page in place of a config": {
    ...asked(["report", "a.yml", "--html", "a.yml"]),
    afterwards: (folder) => expect(textOf(folder, "a.yml")).toBe(MODEL),
  },
  "a model's folder whose config is a pipe": asked(["from-hf", "."], at("config.json", pipe)),
  "a model that is meant, whose config is a pipe": asked(
    ["check", "a.yml", "--same-as", "."],
    at("config.json", pipe),
  ),
  "a model that is given, whose config is a pipe": asked(
    ["converts", "a.yml", "--tool", "convert_hf_llama_to_neox", "--given", "."],
    at("config.json", pipe),
  ),
  "a model's folder whose tokenizer is a pipe": asked(
    ["from-hf", "."],
    at("config.json", (path) => symlinkSync("a.yml", path)),
    at("tokenizer.json", pipe),
  ),
  "a page into a pipe": asked(["report", "a.yml", "--html", "o.html"], at("o.html", pipe)),
  "a page where there is no room": asked(["report", "a.yml", "--html", "/dev/full"]),
  "a page in place of a folder": asked(["report", "a.yml", "--html", "."]),
  "a page through a link to nowhere": asked(
    ["report", "a.yml", "--html", "o.html"],
    at("o.html", (path) => symlinkSync("/nowhere/at/all", path)),
  ),
  "a folder of links to devices": asked(
    ["check", "--each", "."],
    ...["zero", "full", "random", "tty", "stdin"].map((name) =>
      at(`${name}.yml`, (path) => symlinkSync(`/dev/${name}`, path)),
    ),
  ),
  "a project file that is a pipe": asked(["check"], at(".neox-config.yml", pipe)),
  "ignore files that are pipes": asked(
    ["check", "--each", "."],
    at(".gitignore", pipe),
    at(".neox-configignore", pipe),
  ),
  "a Git that is a pipe": asked(["check", "--each", "."], at(".git", pipe)),
  "a Git whose head is a pipe": asked(
    ["check", "a.yml", "--neox", "."],
    at("megatron/neox_arguments/neox_args.py", (path) => void plant(dirname(path), "neox_args.py", "")),
    at(".git/HEAD", pipe),
    at(".git/packed-refs", pipe),
  ),
  "scripts that are pipes, devices and the memory": asked(
    ["check", "--each", "."],
    at("a.sh", pipe),
    at("b.sh", endless),
    at("c.sh", (path) => symlinkSync("/proc/self/mem", path)),
  ),
  "20 folders that hold links to each other": asked(
    ["check", "--each", "."],
    ...Array.from({ length: 20 }, (_, i) =>
      at(`d${i}/x`, (path) => symlinkSync(`../d${(i + 1) % 20}`, path)),
    ),
  ),
  "a second file of a comment that is a pipe": {
    files: { "a.yml": `# neox-config: with p.yml\n${MODEL}` },
    args: ["check", "--each", "."],
    prepare: at("p.yml", pipe),
  },
  "saved configs that are pipes": {
    ...naming(LOAD, latest, at("c/global_step1/configs/x.yml", pipe)),
    args: ["compare", "a.yml", "b.yml", "--checkpoint"],
  },
  "a run before that has no end": asked(["schedule", "a.yml", "--before", "/dev/zero"]),
  "a converter's config without an end": asked([
    "converts",
    "a.yml",
    "--tool",
    "convert_neox_to_hf",
    "--given",
    "/dev/zero",
  ]),
  "launches without an end": asked(["check", "--launches", "/dev/zero"]),
  "the kernel's own file of messages": naming(
    "hostfile: /proc/kmsg\ntokenizer_type: HFTokenizer\nvocab_file: /proc/kmsg\n",
  ),
});

const LISTEN = "require('net').createServer().listen(process.argv[1], () => process.exit())";
const socket: Make = (path) => void execFileSync(process.execPath, ["-e", LISTEN, path]);
const linkTo = (name: string, target: string) => at(name, (path) => symlinkSync(target, path));
const sparse =
  (size: number): Make =>
  (path) =>
    truncateSync(plant(dirname(path), path.slice(dirname(path).length), ""), size);

/** Every key that names a file or a folder, all the same. */
const everywhere = (path: string) =>
  naming(
    `${"load save vocab_file merge_file data_path hostfile sample_input_file tensorboard_dir log_dir train_data_paths"
      .split(" ")
      .map((key) => `${key}: ${path}\n`)
      .join("")}tokenizer_type: HFGPT2Tokenizer\n`,
  );

const written = (name: string, ...makes: readonly ((folder: string) => void)[]): Attack => ({
  ...asked(["report", "a.yml", "--html", name], ...makes),
  afterwards: (folder) => expect(textOf(folder, "a.yml")).toBe(MODEL),
});

carryOut({
  "a config that is a socket": asked(["check", "s.yml"], at("s.yml", socket)),
  "a folder of sockets": asked(
    ["check", "--each", "."],
    ...["s.yml", ".gitignore", "x.sh"].map((name) => at(name, socket)),
  ),
  "a config of 1,999,999 zeros": asked(["check", "b.yml"], at("b.yml", sparse(1_999_999))),
  "a config of three gigabytes": asked(["check", "b.yml"], at("b.yml", sparse(3 * 2 ** 30))),
  "a log of 600,000,000 zeros": asked(["why", "b.log"], at("b.log", sparse(600_000_000))),
  ...Object.fromEntries(
    ["status", "cmdline", "maps", "fd/0", "task", "cwd", "exe", "smaps"].map(
      (name): readonly [string, Attack] => [
        `the process's own ${name}, mended`,
        asked(["check", `/proc/self/${name}`, "--fix"]),
      ],
    ),
  ),
  "a config from a pipe, mended": {
    ...asked(["check", "/dev/stdin", "--fix"]),
    stdin: `${MODEL}min_lr: 1e-5\n`,
  },
  "two configs from one pipe": { ...asked(["check", "-", "-"]), stdin: MODEL },
  "a config that is a link to itself": asked(["check", "l.yml"], linkTo("l.yml", "l.yml")),
  "a config in a config": asked(["check", "a.yml/b.yml"]),
  "a config with an end of a folder": asked(["check", "a.yml/"]),
  "a config without a name": asked(["check", ""]),
  "a folder with the name of a config": asked(
    ["check", "--each", "."],
    at("x.yml", (path) => mkdirSync(path)),
  ),
  "a page in a config": written("a.yml/x.html"),
  "a page into the memory": written("/proc/self/mem"),
  "a page without a name": written(""),
  "configs in a device": asked(["check", "-d", "/dev", "zero"]),
  "configs in a pipe": asked(["check", "-d", "p", "b"], at("p", pipe)),
  "a checkout that is a device": asked(["check", "a.yml", "--neox", "/dev/zero"]),
  "a checkout of links to devices": asked(
    ["check", "a.yml", "--neox", "n"],
    ...["neox_arguments/arguments.py", "neox_arguments/neox_args.py", "model/transformer.py"].map((name) =>
      linkTo(`n/megatron/${name}`, "/dev/zero"),
    ),
  ),
  "a folder of launches that is a pipe": asked(["check", "a.yml", "--launch-directory", "p"], at("p", pipe)),
  "launches in a folder": asked(["check", "--launches", "."]),
  "ignore files without an end": asked(["check", "--each", "."], linkTo(".gitignore", "/dev/zero")),
  "ignore files of the process": asked(
    ["check", "--each", "."],
    linkTo(".neox-configignore", "/proc/self/maps"),
  ),
  ...Object.fromEntries(
    ["/etc/passwd", "/dev/zero", ".neox-config.yml", "/proc/self/mem"].map(
      (target): readonly [string, Attack] => [
        `a project file that is a link to ${target}`,
        asked(["check", "a.yml"], linkTo(".neox-config.yml", target)),
      ],
    ),
  ),
  "a project file that is a folder": asked(
    ["check", "a.yml"],
    at(".neox-config.yml", (path) => mkdirSync(path)),
  ),
  "devices wherever a file is named": everywhere("/dev/zero"),
  "the output wherever a file is named": everywhere("/proc/self/fd/1"),
  "a checkpoint that is a pipe": naming(LOAD, at("c", pipe)),
  "a step that is a pipe": naming(LOAD, latest, at("c/global_step1", pipe)),
  "saved configs that are a device": {
    ...naming(LOAD, latest, linkTo("c/global_step1/configs", "/dev/zero")),
    args: ["compare", "a.yml", "b.yml", "--checkpoint"],
  },
  "saved configs that are the process's own": {
    ...naming(
      LOAD,
      latest,
      ...["maps", "environ", "mem", "pagemap"].map((name) =>
        linkTo(`c/global_step1/configs/${name}.yml`, `/proc/self/${name}`),
      ),
    ),
    args: ["compare", "a.yml", "b.yml", "--checkpoint"],
  },
  "a Git that leads to itself": asked(
    ["check", "--each", "."],
    at(".git", (path) => void plant(dirname(path), ".git", "gitdir: .git\n")),
  ),
});
