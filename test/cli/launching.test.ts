import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..", "..");
const COMMAND = join(ROOT, "dist/cli.js");

/** A folder with configs, a `neox-config` and a `python` that only tells what it was asked to run. */
let folder: string;
beforeEach(async () => {
  if (!existsSync(COMMAND)) throw new Error("dist/cli.js is missing: npm run build");
  folder = await mkdtemp(join(tmpdir(), "neox-config-launching-"));
  await program("neox-config", `exec "${process.execPath}" "${COMMAND}" "$@"`);
  await program("python", 'echo "python $*"');
  await mkdir(join(folder, "configs/pythia"), { recursive: true });
  await write("configs/local_setup.yml", "train_micro_batch_size_per_gpu: 4\n");
});
afterEach(() => rm(folder, { recursive: true }));

async function program(name: string, line: string): Promise<void> {
  await write(name, `#!/bin/sh\n${line}\n`);
  await chmod(join(folder, name), 0o755);
}

function write(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text);
}

const modelOf = (heads: number) =>
  `num_layers: 2\nhidden_size: 512\nnum_attention_heads: ${heads}\nseq_length: 64\nmax_position_embeddings: 64\n`;

/** The shell block of a section of docs/launching.md. */
async function block(title: string): Promise<string> {
  const page = await readFile(join(ROOT, "docs/launching.md"), "utf8");
  const section = page.split(/^## /m).find((it) => it.startsWith(`${title}\n`));
  const [, text] = /^```sh\n([\s\S]*?)^```$/m.exec(section ?? "") ?? [];
  if (text === undefined) throw new Error(`docs/launching.md has no shell block in ${title}`);
  return text;
}

function bash(script: string): Promise<{ exit: number | string; stdout: string }> {
  const env = {
    ...process.env,
    PATH: `${folder}:${process.env.PATH}`,
    NEOX_HOME: "main",
    SLURM_NNODES: "2",
    SLURM_GPUS_ON_NODE: "8",
  };
  return new Promise((done) => {
    execFile("bash", ["-c", script], { cwd: folder, env }, (error, stdout) =>
      done({ exit: error?.code ?? 0, stdout }),
    );
  });
}

describe("docs/launching.md", { timeout: 60_000 }, () => {
  it.each([
    ["In an sbatch script", "", "16 GPUs"],
    ["Around deepy.py", "\ndeepy train.py -d configs pythia/160M local_setup", "8 GPUs"],
  ])("%s: launches what NeoX takes, and nothing else", async (title, call, gpus) => {
    const script = (await block(title)) + call;
    await write("configs/pythia/160M.yml", modelOf(8));
    const taken = await bash(script);
    expect({ exit: taken.exit, last: taken.stdout.trimEnd().split("\n").at(-1) }).toEqual({
      exit: 0,
      last: "python main/deepy.py train.py -d configs pythia/160M local_setup",
    });
    expect(taken.stdout).toContain(`(NeoX main, ${gpus}).\n`);
    await write("configs/pythia/160M.yml", modelOf(7));
    const refused = await bash(script);
    expect(refused.exit).toBe(1);
    expect(refused.stdout).toMatch(/^error\[hidden-size-heads\]/);
    expect(refused.stdout).not.toContain("python main");
  });
});
