import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Workplace } from "./command";

const CONFIG =
  "num_layers: 2\nhidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: 8\nseq_length: 4096\nmax_position_embeddings: 4096\ntrain_micro_batch_size_per_gpu: 1\nmodel_parallel_size: 8\n";

/** A run of this config, with its table of arguments. */
function log(config = CONFIG): string {
  return `-------------------- arguments --------------------
  config_files .................... {'13B.yml': ${JSON.stringify(config).replace(/^"|"$/g, "'")}}updated
  global_num_gpus ................. 8...........................updated
  hidden_size ..................... 5120........................updated
  num_layers ...................... 2...........................updated
---------------- end of arguments ----------------
export WANDB_API_KEY=0123456789abcdef
Traceback (most recent call last):
  File "/opt/gpt-neox/megatron/training.py", line 700, in forward_step
    gqa_project(...)
  File "/opt/gpt-neox/megatron/model/transformer.py", line 745, in gqa_project
    raise RuntimeError(...)
RuntimeError: shape '[4096, 1, 5, 179]' is invalid for input of size 3670016
the key was 0123456789abcdef
`;
}

let workplace: Workplace;

beforeAll(async () => {
  workplace = await Workplace.with({
    "run.log": log(),
    "run.log.gz": gzipSync(log()),
    "well.log":
      " samples/sec: 1.000 | iteration        1/       4 | elapsed time per iteration (ms): 1.0 |\n",
    "13B.yml": CONFIG,
    "wider.yml": CONFIG.replace("5120", "6144"),
    "rank0.log":
      '[2025-06-01 10:00:09,000] [INFO] x\nTraceback (most recent call last):\n  File "a.py", line 1, in f\nRuntimeError: Connection reset by peer\n',
    "rank1.log":
      '[2025-06-01 10:00:01,000] [INFO] x\nTraceback (most recent call last):\n  File "/opt/gpt-neox/megatron/data/gpt2_dataset.py", line 1, in f\nValueError: buffer size must be a multiple of element size\n',
  });
});

afterAll(() => workplace.remove());

const json = async (...args: readonly string[]) => {
  const ended = await workplace.command(["why", ...args, "--format", "json"]);
  return { exit: ended.exit, answer: JSON.parse(ended.stdout) };
};

test("the table of a log is the launch: the rule that it meets, the keys and the shape in its numbers", async () => {
  const { exit, answer } = await json("run.log");
  expect(exit).toBe(1);
  expect(answer).toMatchObject({
    ended: "failed",
    cause: "config",
    failure: {
      phase: "forward",
      type: "RuntimeError",
      at: "megatron/model/transformer.py:gqa_project",
      rank: 0,
      line: 13,
      from: 8,
    },
    keys: ["num_kv_heads", "num_attention_heads", "hidden_size"],
    rules: [{ rule: "kv-heads-reshape", certain: true }],
    differences: null,
  });
  expect(answer.advice).toContain("4096 × 1 × 896 (qkv / model_parallel_size)");
});

test("without its table the files tell the launch", async () => {
  const stdin = log().replace(/^ {2}\w+ \.\.\..*\n/gm, "");
  const ended = await workplace.command(["why", "-", "13B.yml", "--format", "json"], stdin);
  expect(JSON.parse(ended.stdout).rules).toEqual([{ rule: "kv-heads-reshape", certain: true }]);
});

test("gzip and standard input say the same as the file", async () => {
  const { answer } = await json("run.log");
  const name = (answer_: { failure: { log: string } }) => ({
    ...answer_,
    failure: { ...answer_.failure, log: "" },
  });
  const zipped = await json("run.log.gz");
  expect(name(zipped.answer)).toEqual(name(answer));
  for (const stdin of [log(), gzipSync(log())]) {
    const ended = await workplace.command(["why", "-", "--format", "json"], stdin);
    expect(name(JSON.parse(ended.stdout))).toEqual(name(answer));
  }
});

test("a key that the log holds is not repeated", async () => {
  for (const args of [
    ["why", "run.log"],
    ["why", "run.log", "--format", "json"],
  ])
    expect((await workplace.command(args)).stdout).not.toContain("0123456789abcdef");
});

test("what the run had and the files do not is told", async () => {
  expect((await json("run.log", "13B.yml")).answer.differences).toEqual([]);
  expect((await json("run.log", "wider.yml")).answer.differences).toEqual([
    { key: "hidden_size", ran: "5120", files: "6144" },
  ]);
});

test("of several logs of one run, the first failure in time counts", async () => {
  const { answer } = await json("rank0.log", "rank1.log");
  expect(answer).toMatchObject({ cause: "data", failure: { rank: 1, log: "rank1.log", line: 4 } });
});

test("out of memory: the largest terms of what the launch holds, beside the GPU's own memory", async () => {
  const failed = log().replace(
    /RuntimeError: .*/,
    "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 4.00 GiB. GPU 0 has a total capacity of 79.15 GiB",
  );
  const ended = await workplace.command(["why", "-", "--format", "json"], failed);
  const { advice } = JSON.parse(ended.stdout);
  expect(advice).toMatch(
    /The report expects [\d.]+ [MG]B to [\d.]+ GB on the fullest GPU: \w+ [\d.]+ [MG]B, /,
  );
  expect(advice).toContain("This one has 85.0 GB.");
});

test("exit 0 for a log without failure, 2 for one that cannot be read", async () => {
  expect(await json("well.log")).toMatchObject({
    exit: 0,
    answer: { ended: "well", failure: null, keys: [] },
  });
  const absent = await workplace.command(["why", "absent.log"]);
  expect([absent.exit, absent.stderr]).toEqual([2, "neox-config: cannot read absent.log: no such file\n"]);
  expect(await json("absent.log")).toEqual({
    exit: 2,
    answer: { error: "cannot read absent.log: no such file" },
  });
});

test("no line of a log is a command to a CI runner", async () => {
  const hostile =
    'Traceback (most recent call last):\n  File "/x/d.py", line 1, in m\n    main()\nValueError: ##vso[task.x]a\n::add-mask::x\n';
  for (const format of ["text", "json"]) {
    const { stdout } = await workplace.command(["why", "-", "--format", format], hostile);
    expect(stdout).toContain("ValueError");
    expect(stdout).not.toMatch(/##vso\[|^\s*::/m);
  }
});

test("people read it as text", async () => {
  const { stdout, exit } = await workplace.command(["why", "run.log", "wider.yml"]);
  expect(exit).toBe(1);
  expect(stdout.split("\n")[0]).toBe("Failed: the config (phase forward, rank 0, line 13 of run.log)");
  expect(stdout).toContain("Keys to look at, the likeliest first: `num_kv_heads: 8`");
  expect(stdout).toContain("- `hidden_size`: 5120 in the run, 6144 in the files");
});
