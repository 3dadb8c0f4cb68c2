import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { version } from "../../server/package.json";
import { Workplace } from "./command";

vi.mock("../../server/src/rules/registry", () => import("./sampleRules"));

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.with({
    "model.yml": "# a model\nhidden_size: 96\nnum-attention-heads: 12\nnum_layers: 2\nlr: 3\n",
    "broken.yml": "a: [\n",
  });
});
afterEach(() => workplace.remove());

const command = (...args: string[]) => workplace.command(args);

describe("explain", () => {
  it("prints all of a rule", async () => {
    expect(await command("explain", "seed-is-zero")).toEqual({
      exit: 0,
      stdout: `\
seed-is-zero · warning · train

A seed of 0 is no seed.

It is not set at all.

Reported

    seed: 0

Fine

    seed: 1

NeoX: megatron/initialize.py:_set_random_seed

Versions: from 2024-01-01 (aaaaaaaa), before 2024-11-13 (bbbbbbbb)

Keys: seed
`,
      stderr: "",
    });
  });

  it("prints an argument, by dashes or underscores, with the rules that read it", async () => {
    const { exit, stdout } = await command("explain", "num-attention-heads");
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^`num_attention_heads` · `int` · default `null`\n\n/);
    expect(stdout).toMatch(
      /\n\nRules\n\n {4}heads-divide-hidden: `hidden_size` must be a multiple of `num_attention_heads`\.\n$/,
    );
  });

  it("paints names where colours are wanted", async () => {
    const { stdout } = await command("explain", "heads-divide-hidden", "--color", "always");
    expect(stdout).toContain("\u001b[1mheads-divide-hidden\u001b[22m · error · model");
    expect(stdout).toContain("\u001b[36mhidden_size\u001b[39m must be a multiple");
  });

  it.each([
    ["seed-is-zeros", "there is no rule and no argument named seed-is-zeros; did you mean seed-is-zero?"],
    ["hiden_size", "there is no rule and no argument named hiden_size; did you mean hidden_size?"],
    ["qqqqqqqqqqqq", "there is no rule and no argument named qqqqqqqqqqqq"],
  ])("does not know %s", async (name, message) => {
    expect(await command("explain", name)).toEqual({
      exit: 2,
      stdout: "",
      stderr: `neox-config: ${message}\n`,
    });
  });
});

describe("effective", () => {
  const wanted = (stdout: string, ...names: string[]) =>
    stdout
      .split("\n")
      .filter((line) => names.includes(line.split(/[: ]+/).filter((word) => word !== "#")[0] ?? ""));

  it("prints values with their origin, as YAML", async () => {
    const { exit, stdout, stderr } = await command("effective", "model", "--neox", "main");
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(
      wanted(
        stdout,
        "hidden_size",
        "num_attention_heads",
        "lr",
        "attention_config",
        "seq_length",
        "train_batch_size",
      ),
    ).toEqual([
      "hidden_size: 96  # model.yml:2",
      "num_attention_heads: 12  # model.yml:3",
      "attention_config: [global, global]  # derived from num_layers",
      "lr: 0.001  # derived from optimizer, not as in model.yml:5",
      "# train_batch_size  # derived from what this launch does not tell, such as the GPUs",
      "seq_length: null  # default",
    ]);
  });

  it("prints only what is asked for, as JSON", async () => {
    const { stdout } = await command("effective", "model", "--origin", "file", "--format", "json");
    const place = (line: number, end: number) => ({
      file: "model.yml",
      range: { start: { line, character: 0 }, end: { line, character: end } },
    });
    expect(JSON.parse(stdout)).toEqual({
      hidden_size: { value: 96, known: true, origin: "file", ...place(1, 15) },
      num_attention_heads: { value: 12, known: true, origin: "file", ...place(2, 23) },
      num_layers: { value: 2, known: true, origin: "file", ...place(3, 13) },
    });
  });

  it("does not guess from a broken file", async () => {
    expect(await command("effective", "broken")).toEqual({
      exit: 2,
      stdout: "",
      stderr: "neox-config: broken.yml cannot be read: neox-config check broken.yml tells why\n",
    });
  });
});

describe("completion", () => {
  const complete = promisify(execFile);

  it.each([
    [["ch"], "check"],
    [["check", "--fo"], "--format"],
    [["check", "--format", "gi"], "github gitlab"],
    [["check", "mo"], "model.yml"],
    [["explain", "seed-is"], "seed-is-zero"],
    [["explain", "num_kv"], "num_kv_heads"],
    [["completion", ""], "bash zsh fish"],
  ])("bash completes %j", async (words, expected) => {
    const { stdout: script } = await command("completion", "bash");
    const line = ["neox-config", ...words].map((word) => `"${word}"`).join(" ");
    const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _neox_config; echo "\${COMPREPLY[*]}"`;
    const { stdout } = await complete("bash", ["-c", `${script}\n${ask}`], { cwd: workplace.folder });
    expect(stdout.trim()).toBe(expected);
  });
});

describe("the program", () => {
  it("tells its version", async () => {
    expect(await command("--version")).toEqual({
      exit: 0,
      stdout: `${version}\ngpt-neox from v2.0 (2023-03-09) to ea7aefd8 (2026-05-19)\n`,
      stderr: "",
    });
  });

  it("prints its help, and each command's, on standard output", async () => {
    for (const args of [["--help"], ["check", "--help"], ["effective", "-h"]]) {
      const { exit, stdout, stderr } = await command(...args);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
      expect(stdout).toMatch(/^Usage: neox-config /);
    }
  });

  it("shows the help and ends with 2 when no command is given", async () => {
    expect(await command()).toMatchObject({
      exit: 2,
      stdout: "",
      stderr: expect.stringMatching(/^Usage: neox-config/),
    });
  });
});
