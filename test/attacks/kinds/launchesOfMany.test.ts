import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hostileFolder, MENDABLE, MODEL, textOf } from "../command";
import { inShell } from "../inShell";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";

const json = JSON.stringify;
/** Lines, beside a config that stays as it is. */
const stream = (
  stdin: string | Uint8Array,
  files: Readonly<Record<string, string>> = {},
  ...more: readonly string[]
): Attack => ({
  files: { "a.yml": MENDABLE, ...files },
  args: ["check", "--launches", "-", ...more],
  stdin,
  afterwards: (folder) => expect(textOf(folder, "a.yml")).toBe(MENDABLE),
});
const of = (...values: readonly unknown[]) => stream(values.map((value) => `${json(value)}\n`).join(""));
const text = (...texts: readonly string[]) =>
  of(...texts.map((it, id) => ({ id, files: [{ name: "t.yml", text: it }] })));
const project = (
  content: string,
  files: Readonly<Record<string, string>> = {},
  ...more: readonly string[]
): Attack => ({
  files: { ".neox-config.yml": content, "a.yml": MODEL, "b.yml": "hidden_siz: 1\n", ...files },
  args: ["check", ...more],
});
const ORDER = "\\e[31m\\n::add-mask::x\\u202e##[error]";

carryOut({
  "a list with a mark of byte order": stream(`\ufeff${json({ files: ["a.yml"] })}\n`),
  "a list in wide letters": stream(Buffer.from(`\ufeff${json({ files: ["a.yml"] })}\n`, "utf16le")),
  "a list of returns": stream(`${json({ files: ["a.yml"] })}\r${json({ files: ["a.yml"] })}\r\n\r\n`),
  "a list of one line without an end after 100,000 blank ones": stream(
    `${" \t\r\n".repeat(100_000)}${json({ files: ["a.yml"] })}`,
  ),
  "a list that is one list": stream(json(Array(3000).fill({ files: ["a.yml"] }))),
  "a list written over many lines": stream(json(Array(200).fill({ files: ["a.yml"] }), null, 1)),
  "a list of bytes that are no text": stream(
    Buffer.concat([
      Buffer.from('{"id":"'),
      Buffer.from([0xff, 0xc0, 0x80]),
      Buffer.from('","files":["a.yml"]}\n'),
    ]),
  ),
  "ids at the ends of whole numbers": stream(
    [2 ** 53, -(2 ** 53), 1e308, -0, 5e-324].map((id) => `{"id":${id},"files":["a.yml"]}\n`).join(""),
  ),
  "an id of a prototype, with it for files": stream(
    '{"id":{"__proto__":{"toJSON":1}},"files":["a.yml"]}\n{"id":{"toJSON":"x"},"files":["a.yml"]}\n',
  ),
  "an id of 1,900,000 escapes": of({ id: "\u2028".repeat(300_000), files: ["a.yml"] }),
  "an id of 99 lists in lists, 900 times": stream(
    `{"id":${"[".repeat(99)}${"]".repeat(99)},"files":["a.yml"]}\n`.repeat(100),
  ),
  "files of texts under the name of what is there": of({
    files: [{ name: "a.yml", text: "" }, "a.yml", { name: "./a.yml", text: MODEL }],
  }),
  "a hundred texts in one launch": of({
    files: Array.from({ length: 100 }, (_, i) => ({ name: `${i}.yml`, text: `${MODEL}k${i}: &a [*a]\n` })),
  }),
  "texts of names that only differ in what is not seen": of({
    files: ["a\u200b.yml", "a\u00ad.yml", "a\ufeff.yml"].map((name) => ({ name, text: MODEL })),
  }),
  "texts that are broken, by turns with sound ones": text(
    ...Array.from({ length: 150 }, (_, i) => (i % 2 ? MODEL : `${MODEL}x: [\n`)),
  ),
  "texts of each bomb": text(
    `a0: &a0 [1, 1]\n${count(30, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`)}`,
    `${MODEL}x: ${"[".repeat(2000)}`,
    `${MODEL}x: 1${"0".repeat(5000)}\n`,
    `${MODEL}? ${"? ".repeat(300)}\n`,
    `${MODEL}attention_config: [[[global], 9007199254740991]]\n`,
  ),
  "texts that suppress all that is said": text(
    `${MODEL}hidden_siz: 1 # neox-config: ignore ${"unknown-argument ".repeat(20_000)}\n`,
  ),
  "a launch of GPUs for each text of a pipeline": of(
    ...Array.from({ length: 60 }, (_, i) => ({
      files: [{ name: "p.yml", text: `${MODEL}pipe_parallel_size: ${i}\nmodel_parallel_size: ${60 - i}\n` }],
      gpus: i * 7 + 1,
    })),
  ),
  "each neox that there ever was, and 40 that never were": of(
    ...[
      "main",
      "v1.0",
      "v2.0",
      "2020-01-01",
      "2024-02-30",
      "9999-12-31",
      "0000-00-00",
      "HEAD",
      "..",
      "~",
      "a".repeat(40),
      "0".repeat(40),
      "ffffffff",
    ].flatMap((neox) => [
      { files: ["a.yml"], neox },
      { files: ["a.yml"], neox: `${neox}\n::x` },
      { files: ["a.yml"], neox: ` ${neox} ` },
    ]),
  ),
  "a neox of 1,000,000 letters": of({ files: ["a.yml"], neox: "a/".repeat(500_000) }),
  "a script of each kind": of(
    ...["train.py", "eval.py", "generate.py", "", "./train.py", ["train.py"], { a: 1 }].map((script) => ({
      files: ["a.yml"],
      script,
    })),
  ),
  "lines with a folder to run in and one of configs": stream(
    `${json({ files: ["a"] })}\n`,
    { "c/a.yml": MODEL },
    "-d",
    "c",
    "--launch-directory",
    "/proc/self/cwd",
  ),
  "lines beside a project file that says all else": stream(`${json({ files: ["a.yml"] })}\n`.repeat(50), {
    ".neox-config.yml": `gpus: 7\nneox: "${ORDER}"\nseverities: {unknown-argument: "${ORDER}"}\n`,
  }),

  "a project file of 300 launches of each other's files": project(
    `launches:\n${count(300, (i) => `- {name: n${i}, files: [${i % 2 ? "a.yml, b.yml" : "b.yml, a.yml"}], gpus: ${i + 1}}\n`)}`,
  ),
  "a project file of launches that are one, by aliases": project(
    `launches:\n- &l {name: x, files: [a.yml]}\n${"- *l\n".repeat(900)}`,
  ),
  "a project file of launches that merge": project(
    `launches:\n- &l0 {name: x, files: [a.yml]}\n${count(600, (i) => `- &l${i + 1} {<<: *l${i}, name: n${i}}\n`)}`,
  ),
  "a project file in a block of its own, deep": project(
    `launches:\n${count(200, (i) => `${" ".repeat(i)}- \n`)}`,
  ),
  "a project file of globs for files": project(
    'launches: [{files: ["*.yml"]}, {files: ["**/*"]}, {files: ["{a,b}.yml"]}, {files: ["[ab].yml"]}]\n',
  ),
  "a project file of arguments that are prototypes": project(
    'arguments: {__proto__: int, constructor: {type: str}, toString: [1]}\nextra-arguments: ["__proto__"]\nlaunches: [{files: [a.yml]}]\n',
  ),
  "a project file of severities of every kind": project(
    `launches: [{files: [a.yml, b.yml]}]\nseverities: {unknown-argument: [off], "*": off, "${ORDER}": 5, hidden-size-heads: {a: 1}, ? [x] : y}\n`,
    {},
    "--format",
    "json",
  ),
  "a project file with two documents, and one with a tag of Python": project(
    "launches: [{files: [a.yml]}]\n---\nlaunches: [{files: [b.yml]}]\nx: !!python/object/apply:os.system [touch RAN]\n",
  ),
  "a project file that names itself": project(
    "launches: [{files: [.neox-config.yml]}, {files: [.neox-config.yml, a.yml]}]\n",
    {},
    "--fix",
  ),
  "a project file of names that are numbers, days and nothing": project(
    "launches: [{name: 1.5, files: [1]}, {name: 2024-01-01, files: [2024-01-01]}, {name: ~, files: [~]}, {files: true}]\n",
    {},
    "--format",
    "sarif",
  ),
  "a project file of GPUs beyond counting": project(
    "gpus: 1e400\nlaunches: [{files: [a.yml], gpus: 99999999999999999999}, {files: [a.yml], gpus: -1}, {files: [a.yml], gpus: 0x10}]\n",
  ),
  "a project file in each folder of a way": {
    ...project(
      "launches: [{files: [a.yml]}]\n",
      Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [
          `${"d/".repeat(i + 1)}.neox-config.yml`,
          `launches: [{files: [../a.yml]}]\nneox: "${ORDER}"\n`,
        ]),
      ),
    ),
    within: "d/".repeat(30),
  },
  "a project file of 1,000 launches of 100 files, each behind 39 links": {
    ...project(
      `x: &f [${Array.from({ length: 100 }, (_, i) => `t${i}.yml`).join(", ")}]\nlaunches:\n${"- {name: a, files: *f}\n".repeat(1000)}`,
    ),
    prepare: (folder) => {
      for (let i = 0; i < 38; i++)
        symlinkSync(i === 0 ? "a.yml" : `s${i - 1}.yml`, join(folder, `s${i}.yml`));
      for (let i = 0; i < 100; i++) symlinkSync("s37.yml", join(folder, `t${i}.yml`));
    },
  },
  "a project file of a checkout of itself": {
    ...project("neox: .\nlaunches: [{files: [a.yml]}]\n", {
      "megatron/neox_arguments/neox_args.py": "class X:\n",
    }),
    prepare: (folder) => symlinkSync(".", join(folder, "megatron/megatron")),
  },
});

/** Streams that come in pieces, or whose reader goes. */
test.concurrent.for([
  `(printf '{"fil'; sleep 0.3; printf 'es":["a.yml"]}'; sleep 0.3; echo; echo '{"files":["a.yml"]}') | NEOX check --launches - | tail -1`,
  `(printf '{"files":["\\xe4'; sleep 0.3; printf '\\xb8\\xad.yml"]}\\n') | NEOX check --launches -`,
  `yes '{"files":["a.yml"]}' | head -3000 | NEOX check --launches - | (head -5; sleep 0.5) | tail -1`,
  `mkfifo q; (NEOX check --launches - < q > out &); exec 3> q; echo '{"files":["a.yml"]}' >&3; sleep 1; test -s out; echo '{"files":["a.yml"]}' >&3; exec 3>&-; sleep 0.5; tail -1 out`,
  `yes '{"files":["a.yml"]}' | timeout -s INT 1 "$BASH" -c 'exec cat' | head -500 | NEOX check --launches - > /dev/full 2> /dev/null; echo '{}'`,
])("%s", async (line, { onTestFinished }) => {
  const folder = hostileFolder({ "a.yml": MENDABLE }, onTestFinished);
  const { stdout } = await inShell(line, folder);
  for (const each of stdout.trim().split("\n")) expect(typeof JSON.parse(each)).toBe("object");
  expect(textOf(folder, "a.yml")).toBe(MENDABLE);
});
