import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { attacked, hostileFolder, MENDABLE, MODEL, mended, plant, textOf } from "../command";
import { inShell } from "../inShell";
import { lines } from "../repeat";
import { type Attack, carryOut } from "./attack";

/** What is to be there as often after a fix as before, and in the same order. */
const marksIn = (text: string) => text.match(/m\d+m/g) ?? [];

const VALUES = {
  ...{ num_layers: 12, hidden_size: "768", "num-attention-heads": 12, seq_length: "2048" },
  ...{ max_position_embeddings: 2048, train_micro_batch_size_per_gpu: 4, save: "m1m" },
  ...{ optimizer: { type: "adam", params: { lr: "1e-4", betas: [0.9, "0.95"] } } },
};
const json = JSON.stringify(VALUES, null, 2);

/** A config in JSON stays one, and keeps what no fix is about. */
const inJson = (text: string): Attack => ({
  files: { "a.json": text },
  args: ["check", "--each", "a.json", "--fix-all"],
  afterwards(folder) {
    const now = textOf(folder, "a.json");
    expect(now).not.toBe(text);
    expect(Object.keys(JSON.parse(now))).toHaveLength(Object.keys(JSON.parse(text)).length);
    expect(marksIn(now)).toEqual(marksIn(text));
    expect(readdirSync(folder)).toEqual(["a.json"]);
  },
});

carryOut({
  "JSON over lines": inJson(json),
  "JSON on one line": inJson(JSON.stringify(VALUES)),
  "JSON with tabs, as YAML has them in braces only": inJson(JSON.stringify(VALUES, null, "\t")),
  "JSON with returns and newlines": inJson(json.replaceAll("\n", "\r\n")),
  "JSON whose commas begin its lines": inJson(json.replaceAll(/,\n(\s*)/g, "\n$1, ")),
  "JSON with escapes in its keys": inJson(json.replace('"seq_length"', '"se\\u0071_length"')),
  "JSON with an escape that YAML has otherwise": inJson(json.replace("m1m", "m1m\\/\\u00e9 m2m")),
  "JSON with blanks around all": inJson(json.replaceAll(":", " :  ").replaceAll(",", " , ")),
  "JSON with misspelt keys": inJson(
    json.replace("max_position", "max_postion").replace("optimizer", "optimiser"),
  ),
});

/** A slip in one line, which no fix mends: numbers of other lines may be mended, and nothing else. */
const SLIPS = ["@foo", "*nowhere", "[1, 2}", "{b: 1]", '"\\q"', "`b`", "&", "x]", "!<x 1", "|", '"x" y'];
const around = (slip: string, isFirst = false) =>
  `# neox-config: on\n{${isFirst ? "" : "\n "} "a": ${slip}, # m1m\n  ${MODEL.trim().replaceAll("\n", ",\n  ")}, # m2m\n  "min_lr": 1e-5,\n  "clip_grad": 1e-1 # m3m\n}\n`;

carryOut(
  Object.fromEntries(
    SLIPS.flatMap((slip) => [false, true].map((isFirst) => [slip, isFirst] as const)).map(
      ([slip, isFirst]): readonly [string, Attack] => [
        `a slip${isFirst ? " behind the brace" : ""}: ${slip}`,
        {
          files: { "a.yml": around(slip, isFirst) },
          args: ["check", "a.yml", "--fix"],
          afterwards: (folder) =>
            expect(textOf(folder, "a.yml").replaceAll("1.0e-", "1e-")).toBe(around(slip, isFirst)),
        },
      ],
    ),
  ),
);

/** As `SARIF` tells of fixes: each alone, as a program makes it that reads no more than that. */
const SARIF: Readonly<Record<string, string>> = {
  "letters of two units": `${MODEL}"\u{1f600}\u{1f600}": m1m # m2m\nmin_lr: 1e-5 # \u{1f600}m3m\n`,
  "one line in braces": `{${MODEL.trim().replaceAll("\n", ", ")}, "\u{1f600}": m1m, min_lr: 1e-5, clip-grad: "1e-1"} # m2m\n`,
  "returns and newlines": `${MODEL}min_lr: 1e-5 # m1m\nfoo:\n  - 1 # m2m\nbaz: 1 # m3m\n`.replaceAll(
    "\n",
    "\r\n",
  ),
  "no end of the last line": `# m1m\n${MODEL}save: x # m2m\nmin_lr: 1e-5`,
  "a number over lines with comments": `${MODEL}min_lr: # m1m\n  # m2m\n\n  1e-5 # m3m\n`,
};

test.concurrent.for(Object.entries(SARIF))(
  "fixes in SARIF of a text of %s keep it",
  async ([, text], { onTestFinished }) => {
    const folder = hostileFolder({ "a.yml": text }, onTestFinished);
    const { stdout } = await attacked(["check", "a.yml", "--format", "sarif"], { cwd: folder });
    const log: Log = JSON.parse(stdout);
    const fixes = log.runs.flatMap((run) => run.results ?? []).flatMap((result) => result.fixes ?? []);
    expect(fixes.length).toBeGreaterThan(0);
    for (const { artifactChanges, description } of fixes) {
      const edits = artifactChanges
        .flatMap((change) => change.replacements)
        .map(({ deletedRegion: at, insertedContent }) => ({
          range: {
            start: { line: (at.startLine ?? 1) - 1, character: (at.startColumn ?? 1) - 1 },
            end: { line: (at.endLine ?? 1) - 1, character: (at.endColumn ?? 1) - 1 },
          },
          newText: insertedContent?.text ?? "",
        }));
      const after = TextDocument.applyEdits(TextDocument.create("a", "yaml", 1, text), edits);
      const gone = /^Remove/.test(description?.text ?? "") ? ["m1m", "m2m", "m3m"] : [];
      expect(marksIn(after).filter((it) => !gone.includes(it))).toEqual(
        marksIn(text).filter((it) => !gone.includes(it)),
      );
      expect(after).toContain("num_layers: 12");
    }
  },
);

/** A difference that is applied and taken back leaves each byte as it was. */
const BACK: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "no end of the last line": { "a.yml": MENDABLE.trimEnd() },
  "a line that is added behind none": { "a.yml": `${MODEL}save: x` },
  "a key that goes from the last line": {
    "a.yml": `${MODEL}optimizer:\n  type: Adam\n  params: {lr: 1.0e-4, x: 1}`,
  },
  returns: { "a.yml": `${MENDABLE}clip_grad: 1e-1\n`.replaceAll("\n", "\r") },
  "a mark of byte order": { "a.yml": `\ufeff${MENDABLE}` },
  "three files of one launch": {
    "a.yml": MENDABLE,
    "b.yml": "clip_grad: 1e-1",
    "c.yml": "# m\r\nweight_decay: 1e-2\r\n",
  },
  "5,000 lines like those of a difference": {
    "a.yml": `${MENDABLE}save: |\n${lines(5000, (i) => `  ${["-", "+", "@@ -1 +1 @@", "\\ No newline at end of file"][i % 4]}`)}`,
  },
};

test.concurrent.for(Object.entries(BACK))(
  "%s: a difference that is taken back",
  async ([, files], { onTestFinished }) => {
    const folder = hostileFolder(files, onTestFinished);
    const args = ["check", ...Object.keys(files), "--fix-all", "--dry-run"];
    const { stdout } = await attacked(args, { cwd: folder });
    const difference = plant(hostileFolder({}, onTestFinished), "difference", stdout);
    for (const way of [[], ["-R"]])
      execFileSync("git", ["apply", ...way, "--whitespace=nowarn", difference], { cwd: folder });
    for (const [name, text] of Object.entries(files)) expect(textOf(folder, name)).toBe(text);
    expect(stdout).not.toBe("");
  },
);

const NAMES = ["a.yml", "b.yml"];
const [BEFORE, AFTER] = [MENDABLE, mended(MENDABLE)];
const isWhole = (text: string) => text.startsWith(BEFORE) || text.startsWith(AFTER);

/** What a shell, a signal or another program does around a fix: all is there, mended or as it was. */
describe("a fix", () => {
  test.concurrent.for([
    ["that says what it does into the file", "NEOX check a.yml --fix 2>> a.yml"],
    ["whose findings go into the file", "NEOX check a.yml --fix --format json >> a.yml"],
    ["whose difference goes into the file", "NEOX check a.yml --fix --dry-run >> a.yml"],
    ["whose words are put into the file by another", "NEOX check a.yml --fix 2>&1 | tee -a a.yml"],
    ["that reads the file as well", "NEOX check a.yml --fix < a.yml"],
    ["of a file that is open for writing", "exec 3<> a.yml; NEOX check --each /dev/fd/3 --fix"],
    [
      "of an open file that has another name now",
      "exec 3< a.yml; mv a.yml c; mv c a.yml; NEOX check --each /dev/fd/3 --fix",
    ],
    [
      "of an open file that is gone, beside one of the name that the system gives it",
      'cp a.yml x; exec 3< x; rm x; cp a.yml "x (deleted)"; NEOX check --each /dev/fd/3 --fix; cmp a.yml "x (deleted)" && rm "x (deleted)"',
    ],
    ["of a file that somebody has locked", "flock a.yml sleep 0.4 & NEOX check a.yml --fix; wait"],
    ["whose reader has left", "NEOX check --each . --fix 2>&1 | head -1"],
    ["whose reader never came", "NEOX check --each . --fix 2>&1 | true"],
    ["that cannot say what it does", "NEOX check --each . --fix > /dev/full 2> /dev/full"],
    ["without any stream", "NEOX check --each . --fix <&- >&- 2>&-"],
    [
      "that is stopped and goes on",
      "NEOX check --each . --fix & sleep 0.2; kill -STOP $!; sleep 0.1; kill -CONT $!; wait",
    ],
    [
      "that is asked to end at once",
      "NEOX check --each . --fix & sleep 0.4; kill -TERM $!; kill -INT $!; kill -HUP $!; wait",
    ],
    ["at which is quit", "NEOX check --each . --fix & sleep 0.45; kill -QUIT $!; wait; rm -f core*"],
    ["whose terminal is gone", "setsid bash -c 'NEOX check --each . --fix' < /dev/null; wait"],
    [
      "in a folder of a name beyond all paths",
      'at="$PWD"; down() { mkdir -p $(printf "dddddddd%.0s/" {1..240}); cd $(printf "dddddddd%.0s/" {1..240}); }; cp a.yml x; down; down; cp /proc/self/fd/3 a.yml 3< "$at/x"; NEOX check a.yml --fix; wc -l a.yml; cd "$at"; rm -rf dddddddd x',
    ],
    ["of two launches at once", "NEOX check a.yml b.yml --fix & NEOX check b.yml a.yml --fix & wait"],
    [
      "of a file that another moves over it",
      "(sleep 0.2; cp b.yml n; mv n a.yml) & NEOX check a.yml --fix; wait",
    ],
    [
      "with a file of the same letters",
      "cp a.yml A.yml; NEOX check --each . --fix; cmp a.yml A.yml && rm A.yml",
    ],
    ["with little memory", "ulimit -v 3000000; NEOX check --each . --fix"],
    ["with hardly a moment", "ulimit -t 1; NEOX check --each . --fix"],
  ] as const)("%s", async ([, line], { onTestFinished }) => {
    const folder = hostileFolder(Object.fromEntries(NAMES.map((name) => [name, BEFORE])), onTestFinished);
    await inShell(`${line}; true`, folder);
    expect(readdirSync(folder).sort()).toEqual(NAMES);
    for (const name of NAMES) expect(isWhole(textOf(folder, name)), textOf(folder, name)).toBe(true);
  });
});

/** What a repository's models say of themselves goes into a new config as comments, and nothing of it as a key. */
const BREAKS = ["\\n", "\\r", "\\u0085", "\\u2028", "\\u2029", "\\r\\n", "\\u000b"];
const LLAMA = {
  ...{ model_type: "llama", hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32 },
  ...{ intermediate_size: 14_336, vocab_size: 128_256, hidden_act: "silu", rms_norm_eps: 1e-5 },
  max_position_embeddings: 8192,
};
const evil = BREAKS.map((it) => `x${it}load: evil${it}# `).join("");
const TOLD: Readonly<Record<string, string>> = {
  "its kind": "model_type",
  "its activation": "hidden_act",
  "its rope": "rope_scaling",
  "its type of numbers": "torch_dtype",
  "its attention": "layer_types",
};

test.concurrent.for(Object.entries(TOLD))(
  "a model whose name and %s are lines of a config",
  async ([, key], { onTestFinished }) => {
    const value = JSON.parse(`"${evil}"`);
    const odd = { ...LLAMA, [key]: key === "rope_scaling" ? { type: value, [value]: 2 } : value };
    const name = "m\nload: evil\u2028load: evil\u0085load: evil";
    const folder = hostileFolder({ [`${name}/config.json`]: JSON.stringify(odd) }, onTestFinished);
    const { stdout } = await attacked(["from-hf", name], { cwd: folder });
    plant(folder, "new.yml", stdout);
    const read = await attacked(["effective", "new.yml", "--origin", "file"], { cwd: folder });
    expect(read.stdout).not.toMatch(/^\W*load/m);
    for (const line of stdout.split(/\r\n|[\r\n\u0085\u2028\u2029]/)) expect(line).not.toMatch(/^\s*load/);
    expect(readFileSync(join(folder, name, "config.json"), "utf8")).toBe(JSON.stringify(odd));
  },
);
