import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROOT } from "../installed.mjs";
import { codeBlock } from "../markdown";
import { outcomeOf } from "./process";

/** The arguments of a fork of NeoX: those of the launch, and one of its own. */
const ARGUMENTS = `\
from dataclasses import dataclass

@dataclass
class NeoXArgsModel:
    num_layers: int = None
    hidden_size: int = None
    num_attention_heads: int = None
    seq_length: int = None
    max_position_embeddings: int = None
    train_micro_batch_size_per_gpu: int = None
    our_flag: bool = False
`;

/** A folder with configs, a fork of NeoX, and a `python` that only tells what it was asked to run. */
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "neox-config-launching-"));
  await mkdir(join(folder, "bin"));
  await write("bin/python", '#!/bin/sh\necho "python $*"\n');
  await chmod(join(folder, "bin/python"), 0o755);
  await mkdir(join(folder, "fork/megatron/neox_arguments"), { recursive: true });
  await write("fork/megatron/neox_arguments/neox_args.py", ARGUMENTS);
  await mkdir(join(folder, "configs/pythia"), { recursive: true });
  await write("configs/local_setup.yml", "train_micro_batch_size_per_gpu: 4\nour_flag: true\n");
});
afterEach(() => rm(folder, { recursive: true }));

function write(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text);
}

const MODEL =
  "num_layers: 2\nhidden_size: 512\nnum_attention_heads: 8\nseq_length: 64\nmax_position_embeddings: 64\n";

const block = async (title: string) =>
  codeBlock(await readFile(join(ROOT, "docs/launching.md"), "utf8"), title, "sh");

function bash(script: string) {
  const env = { NEOX_HOME: "fork", SLURM_NNODES: "2", SLURM_GPUS_ON_NODE: "8" };
  return outcomeOf("bash", ["-c", `PATH="$PWD/bin:$PATH"\n${script}`], { cwd: folder, env });
}

describe("docs/launching.md", { timeout: 60_000 }, () => {
  it.each([
    ["In an sbatch script", "", "16 GPUs"],
    ["Around deepy.py", "\ndeepy train.py -d configs pythia/160M local_setup", "8 GPUs"],
  ])("%s: launches what NeoX takes, and nothing else", async (title, call, gpus) => {
    const script = (await block(title)) + call;
    await write("configs/pythia/160M.yml", MODEL);
    expect(await bash(script)).toEqual({
      exit: 0,
      stdout:
        `No problems found (NeoX fork, ${gpus}).\n` +
        "python fork/deepy.py train.py -d configs pythia/160M local_setup\n",
      stderr: "",
    });
    await write("configs/pythia/160M.yml", `${MODEL}their_flag: true\n`);
    const refused = await bash(script);
    expect(refused).toMatchObject({ exit: 1, stderr: "" });
    expect(refused.stdout).toMatch(/^error\[unknown-argument\]: .*their_flag/);
    expect(refused.stdout).not.toContain("python fork");
  });
});
