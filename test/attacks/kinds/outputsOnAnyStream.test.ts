import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { attacked, bounded, CLI, type Ended, hostileFolder, MENDABLE, MODEL, textOf } from "../command";
import { expectHarmless } from "../harmless";
import { inShell } from "../inShell";
import { lines } from "../repeat";
import { type Attack, type Attacks, carryOut, expectWithstood } from "./attack";

/** What steers a terminal or a runner, as a name and as a value. */
const NAME = "d#\u001b[31m\r\n::add-mask::q\u202e ##vso[x]";
const VALUE = String.raw`"\x1b]0;t\x07#\r#[x] ##vso[y]\n::add-mask::q\u202e\x9b31m\ufeff"`;
const HOSTILE = `${MODEL}save: ${VALUE}\nprecision: ${VALUE}\n${VALUE}: 1\noptimizer: {type: ${VALUE}, params: {${VALUE}: ${VALUE}}}\n`;
const LOG = `x\u001b[31m\n::add-mask::q\n[\u202erank0]: Traceback (most recent call last):\n  File "/x/\u001b[2J.py", line 1, in ##[group]\n    \r::add-mask::z\nValueError: hidden_size \u001b[31m ##vso[x]\u2028::q\n`;
const FILES = {
  "a.yml": HOSTILE,
  "c.yml": `${MENDABLE}x: "\\u001b"\n`,
  "b.yml": MODEL,
  "a.log": LOG,
  [`${NAME}/a.yml`]: HOSTILE,
};

/** A terminal has colours and a line of progress from us, and from nobody else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: our own
const OURS = /\u001b\[[0-9;]*m|\r\u001b\[K/g;

test.concurrent.for([
  "check a.yml",
  "check --each .",
  "check c.yml --fix --dry-run",
  "check --each . --format json",
  "check a.yml --color always --gpus 8",
  "effective a.yml",
  "compare a.yml b.yml",
  "report a.yml",
  "schedule a.yml",
  "why a.log a.yml",
  "explain hidden_size",
  "to-hf a.yml",
  "check none.yml",
  "check --each none*",
])("on a terminal: %s", async (args, { onTestFinished }) => {
  const folder = hostileFolder(FILES, onTestFinished);
  const line = `"${process.execPath}" "${CLI}" ${args}`;
  const { stdout } = await bounded("script", ["-qec", line, "/dev/null"], { cwd: folder });
  const said = stdout.replace(OURS, "").replaceAll("\r\n", "\n");
  expect(said.trim()).not.toBe("");
  expectHarmless({ stdout: said, stderr: "" });
});

/** So many findings that no pipe takes them at once. */
const MANY = Object.fromEntries(
  Array.from({ length: 10 }, (_, i) => [
    `${i}.yml`,
    `# neox-config: on\n${MODEL.replace("768", "770")}${lines(10, (j) => `k_${j}: "${"x".repeat(400)}"`)}`,
  ]),
);
const FORMATS = ["pretty", "json", "sarif", "gitlab", "github"];

/** Runs the command, whose reader leaves once it has seen so many bytes of one stream. */
function readUpTo(bytes: number, stream: "stdout" | "stderr", args: readonly string[], cwd: string) {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let seen = 0;
  let stderr = "";
  child[stream].on("data", (data: Buffer) => {
    seen += data.length;
    if (seen >= bytes) child[stream].destroy();
  });
  if (bytes === 0) child[stream].destroy();
  const other = stream === "stdout" ? "stderr" : "stdout";
  child[other].on("data", (data: Buffer) => {
    stderr += String(data);
  });
  return new Promise<Ended>((done) => {
    child.on("close", (code, signal) => done({ exit: code ?? signal ?? "", stdout: "", stderr }));
  });
}

describe("a reader that leaves changes no exit status", () => {
  test.concurrent.for(FORMATS.flatMap((format) => [0, 10_000].map((bytes) => [format, bytes] as const)))(
    "%s, after %i bytes",
    async ([format, bytes], { onTestFinished }) => {
      const folder = hostileFolder(MANY, onTestFinished);
      const args = ["check", "--each", ".", "--format", format];
      const { exit, stderr } = await readUpTo(bytes, "stdout", args, folder);
      expect([exit, stderr]).toEqual([1, ""]);
    },
  );
  test.concurrent.for([
    ["stderr", 0, ["check", "none.yml"], 2],
    ["stderr", 0, ["check", "--each", ".", "none.yml"], 2],
    ["stderr", 1, ["check", "--each", ".", "--fix", "--dry-run"], 0],
    ["stdout", 1, ["effective", "0.yml", "--format", "json"], 0],
    ["stdout", 1, ["schema"], 0],
    ["stdout", 1, ["man"], 0],
    ["stdout", 1, ["completion", "bash"], 0],
  ] as const)("%s, after %i bytes, of %j", async ([stream, bytes, args, wanted], { onTestFinished }) => {
    const folder = hostileFolder(MANY, onTestFinished);
    expect((await readUpTo(bytes, stream, args, folder)).exit).toBe(wanted);
  });
});

/** A reader that is slow, or writes where it reads, gets all of it. */
test.concurrent.for([
  ["sarif", "NEOX check --each . --format sarif | (sleep 1; cat) > out"],
  ["gitlab", "NEOX check --each . --format gitlab | (sleep 1; cat) > out"],
  ["json", "NEOX check --each . --format json > out"],
  [
    "json through a named pipe",
    "mkfifo p; (sleep 0.3; cat p > out) & NEOX check --each . --format json > p; wait",
  ],
  ["sarif, appended twice", "NEOX check 0.yml --format sarif >> out; NEOX check 1.yml --format gitlab > out"],
  ["gitlab on both streams", "NEOX check --each . --format gitlab > out 2> out"],
  [
    "sarif while it is stopped",
    "NEOX check --each . --format sarif > out & sleep 0.4; kill -STOP $!; sleep 0.2; kill -CONT $!; wait",
  ],
] as const)("all of %s", async ([, line], { onTestFinished }) => {
  const folder = hostileFolder(MANY, onTestFinished);
  await inShell(`${line}; true`, folder);
  const text = textOf(folder, "out");
  const values = text.startsWith('{"') ? text.trimEnd().split("\n") : [text];
  for (const value of values) expect(() => JSON.parse(value)).not.toThrow();
  expect(text.length).toBeGreaterThan(1000);
});

/** A server on streams that are no client's ends by itself. */
test.concurrent.for([
  "NEOX lsp < /dev/null",
  "NEOX lsp --stdio < /dev/null > /dev/full",
  "echo '::add-mask::x' | NEOX lsp --stdio",
  "printf 'Content-Length: 2\\r\\n\\r\\n[]' | NEOX lsp --stdio",
  "printf 'Content-Length: 99\\r\\n\\r\\n{' | NEOX lsp --stdio | head -c 1",
  "NEOX lsp --stdio <&- >&-",
  "head -c 100000 /dev/zero | NEOX lsp --stdio",
])("%s", async (line, { onTestFinished }) => {
  const folder = hostileFolder({}, onTestFinished);
  const { exit } = await inShell(`${line}; true`, folder);
  expect(exit).toBe(0);
});

/** Names in flags that no other attack has named. */
const flag = (...args: readonly string[]): Attack => ({
  files: { ...FILES, "h/config.json": '{"model_type":"llama"}' },
  args,
});
const flags: Attacks = Object.fromEntries(
  [
    ["check", "a.yml", "--launch-directory", NAME],
    ["check", "a.yml", "--fail-on", NAME],
    ["check", "a.yml", "--color", NAME],
    ["check", "a.yml", "--neox", `${NAME}/n`],
    ["check", "-d", NAME, "a.yml"],
    ["check", "--launches", NAME],
    ["check", "--each", "--", `--${NAME}`],
    ["check", "--each", NAME, "--format", "github"],
    ["check", "--each", NAME, "--format", "sarif"],
    ["effective", "a.yml", "--origin", NAME],
    ["effective", `${NAME}/a.yml`, "--format", "json"],
    ["report", `${NAME}/a.yml`, "--html", `${NAME}/o.html`],
    ["report", "a.yml", "--vocab", NAME],
    ["report", "a.yml", "--mfu", NAME],
    ["schedule", "a.yml", "--time-limit", NAME],
    ["schedule", "a.yml", "--seconds-per-iteration", NAME],
    ["schedule", "a.yml", "--format", "json"],
    ["to-hf", `${NAME}/a.yml`, "--architecture", NAME],
    ["from-hf", "h", "--vocab", NAME],
    ["compare", `${NAME}/a.yml`, "b.yml", "--format", "json"],
    ["why", "a.log", `${NAME}/a.yml`],
    ["why", "a.log", "a.yml", "--format", "json"],
    ["verify", `${NAME}/a.yml`, "--neox", NAME, "--python", NAME],
    ["converts", "a.yml", "--tool", "convert_neox_to_hf", "--given", NAME],
    ["lsp", `--${NAME}`],
    ["help", NAME],
    ["check", "--help", NAME],
  ].map((args) => [args.map((arg) => arg.replaceAll(NAME, "NAME")).join(" "), flag(...args)]),
);
carryOut(flags);

/** A script that completes words says a name of a folder, and runs nothing of it. */
test.concurrent.for(["$(touch RAN)", "`touch RAN`", "a;touch RAN", "a\ntouch RAN", "*", "-n", "$HOME"])(
  "%j is completed in bash",
  async (name, { onTestFinished }) => {
    const folder = hostileFolder({ [`d/${name}.yml`]: MODEL }, onTestFinished);
    const script = `${(await attacked(["completion", "bash"], { cwd: folder })).stdout}
cd d; COMP_WORDS=(neox-config check ""); COMP_CWORD=2; _neox_config; printf '%s\\0' "\${COMPREPLY[@]}" > ../out; test ! -e RAN`;
    const { exit } = await bounded("bash", ["-c", script], { cwd: folder });
    expect(exit).toBe(0);
    const words = readFileSync(join(folder, "out"), "utf8");
    if (!name.includes("\n")) expect(words).toBe(`${name}.yml\0`);
  },
);

test("the same is said to a runner that is told of in each way", async () => {
  for (const env of [
    { GITHUB_ACTIONS: "true" },
    { TF_BUILD: "True" },
    { TEAMCITY_VERSION: "1" },
    { GITLAB_CI: "1" },
  ]) {
    const args = ["check", "a.yml", "--fix", "--dry-run"];
    const folder = hostileFolder({ "a.yml": `${MODEL}min_lr: 1e-5\nsave: "##vso[x] ##teamcity[y]"\n` });
    const ended = await attacked(args, { cwd: folder, env: { CI: "1", ...env } });
    expectWithstood(ended, args);
    expect(ended.stdout).toContain("+min_lr: 1.0e-5");
  }
});
