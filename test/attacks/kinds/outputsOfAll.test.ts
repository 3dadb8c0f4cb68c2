import { expect, test } from "vitest";
import { attacked, hostileFolder, MENDABLE, MODEL } from "../command";
import { count, lines, listed } from "../repeat";
import { type Attack, type Attacks, carryOut, expectWithstood } from "./attack";

type Files = Readonly<Record<string, string>>;

/** Configs of many findings, of long ones, and of such at odd places. */
const CONFIGS: Readonly<Record<string, Files>> = {
  "1,500 findings in one line": {
    "a.yml": `{${MODEL.trim().replaceAll("\n", ", ")}, ${listed(1500, (i) => `k_${i}: 1`)}}\n`,
  },
  "findings in 400 files": Object.fromEntries(
    Array.from({ length: 400 }, (_, i) => [`d${i % 20}/${i}.yml`, `${MODEL}hidden_siz: ${i}\n`]),
  ),
  "a finding behind 1,500,000 letters of its line": {
    "a.yml": `${MODEL}{"${"x".repeat(1_500_000)}": 1, hidden_siz: 2}\n`.replace(
      `${MODEL}{`,
      `{${MODEL.trim().replaceAll("\n", ", ")}, `,
    ),
  },
  "a finding over 30,000 lines": { "a.yml": `${MODEL}hidden_size: [\n${"  1,\n".repeat(30_000)}]\n` },
  "findings at an end of a file without a line": { "a.yml": `${MODEL}hidden_siz:` },
  "a finding at a mark of byte order": { "a.yml": `\ufeffhidden_siz: 1\n${MODEL}` },
  "findings between letters of four bytes and none": {
    "a.yml": `${MODEL}"\u{1f600}\u{1f600}\\0\\u200d": 1\n"\\u0000": 2\n"\u{10ffff}": 3\n`,
  },
  "a finding in a text of 20,000 lines": { "a.yml": `${MODEL}precision: |\n${"  x\n".repeat(20_000)}` },
  "findings in tabs, and marks over letters": {
    "a.yml": `${MODEL}"\t\thidden_siz\u0301\u0301\t":\t\t1\t# \t\n`,
  },
  "findings that name 3,000 keys": {
    "a.yml": `${MODEL}optimizer: {type: Adam, params: {${listed(3000, (i) => `p${i}: 1`)}}}\n`,
  },
  "a file that is only findings of YAML": { "a.yml": `num_layers: 1\n${lines(900, (i) => `x${i}: [`)}` },
  "findings in lines of other breaks": {
    "a.yml": `${MODEL}hidden_siz: 1\nx_y: 2\n`.replaceAll("\n", "\u2028"),
  },
};
const FORMATS = ["pretty", "json", "sarif", "gitlab", "github"];

carryOut(
  Object.fromEntries(
    Object.entries(CONFIGS).flatMap(([name, files]) =>
      FORMATS.map((format): readonly [string, Attack] => [
        `${name}, in ${format}`,
        { files, args: ["check", ...("a.yml" in files ? ["a.yml"] : ["--each", "."]), "--format", format] },
      ]),
    ),
  ),
);

const MULTIPLY = `a0: &a0 [1, 1]\n${count(24, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`)}`;
/** What a launch may say, put to each command that tells of a launch. */
const LAUNCHES: Files = {
  "aliases that multiply": `${MODEL}${MULTIPLY}save: *a24\nattention_config: *a24\noptimizer: {type: *a24, params: *a20}\n`,
  "mappings in mappings, 400 deep": `${MODEL}optimizer: ${"{a: ".repeat(400)}1${"}".repeat(400)}\n`,
  "20,000 keys that nobody knows": MODEL + lines(20_000, (i) => `k${i}: ${i}`),
  "keys that are no texts": `${MODEL}1: a\n1.5: b\n~: c\ntrue: d\n2024-01-01: e\n? [1, 2]\n: f\n.nan: g\n!!binary aGk=: h\n0x10: i\n`,
  "values of each kind of YAML": `${MODEL}save: 2024-01-01 00:00:00.5 +01:00\nload: !!binary aGk=\nx: !!set {a, b}\ny: !!omap [a: 1]\nz: -.inf\nw: 190:20:30\nv: 0o17\nu: !!python/tuple [1, !!python/none ]\n`,
  "whole numbers of 4,000 digits": MODEL.replaceAll(/: \d+/g, `: ${"9".repeat(4000)}`),
  "a schedule beyond counting": `${MODEL}train_iters: 900719925474099\nlr_decay_iters: 900719925474099\nwarmup: 1.0e-300\nmin_lr: 1.0e-308\noptimizer: {type: Adam, params: {lr: 1.0e+308}}\nlr_decay_style: exponential\n`,
  "texts that are longer than a page": `${MODEL}save: "${"\\u2028<b>".repeat(90_000)}"\n${"k".repeat(100_000)}: 1\n`,
};
const COMMANDS: readonly (readonly string[])[] = [
  ["effective", "a.yml", "--format", "json"],
  ["effective", "a.yml", "--origin", "file", "--origin", "derived"],
  ["compare", "a.yml", "b.yml", "--format", "json"],
  ["compare", "b.yml", "a.yml"],
  ["schedule", "a.yml", "--format", "json", "--time-limit", "1e308", "--seconds-per-iteration", "5e-324"],
  ["schedule", "a.yml", "--resume-at", "900719925474099", "--before", "a.yml"],
  ["report", "a.yml", "--format", "json", "--ranks"],
  ["report", "a.yml", "--gpus", "900719925474099", "--mfu", "1e-300"],
];

const told: Attacks = Object.fromEntries(
  Object.entries(LAUNCHES).flatMap(([name, text]) =>
    COMMANDS.map((args): readonly [string, Attack] => [
      `${args.join(" ")}: ${name}`,
      { files: { "a.yml": text, "b.yml": `${MENDABLE}x: 1\n` }, args },
    ]),
  ),
);

carryOut({
  ...told,
  "explain what is empty": { args: ["explain", ""] },
  "explain a blank of every kind": { args: ["explain", " \u00a0\u3000\u2028"] },
  "explain 120,000 letters": { args: ["explain", "hidden_size_".repeat(10_000)] },
  "explain a name of escapes": { args: ["explain", "hidden%5Fsize"] },
  "explain a key of a key of a key": { args: ["explain", `optimizer${".params".repeat(10_000)}`] },
  "explain a regular expression": { args: ["explain", "(h.*)*size$"] },
  "explain of a checkout that is none": { args: ["explain", "hidden_size", "--neox", "."] },
});

/** Each format at both ends of a pipe gives the same, whatever a terminal may be. */
test.concurrent.for(FORMATS)("%s is the same twice", async (format, { onTestFinished }) => {
  const folder = hostileFolder(CONFIGS["findings in 400 files"], onTestFinished);
  const args = ["check", "--each", ".", "--format", format];
  const once = await attacked(args, { cwd: folder, env: { FORCE_COLOR: "0", COLUMNS: "3" } });
  const again = await attacked(args, { cwd: folder, env: { COLUMNS: "99999", TERM: "dumb" } });
  expectWithstood(once, args);
  expect(again.stdout).toBe(once.stdout);
});
