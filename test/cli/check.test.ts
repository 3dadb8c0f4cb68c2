import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Workplace } from "./command";

vi.mock("../../server/src/rules/registry", () => import("./sampleRules"));

const FILES = {
  "model.yml": "hidden_size: 100 # width\nnum_layers: 2\nseed: 0\n",
  "heads.yml": '{ "num-attention-heads": 12, }\n',
  "good/fine.yml": "hidden_size: 96\nnum_attention_heads: 12\npipe_parallel_size: 1\n",
  "good/cluster.yml": "apiVersion: v1\nkind: Pod\n",
  "utf16.yml": new Uint8Array([0xff, 0xfe, 0x61, 0x00]),
  "binary.yml": new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0x00]),
  "latin1.yml": new Uint8Array([0x23, 0x20, 0xe9, 0x0a]),
  "other.yaml": "hidden_size: 96\n",
};

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.with(FILES);
});
afterEach(() => workplace.remove());

const command = (...args: string[]) => workplace.command(args);

describe("check", () => {
  it("takes its files as one launch, with or without .yml, and prints frames over all of them", async () => {
    expect(await command("check", "model", "heads.yml", "--neox", "main", "--gpus", "8")).toEqual({
      exit: 1,
      stderr: "",
      stdout: `\
error[heads-divide-hidden]: 100 is not divisible by 12.
 --> model.yml:1:14
  |
1 | hidden_size: 100 # width
  |              ^^^
 ::: heads.yml:1:26
  |
1 | { "num-attention-heads": 12, }
  |                          -- num_attention_heads is 12
  |
  = help: hidden_size: 96
  = note: NeoX: AssertionError in megatron/mpu/utils.py:divide, while the model is built

1 error (NeoX main, 8 GPUs).
For more about a rule: neox-config explain heads-divide-hidden
`,
    });
  });

  it("answers in JSON as the design says", async () => {
    const { exit, stdout } = await command(
      "check",
      "model",
      "heads",
      "--format",
      "json",
      "--neox",
      "2024-10-31",
    );
    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      launches: false,
      outcome: { phase: "model", atIteration: 0, lastCheckpoint: null },
      target: "2024-10-31",
      gpus: null,
      diagnostics: [
        {
          rule: "heads-divide-hidden",
          severity: "error",
          phase: "model",
          message: "100 is not divisible by 12.",
          file: "model.yml",
          range: { start: { line: 0, character: 13 }, end: { line: 0, character: 16 } },
          keys: ["hidden_size", "num_attention_heads"],
          neox: { at: "megatron/mpu/utils.py:divide", raises: "AssertionError" },
          related: [
            {
              message: "num_attention_heads is 12",
              file: "heads.yml",
              range: { start: { line: 0, character: 25 }, end: { line: 0, character: 27 } },
            },
          ],
          fixes: [
            {
              title: "hidden_size: 96",
              preferred: true,
              edits: [
                {
                  file: "model.yml",
                  range: { start: { line: 0, character: 13 }, end: { line: 0, character: 16 } },
                  newText: "96",
                },
              ],
            },
          ],
        },
        {
          rule: "seed-is-zero",
          severity: "warning",
          phase: "train",
          message: "0 is no seed.",
          file: "model.yml",
          range: { start: { line: 2, character: 6 }, end: { line: 2, character: 7 } },
          keys: ["seed"],
          neox: { at: "megatron/initialize.py:_set_random_seed" },
          related: [],
          fixes: [],
        },
      ],
    });
  });

  it("ends with 0 when there is no error, and says so", async () => {
    expect(await command("check", "-d", "good", "fine", "--neox", "main")).toEqual({
      exit: 0,
      stdout: "No problems found (NeoX main).\n",
      stderr: "",
    });
  });

  it("reads standard input", async () => {
    const ended = await workplace.command(
      ["check", "-", "--format", "github"],
      "hidden_size: 5\nnum_attention_heads: 2\n",
    );
    expect(ended).toEqual({
      exit: 1,
      stdout:
        "::error file=<stdin>,line=1,endLine=1,col=14,endColumn=15,title=heads-divide-hidden::5 is not divisible by 2.%0AFix: hidden_size: 4\n",
      stderr: "",
    });
  });

  it("fails on more warnings than --max-warnings allows", async () => {
    const warned = ["check", "model", "--neox", "2024-10-31", "--format", "json"];
    expect(await command(...warned, "--max-warnings", "1")).toMatchObject({ exit: 0, stderr: "" });
    expect(await command(...warned, "--max-warnings", "0")).toMatchObject({
      exit: 1,
      stderr: "neox-config: warnings: 1, and --max-warnings allows 0\n",
    });
  });

  it("warns, with the versions, of what only some versions do while the target is unknown", async () => {
    const { stdout } = await command("check", "model");
    expect(stdout).toMatch(/^warning\[seed-is-zero\]: 0 is no seed\. Only gpt-neox from 2024-01-01/);
    expect(stdout).toMatch(/\n1 warning \(any NeoX since v2\.0\)\.\n/);
  });
});

describe("check --each", () => {
  it("checks every file by itself, in order and once", async () => {
    const { exit, stdout } = await command(
      "check",
      "--each",
      "heads.yml",
      "*.yml",
      "good",
      "--format",
      "json",
    );
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(exit).toBe(2);
    expect(answers.map(({ id, launches }) => [id, launches])).toEqual([
      ["heads.yml", true],
      ["good/fine.yml", true],
    ]);
  });

  it("skips files of other programs, also named ones, and tells of those it cannot read", async () => {
    expect(
      await command("check", "--each", "latin1.yml", "good/cluster.yml", "missing.yml", "--format", "json"),
    ).toEqual({
      exit: 2,
      stdout: '{"id":"good/cluster.yml","launches":true,"target":"unknown","gpus":null,"diagnostics":[]}\n',
      stderr:
        "neox-config: latin1.yml is not UTF-8 text, so Python cannot read it\n" +
        "good/cluster.yml: not a GPT-NeoX config, skipped\n" +
        "neox-config: cannot read missing.yml: no such file\n",
    });
  });

  it("takes a file with a single known key for a config among those of a gpt-neox, as the editor does", async () => {
    await workplace.write("neox/megatron/neox_arguments/arguments.py", "");
    await workplace.write("neox/configs/new/seed.yml", "seed: 0\n");
    await workplace.write("neox/seed.yml", "seed: 0\n");
    const { stderr } = await command("check", "--each", "neox/configs/new/seed.yml", "neox/seed.yml");
    expect(stderr).toBe("neox/seed.yml: not a GPT-NeoX config, skipped\n");
  });

  it("finds nothing in a skipped file, whatever its keys, and changes nothing", async () => {
    await workplace.write("seed.yml", "seed: 0\n");
    expect(await command("check", "--each", "seed.yml", "--fix", "--format", "github")).toEqual({
      exit: 0,
      stdout: "",
      stderr: "seed.yml: not a GPT-NeoX config, skipped\n",
    });
    expect(await workplace.read("seed.yml")).toBe("seed: 0\n");
    const asLaunch = await command("check", "seed.yml", "--format", "github");
    expect(asLaunch.stdout).toContain("0 is no seed.");
  });
});

describe("what the command cannot do", () => {
  it.each([
    [["check", "nope"], "cannot read nope.yml: no such file"],
    [["check", "good/"], "cannot read good/: it is a directory"],
    [["check", "--each", "nothing/*.yml"], "no file matches nothing/*.yml"],
    [
      ["check", "utf16.yml"],
      "utf16.yml is UTF-16 text, and NeoX reads UTF-8: iconv -f UTF-16 -t UTF-8 converts it",
    ],
    [["check", "binary.yml"], "binary.yml is a binary file, not a YAML config"],
    [["check", "latin1.yml"], "latin1.yml is not UTF-8 text, so Python cannot read it"],
    [["check"], "name the config files of a launch: neox-config check model.yml local_setup.yml"],
    [
      ["check", "model", "--neox", "yesterday"],
      "unknown NeoX version yesterday: give main, a date such as 2024-10-31, a commit or a checkout's folder",
    ],
    [["check", "model", "--dry-run"], "--dry-run shows what --fix would change, so it needs --fix"],
    [["check", "-", "--fix"], "--fix cannot write to standard input: name the files"],
    [
      ["check", "model", "--launches", "-"],
      "--launches names the files of every launch itself, so no other file can be given",
    ],
    [["check", "--each", "--launches", "-"], "--launches goes with neither --each nor --fix"],
    [
      ["check", "--launches", "-", "--format", "sarif"],
      "--launches answers in JSON lines, so it goes with no other --format",
    ],
    [["check", "--launches", "nope.jsonl"], "cannot read nope.jsonl: no such file"],
    [["chek"], "unknown command 'chek'\n(Did you mean check?)"],
    [["check", "model", "--gpu", "8"], "unknown option '--gpu'\n(Did you mean --gpus?)"],
    [
      ["check", "model", "--gpus", "0"],
      "option '--gpus <N>' argument '0' is invalid. Give a whole number from 1 on.",
    ],
    [
      ["check", "model", "--format", "xml"],
      "option '--format <NAME>' argument 'xml' is invalid. Allowed choices are pretty, json, sarif, github, gitlab.",
    ],
  ])("%j", async (args, message) => {
    expect(await command(...args)).toEqual({ exit: 2, stdout: "", stderr: `neox-config: ${message}\n` });
  });

  it("reads a name that deepy.py would not find, and says so", async () => {
    expect(await command("check", "other.yaml", "--neox", "main")).toEqual({
      exit: 0,
      stdout: "No problems found (NeoX main).\n",
      stderr: "note: deepy.py looks for other.yaml.yml, so other.yaml needs a name that ends in .yml\n",
    });
  });
});

describe("check --fix", () => {
  it("applies the preferred fixes and checks what it wrote", async () => {
    expect(await command("check", "model", "heads", "--fix", "--neox", "main")).toEqual({
      exit: 0,
      stdout: "No problems found (NeoX main).\n",
      stderr: "model.yml:1: hidden_size: 96 (heads-divide-hidden)\nFixes applied: 1\n",
    });
    expect(await workplace.read("model.yml")).toBe("hidden_size: 96 # width\nnum_layers: 2\nseed: 0\n");
    expect(await workplace.read("heads.yml")).toBe(FILES["heads.yml"]);
  });

  it("shows a unified diff with --dry-run and writes nothing", async () => {
    expect(await command("check", "model", "heads", "--fix", "--dry-run")).toEqual({
      exit: 0,
      stdout: `\
--- a/model.yml
+++ b/model.yml
@@ -1,3 +1,3 @@
-hidden_size: 100 # width
+hidden_size: 96 # width
 num_layers: 2
 seed: 0
`,
      stderr: "model.yml:1: hidden_size: 96 (heads-divide-hidden)\nFixes to apply: 1\n",
    });
    expect(await workplace.read("model.yml")).toBe(FILES["model.yml"]);
  });
});

describe("check --launches", () => {
  it("answers every line in order, also those it cannot check", async () => {
    const lines = [
      '{"id": "a", "files": ["model", "heads.yml"], "gpus": 8, "neox": "main"}',
      "",
      '{"id": 7, "files": [{"name": "x.yml", "text": "hidden_size: 96\\n"}]}',
      "{broken",
      "[]",
      '{"id": "none", "files": []}',
      '{"id": "gpus", "files": ["model"], "gpus": 1.5}',
      '{"id": "neox", "files": ["model"], "neox": "tomorrow"}',
      '{"id": "lost", "files": ["lost"]}',
      '{"files": ["-"]}',
    ];
    const { exit, stdout, stderr } = await workplace.command(
      ["check", "--launches", "-", "--neox", "2024-10-31"],
      lines.join("\n"),
    );
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(exit).toBe(2);
    expect(stderr).toBe('neox-config: some lines could not be checked: see "error" in their answers\n');
    expect(answers).toEqual([
      {
        id: "a",
        launches: false,
        outcome: { phase: "model", atIteration: 0, lastCheckpoint: null },
        target: "main",
        gpus: 8,
        diagnostics: [expect.objectContaining({ rule: "heads-divide-hidden" })],
      },
      { id: 7, launches: true, target: "2024-10-31", gpus: null, diagnostics: [] },
      { line: 4, error: "this line is not JSON" },
      { line: 5, error: 'a launch is a JSON object, such as {"files": ["a.yml"]}' },
      { id: "none", line: 6, error: '"files" must be a list of at least one file' },
      { id: "gpus", line: 7, error: '"gpus" must be a whole number from 1 on' },
      {
        id: "neox",
        line: 8,
        error:
          "unknown NeoX version tomorrow: give main, a date such as 2024-10-31, a commit or a checkout's folder",
      },
      { id: "lost", line: 9, error: "cannot read lost.yml: no such file" },
      { line: 10, error: "a launch of the list cannot read standard input" },
    ]);
  });

  it("ends with 1 when a launch fails and with 0 when none does", async () => {
    const bad = '{"files": [{"name": "x.yml", "text": "{hidden_size: 5, num_attention_heads: 2}"}]}\n';
    const good = '{"files": [{"name": "x.yml", "text": "{hidden_size: 4, num_attention_heads: 2}"}]}\n';
    expect(await workplace.command(["check", "--launches", "-"], bad + good)).toMatchObject({
      exit: 1,
      stderr: "",
    });
    expect(await workplace.command(["check", "--launches", "-"], good + good)).toMatchObject({
      exit: 0,
      stderr: "",
    });
  });
});
