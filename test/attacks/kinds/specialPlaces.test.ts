import { execFileSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { MENDABLE, MODEL, mended, plant, textOf } from "../command";
import { type Attack, carryOut } from "./attack";

/** Makes something of a name in a folder of these files, in which the command runs. */
const made = (
  args: readonly string[],
  make: (at: (name: string) => string) => void,
  files: Readonly<Record<string, string>> = {},
): Attack => ({
  files: { "a.yml": MENDABLE, ...files },
  args,
  prepare: (folder) =>
    make((name) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      return join(folder, name);
    }),
  afterwards: (folder) => expect([MENDABLE, mended(MENDABLE)]).toContain(textOf(folder, "a.yml")),
});
const pipe = (path: string) => void execFileSync("mkfifo", [path]);
const each = (make: (at: (name: string) => string) => void, ...more: readonly string[]) =>
  made(["check", "--each", ".", ...more], make);

const HUNDRED = Array.from({ length: 100 }, (_, index) => index);

carryOut({
  "a folder of a hundred pipes that end in .yml, mended": each((at) => {
    for (const i of HUNDRED) pipe(at(`${i}.yml`));
  }, "--fix"),
  "a hundred folders that end in .yml, each with one": each((at) => {
    for (const i of HUNDRED) writeFileSync(at(`${i}.yml/${i}.yml`), MENDABLE);
  }, "--fix"),
  "links to the folder above at each of 30 depths": each((at) => {
    for (let i = 0; i < 30; i++) symlinkSync("..", at(`${"d/".repeat(i + 1)}up`));
  }),
  "two links to each other's folder": each((at) => {
    symlinkSync("../b", at("a/x"));
    symlinkSync("../a", at("b/x"));
  }, "--fix"),
  "a config of sparse gigabytes among others": each((at) => {
    writeFileSync(at("z.yml"), "");
    truncateSync(at("z.yml"), 2 ** 33);
  }, "--fix"),
  "a config that is a link to a pipe": each((at) => {
    pipe(at("p"));
    symlinkSync("p", at("l.yml"));
  }),
  "a config that is a link with an end of a folder": each((at) => symlinkSync("a.yml/", at("l.yml"))),
  "a link of 4,000 letters": each((at) => symlinkSync(`${"./".repeat(2000)}a.yml`, at("l.yml"))),
  "a folder and a config of one name, but for its case": each((at) => {
    writeFileSync(at("A.YML"), MENDABLE);
    mkdirSync(at("a.YML"));
  }, "--fix"),
  "a config that is a second name of the project file": made(["check", "--each", ".", "--fix"], (at) => {
    writeFileSync(at(".neox-config.yml"), "launches: []\n");
    linkSync(at(".neox-config.yml"), at("p.yml"));
  }),
  "a config that is a link to the ignore file, which is one to it": each((at) => {
    symlinkSync(".gitignore", at("g.yml"));
    symlinkSync("g.yml", at(".gitignore"));
  }),
  "an ignore file that is a second name of a config": each((at) => {
    linkSync(at("a.yml"), at(".neox-configignore"));
  }, "--fix"),
  "a Git folder that is a link to a pipe": each((at) => {
    pipe(at("p"));
    symlinkSync("p", at(".git"));
  }),
  "a Git file that names a pipe": each((at) => {
    pipe(at("p"));
    writeFileSync(at(".git"), `gitdir: p\n${"gitdir: /dev/zero\n".repeat(1000)}`);
  }),
  "ignored lists of Git that are a pipe": each((at) => {
    mkdirSync(at(".git/info"), { recursive: true });
    pipe(at(".git/info/exclude"));
    pipe(at(".git/config"));
  }),
  "a run whose log, config and page are one": made(["why", "a.yml", "a.yml", "a.yml"], () => {}),
  "a log that is a folder of pipes": made(["why", "d"], (at) => pipe(at("d/x.log"))),
  "a log of a thread": made(["why", "/proc/thread-self/syscall"], () => {}),
  "a log of a link that leads nowhere": made(["why", "l"], (at) => symlinkSync("/nowhere", at("l"))),
  "a config of the kernel's that ends in .yml": made(["check", "l.yml", "--fix"], (at) =>
    symlinkSync("/proc/version", at("l.yml")),
  ),
  "a config whose link leads out, mended": {
    ...made(["check", "--each", "r/l.yml", "--fix"], (at) => symlinkSync("../a.yml", at("r/l.yml"))),
  },
  "a config through a link out of a repository, mended": {
    ...made(
      ["check", "l.yml", "--fix"],
      (at) => {
        mkdirSync(at("r/.git"));
        symlinkSync("../a.yml", at("r/l.yml"));
      },
      { "r/.keep": "" },
    ),
    within: "r",
    afterwards: (folder) => expect(textOf(folder, "a.yml")).toBe(MENDABLE),
  },
  "a checkout whose files are links out of it": made(["check", "a.yml", "--neox", "n"], (at) => {
    for (const name of ["arguments", "neox_args", "deepspeed_args"])
      symlinkSync("/etc/passwd", at(`n/megatron/neox_arguments/${name}.py`));
  }),
  "a checkout of 2,000 empty files": made(["check", "a.yml", "--neox", "n"], (at) => {
    for (let i = 0; i < 2000; i++) writeFileSync(at(`n/megatron/neox_arguments/${i}.py`), "");
  }),
  "a hostfile, a tokenizer and data that are one folder of itself": made(
    ["check", "b.yml"],
    (at) => symlinkSync(".", at("x")),
    {
      "b.yml": `${MODEL}hostfile: x/x/x\nvocab_file: x/x\ntokenizer_type: HFTokenizer\ndata_path: x/x/x/x\nload: x/x\n`,
    },
  ),
  "a load of its own save, a link to the load": made(
    ["check", "b.yml"],
    (at) => {
      symlinkSync("l", at("s"));
      symlinkSync("s", at("l"));
    },
    { "b.yml": `${MODEL}load: l\nsave: s\n` },
  ),
  "a model that is an archive": made(["from-hf", "m.zip"], (at) =>
    writeFileSync(at("m.zip"), "PK\u0003\u0004"),
  ),
  "a Python whose libraries are a second name of itself": made(
    ["environment", "a.yml", "--python", "v"],
    (at) => {
      symlinkSync(".", at("v/lib"));
      symlinkSync(".", at("v/python3.10"));
      symlinkSync(".", at("v/site-packages"));
    },
  ),
  "launches of a list that are devices, folders and links": {
    ...made(["check", "--launches", "-"], (at) => symlinkSync("l.yml", at("l.yml"))),
    stdin: ["/dev/null", ".", "l.yml", "", "/dev/full", "a.yml/", "..", "/proc/self/environ"]
      .map((name) => `${JSON.stringify({ id: name, files: [name] })}\n`)
      .join(""),
  },
  "a folder that may be entered and not read": {
    ...each((at) => {
      writeFileSync(at("d/b.yml"), MENDABLE);
      chmodSync(dirname(at("d/b.yml")), 0o111);
    }),
    asNobody: true,
    afterwards: (folder) => chmodSync(join(folder, "d"), 0o755),
  },
  "a folder that may be read and not entered": {
    ...each((at) => {
      writeFileSync(at("d/b.yml"), MENDABLE);
      chmodSync(dirname(at("d/b.yml")), 0o444);
    }),
    asNobody: true,
    afterwards: (folder) => {
      chmodSync(join(folder, "d"), 0o755);
      expect(readdirSync(join(folder, "d"))).toEqual(["b.yml"]);
    },
  },
  "names of every control, mended": each((at) => {
    for (let code = 1; code < 32; code++) writeFileSync(at(`${String.fromCharCode(code)}.yml`), MENDABLE);
  }, "--fix"),
  "names that are almost one, by their accents": each((at) => {
    for (const name of ["\u00e9", "e\u0301", "\u212b", "\u00c5", "A\u030a"])
      plant(dirname(at("x")), `${name}.yml`, MENDABLE);
  }, "--fix"),
  "names that only Windows forbids": each((at) => {
    for (const name of ["con", "nul", "a:b", "a?", "a.", "<>", "a|b", "com1"])
      writeFileSync(at(`${name}.yml`), MENDABLE);
  }, "--fix"),
});
