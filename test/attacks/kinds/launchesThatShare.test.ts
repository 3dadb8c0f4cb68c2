import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { attacked, hostileFolder, MODEL, textOf } from "../command";
import { lines } from "../repeat";
import { type Attack, carryOut, expectWithstood } from "./attack";

const LAUNCHES = "launches:\n  - files: [a.yml, b.yml]\n";

/** What a project file says, and the NeoX and the GPUs of its launch's answer. */
const SAID: Readonly<Record<string, readonly [string, number | null]>> = {
  "neox: 2024-10-31": ["2024-10-31", null],
  "neox: 59a5236": ["59a5236", null],
  "neox: main\ngpus: 010": ["main", 8],
  "gpus: 0x10": ["unknown", 16],
  "gpus: 1_0": ["unknown", 10],
  "gpus: 1:00": ["unknown", 60],
  'gpus: "8"': ["unknown", null],
  "gpus: 8.0": ["unknown", null],
};

test.concurrent.for(Object.entries(SAID))("%s", async ([said, [target, gpus]], { onTestFinished }) => {
  const files = { ".neox-config.yml": `${said}\n${LAUNCHES}`, "a.yml": MODEL, "b.yml": "log_interval: 5\n" };
  const args = ["check", "--format", "json"];
  const ended = await attacked(args, { cwd: hostileFolder(files, onTestFinished) });
  expectWithstood(ended, args);
  expect(JSON.parse(ended.stdout)).toMatchObject({ launches: true, target, gpus });
});

/** Texts that a file and a line of `--launches` may have. */
const TEXTS: Readonly<Record<string, string>> = {
  "a mark of byte order": `\ufeff${MODEL}min_lr: 1e-5\n`,
  "two marks of byte order": `\ufeff\ufeff${MODEL}`,
  "returns and ends": `${MODEL.replaceAll("\n", "\r\n")}hiden: 1\r\n`,
  "returns alone": `${MODEL.replaceAll("\n", "\r")}hiden: 1\r`,
  "next lines": `${MODEL}a: b\u0085c: 1\n`,
  "line separators": `${MODEL}a: "x\u2028 y"\nhiden: 1\n`,
  "letters of two units": `${MODEL}"\ud83d\ude00": 1\ny\ud83d\ude00: 1e-5\n`,
  "a tab": `${MODEL}\tx: 1\n`,
  "two documents": `${MODEL}---\n${MODEL}`,
  "a comment that says off": "# neox-config: off\nfoo: 1\n",
  "a comment that ignores": `${MODEL}# neox-config: ignore unknown-argument -- x\nfoo: 1\n`,
  "a comment that names itself": `# neox-config: with 11.yml\n${MODEL}foo: 1\n`,
  JSON: '{"num_layers": 12, "hidden_size": 768,}\n',
  "a version of YAML": `%YAML 1.2\n---\n${MODEL}x: 0o10\n`,
};

test("a file and its text in --launches are answered alike", async () => {
  const files = Object.values(TEXTS).map((text, index) => [`${index}.yml`, text] as const);
  const launches = files.flatMap(([name, text]) => [[name], [{ name, text }]]);
  const stdin = launches.map((it) => `${JSON.stringify({ files: it, gpus: 8, neox: "main" })}\n`).join("");
  const args = ["check", "--launches", "-"];
  const ended = await attacked(args, { cwd: hostileFolder(Object.fromEntries(files)), stdin });
  expectWithstood(ended, [...args, "--format", "json"]);
  const answers = ended.stdout.trimEnd().split("\n");
  expect(answers).toHaveLength(launches.length);
  expect(answers.filter((_, index) => index % 2 === 0)).toEqual(
    answers.filter((_, index) => index % 2 === 1),
  );
});

const BASE = `${MODEL}min_lr: 1e-5\n`;
/** Launches of a project file, and what its files are after `--fix`; others stay. */
const launches = (
  files: Readonly<Record<string, string>>,
  listed: readonly string[],
  after: Readonly<Record<string, string>>,
  more: Partial<Attack> = {},
): Attack => ({
  files: { ...files, ".neox-config.yml": `launches:\n${listed.map((it) => `  - {${it}}\n`).join("")}` },
  args: ["check", "--fix", "--format", "json"],
  ...more,
  afterwards(folder) {
    for (const [name, text] of Object.entries({ ...files, ...after }))
      expect(textOf(folder, name)).toBe(text);
  },
});
const MENDED = { "base.yml": BASE.replace("1e-5", "1.0e-5") };

carryOut({
  "one base by four spellings of its name": launches(
    { "base.yml": BASE, "sub/a.yml": 'log_interval: "5"\n', "b.yml": "seed: 1\n" },
    [
      "files: [base.yml, sub/a.yml]",
      "files: [./base.yml, b.yml]",
      "files: [sub/../base.yml]",
      "files: [sub/a.yml, base.yml]",
    ],
    { ...MENDED, "sub/a.yml": "log_interval: 5\n" },
  ),
  "one base by links to it": launches(
    { "base.yml": BASE, "b.yml": "seed: 1\n" },
    ["files: [link.yml, b.yml]", "files: [base.yml]", "files: [b.yml, other.yml]"],
    MENDED,
    {
      prepare(folder) {
        symlinkSync("base.yml", join(folder, "link.yml"));
        symlinkSync(join(folder, "link.yml"), join(folder, "other.yml"));
      },
    },
  ),
  "one file on 3 GPUs, on 8, and twice in one launch": launches(
    { "base.yml": BASE },
    ["files: [base.yml], gpus: 3", "files: [base.yml], gpus: 8, name: x", "files: [base.yml, base.yml]"],
    MENDED,
  ),
  "a batch that suits one number of GPUs": launches(
    { "base.yml": MODEL.replace(/train_micro.*/, "train_batch_size: 24") },
    ["files: [base.yml], gpus: 8", "files: [base.yml], gpus: 16", "files: [base.yml], gpus: 3"],
    {},
  ),
  "a base whose decay one launch ends and another goes on with": launches(
    {
      "base.yml": `${MODEL}lr_decay_iters: 2000\n`,
      "a.yml": "train_iters: 1000\n",
      "b.yml": "train_iters: 2000\n",
    },
    ["files: [base.yml, a.yml]", "files: [base.yml, b.yml]"],
    {},
  ),
  "60 launches of one base with one slip, by turns with overlays": launches(
    {
      "base.yml": BASE,
      ...Object.fromEntries([...Array(30).keys()].map((i) => [`o${i}.yml`, `seed: ${i + 1}\n`])),
    },
    [...Array(60).keys()].map((i) => `files: [base.yml, o${i % 30}.yml], gpus: ${1 + i}`),
    MENDED,
  ),
  "launches whose files are a list of lists": {
    files: { ".neox-config.yml": "launches:\n  - [base.yml]\n", "base.yml": BASE },
    args: ["check"],
    refused: true,
  },
  "a NeoX of a moment": {
    files: { ".neox-config.yml": `neox: 2024-10-31T10:00:00\n${LAUNCHES}`, "a.yml": MODEL, "b.yml": "" },
    args: ["check"],
    refused: true,
  },
  "a commit that is an octal": {
    files: { ".neox-config.yml": `neox: 0012345\n${LAUNCHES}`, "a.yml": MODEL, "b.yml": "" },
    args: ["check"],
    refused: true,
  },
  "a base that is broken for all of 40 launches": launches(
    {
      "base.yml": `${MODEL}x: [\n`,
      ...Object.fromEntries([...Array(9).keys()].map((i) => [`o${i}.yml`, lines(9, (k) => `k${i}${k}: 1`)])),
    },
    [...Array(40).keys()].map((i) => `files: [base.yml, o${i % 9}.yml]`),
    {},
  ),
});
