import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { installedCommand, ROOT } from "../installed.mjs";
import { codeBlock } from "../markdown";
import { sarifProblems } from "../sarif";
import { actionSteps, type Step } from "./actionSteps";
import { FINE, RESHAPE } from "./launches";
import { needs, outcomeOf, ran } from "./process";

/** A repository with a config that fails, one that does not, and YAML of another program. */
let folder: string;
beforeAll(async () => {
  installedCommand();
  folder = await mkdtemp(join(tmpdir(), "neox-config-hooks-"));
  await mkdir(join(folder, "configs"));
  await writeFile(join(folder, "configs/reshape.yml"), RESHAPE);
  await writeFile(join(folder, "configs/fine.yml"), FINE);
  await writeFile(join(folder, "configs/pod.yaml"), "apiVersion: v1\nkind: Pod\n");
  await ran("git", ["init", "-q"], { cwd: folder });
  await ran("git", ["add", "configs"], { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true }));

const readRoot = (name: string) => readFile(join(ROOT, name), "utf8");

describe("pre-commit", { timeout: 300_000 }, () => {
  beforeEach((context) => needs(context, "pre-commit"));

  /** Runs the hooks of this configuration with the installed command. */
  async function runHooks(config: string) {
    await writeFile(join(folder, ".pre-commit-config.yaml"), config);
    await ran("git", ["add", ".pre-commit-config.yaml"], { cwd: folder });
    const env = { PRE_COMMIT_HOME: join(folder, ".git/pre-commit"), PRE_COMMIT_COLOR: "never" };
    const { exit, stdout } = await outcomeOf("pre-commit", ["run", "--all-files"], { cwd: folder, env });
    return { exit, stdout, found: stdout.match(/^\w+\[.*?\]|^ +--> .*/gm) };
  }

  test("runs the hook of docs/ci.md on every YAML file", async () => {
    const shown = codeBlock(await readRoot("docs/ci.md"), "pre-commit", "yaml");
    const config = shown.replace("[--neox, main, --]", '[--neox, "2024-10-31", --]');
    const { exit, stdout, found } = await runHooks(config);
    expect(stdout).toMatch(/^GPT-NeoX configs\.+Failed\n/m);
    expect({ exit, found }).toEqual({
      exit: 1,
      found: ["error[kv-heads-reshape]", " --> configs/reshape.yml:4:15"],
    });
  });

  test("knows the hook of .pre-commit-hooks.yaml as docs/ci.md shows it", async () => {
    const hooks = await readRoot(".pre-commit-hooks.yaml");
    const entries = hooks.replace(/^#.*\n/, "").match(/^(- | {2})(?!description:|args:|#).*$/gm);
    const shown = codeBlock(await readRoot("docs/ci.md"), "pre-commit", "yaml");
    for (const entry of entries ?? []) expect(shown).toContain(entry.slice(2));
    expect(hooks).toContain("\n  args: [--]\n");
    await ran("pre-commit", ["validate-manifest", join(ROOT, ".pre-commit-hooks.yaml")], { cwd: folder });
  });
});

describe("the GitHub action", { timeout: 180_000 }, () => {
  const inputs = { files: "configs/*.yml\n\nconfigs\n", neox: "2024-10-31", gpus: "8", upload: "true" };

  /** Runs the shell steps as GitHub does; steps of other actions are only listed. */
  async function runAction(given: Readonly<Record<string, string>>) {
    const outputs = new Map<string, string>();
    const ended = [];
    for (const step of actionSteps(await readRoot("action.yml"), given)) {
      if (!step.runs) continue;
      ended.push(step.uses ?? (await runStep(step, outputs)));
    }
    return { ended, outputs };
  }

  async function runStep(step: Step, outputs: Map<string, string>) {
    const output = join(folder, "output.txt");
    await writeFile(output, "");
    const env = {
      ...step.env(outputs),
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: folder,
    };
    // The flags of GitHub's `shell: bash`.
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.script];
    const { exit, stdout, stderr } = await outcomeOf("bash", args, { cwd: folder, env });
    for (const line of (await readFile(output, "utf8")).trim().split("\n")) {
      const [name = "", value = ""] = line.split(/=(.*)/);
      outputs.set(`steps.${step.id}.outputs.${name}`, value);
    }
    return { exit, stdout, stderr };
  }

  test("annotates, writes SARIF, uploads it and ends with the status", async () => {
    const { ended, outputs } = await runAction(inputs);
    expect(ended).toEqual([
      expect.stringMatching(/^actions\/setup-node@[0-9a-f]{40}$/),
      {
        exit: 0,
        stdout: expect.stringMatching(
          /^::error file=configs\/reshape\.yml,line=4,endLine=4,col=15,endColumn=16,title=kv-heads-reshape::.*\n$/,
        ),
        stderr: "",
      },
      expect.stringMatching(/^github\/codeql-action\/upload-sarif@[0-9a-f]{40}$/),
      { exit: 1, stdout: "", stderr: "" },
    ]);
    const log = JSON.parse(await readFile(outputs.get("steps.check.outputs.sarif") ?? "", "utf8"));
    expect(sarifProblems(log)).toEqual([]);
    expect(log.runs[0].results.map((result: { ruleId: string }) => result.ruleId)).toEqual([
      "kv-heads-reshape",
    ]);
  });

  test("uploads nothing when it is told so, and succeeds on configs without errors", async () => {
    const { ended } = await runAction({ ...inputs, files: "configs/fine.yml", upload: "false" });
    const quiet = { exit: 0, stdout: "", stderr: "" };
    expect(ended).toEqual([expect.stringMatching(/^actions\/setup-node@[0-9a-f]{40}$/), quiet, quiet]);
  });

  test("stops at its first step when the files or flags are wrong", async () => {
    const { ended } = await runAction({ ...inputs, neox: "yesterday" });
    expect(ended[1]).toEqual({
      exit: 2,
      stdout: "",
      stderr:
        "neox-config: unknown NeoX version yesterday: give main, a date such as 2024-10-31, a commit or a checkout's folder\n",
    });
  });
});

describe("GitLab", { timeout: 120_000 }, () => {
  test("gets a code quality report from the script of docs/ci.md, and the job fails on errors", async () => {
    const job = codeBlock(await readRoot("docs/ci.md"), "GitLab", "yaml");
    const [, script = ""] = /^ {4}- (neox-config .*)$/m.exec(job) ?? [];
    const command = script.replace("--neox main", "--neox 2024-10-31");
    expect((await outcomeOf("bash", ["-c", command], { cwd: folder })).exit).toBe(1);
    const report = JSON.parse(await readFile(join(folder, "gl-code-quality-report.json"), "utf8"));
    expect(report).toEqual([
      {
        description: expect.stringMatching(/^A query head needs 128 × /),
        check_name: "kv-heads-reshape",
        fingerprint: expect.stringMatching(/^[\da-f]{64}$/),
        severity: "critical",
        location: { path: "configs/reshape.yml", lines: { begin: 4, end: 4 } },
      },
    ]);
  });
});
