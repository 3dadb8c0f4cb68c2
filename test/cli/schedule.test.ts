import { afterEach, expect, test } from "vitest";
import { Workplace } from "./command";

const CONFIG = `num_layers: 2
hidden_size: 64
num_attention_heads: 4
seq_length: 64
max_position_embeddings: 64
train_micro_batch_size_per_gpu: 1
optimizer: {type: Adam, params: {lr: 0.001}}
zero_optimization: {stage: 1}
fp16: {enabled: true}
lr_decay_style: linear
warmup: 0.5
train_iters: 4
eval_interval: 2
save: checkpoints
data_impl: mmap
data_path: data/tiny_text_document
tokenizer_type: HFTokenizer
vocab_file: data/tokenizer.json
checkpoint_factor: 3
`;

const places: Workplace[] = [];
afterEach(async () => {
  await Promise.all(places.splice(0).map((place) => place.remove()));
});

async function schedule(files: Readonly<Record<string, string>>, ...args: string[]) {
  const place = await Workplace.with(files);
  places.push(place);
  return place.command(["schedule", ...args]);
}

async function json(files: Readonly<Record<string, string>>, ...args: string[]) {
  const { exit, stdout } = await schedule(
    files,
    ...args,
    "--gpus",
    "1",
    "--neox",
    "main",
    "--format",
    "json",
  );
  return { exit, answer: JSON.parse(stdout) };
}

test("every iteration has its rate, and what happens in it is told in order", async () => {
  const { exit, answer } = await json({ "a.yml": CONFIG }, "a.yml");
  expect(exit).toBe(0);
  expect(answer).toEqual({
    target: "main",
    lr: [
      [1, 0.0005],
      [2, 0.0005],
      [3, 0.001],
      [4, 0.0005],
    ],
    after: 0,
    error: null,
    events: [
      { iteration: 2, kind: "warmup-end" },
      { iteration: 2, kind: "evaluation" },
      { iteration: 3, kind: "save" },
      { iteration: 4, kind: "decay-end" },
      { iteration: 4, kind: "evaluation" },
      { iteration: 4, kind: "save" },
      { iteration: 4, kind: "end" },
    ],
  });
});

test("a resumed run uses the old rate in its first update, whether the earlier config is whole or a part", async () => {
  const now = `${CONFIG}override_lr_scheduler: true\n`;
  const whole = CONFIG.replace("0.001", "0.002");
  const part = "optimizer: {type: Adam, params: {lr: 0.002}}\n";
  for (const before of [whole, part]) {
    const files = { "a.yml": now, "b.yml": before };
    const { answer } = await json(files, "a.yml", "--resume-at", "2", "--before", "b.yml");
    expect(answer.lr).toEqual([
      [3, 0.002],
      [4, 0.0005],
    ]);
  }
});

test("a run that stops says where, and exits 1", async () => {
  const changed = { "a.yml": CONFIG, "b.yml": "min_lr: 0.0001\n" };
  const { exit, answer } = await json(changed, "a.yml", "--resume-at", "2", "--before", "b.yml");
  expect(exit).toBe(1);
  expect(answer).toMatchObject({ lr: [], after: null, error: { phase: "resume", type: "AssertionError" } });
});

test("a config that never starts has no rates", async () => {
  const { answer } = await json({ "a.yml": `${CONFIG}min_lr: 0.01\n` }, "a.yml");
  expect(answer).toMatchObject({ lr: [], error: { phase: "args", type: "ValueError" } });
});

test("a time limit ends a run early", async () => {
  const args = ["a.yml", "--seconds-per-iteration", "10", "--time-limit", "25"];
  const { answer } = await json({ "a.yml": CONFIG }, ...args);
  expect(answer.lr.length).toBe(2);
  expect(answer.events.at(-1)).toEqual({ iteration: 2, kind: "time-limit" });
});

test("without train_iters nothing is known, and the command says so", async () => {
  const unknown = CONFIG.replace("train_iters: 4", "train_epochs: 1");
  const { exit, stdout } = await schedule({ "a.yml": unknown }, "a.yml", "--format", "json");
  expect([exit, Object.keys(JSON.parse(stdout))]).toEqual([2, ["error"]]);
});

test("the text has rates and events", async () => {
  const { stdout } = await schedule({ "a.yml": CONFIG }, "a.yml", "--gpus", "1");
  expect(stdout).toContain("training ends: 4");
});

test("a long run is resumed in as many steps as it has iterations", async () => {
  const long = CONFIG.replace("train_iters: 4", "train_iters: 200000");
  const { answer } = await json({ "a.yml": long }, "a.yml", "--resume-at", "100");
  expect(answer.lr).toHaveLength(199_900);
});

test("a run without end is told in as little work as a short one", async () => {
  const endless = CONFIG.replace("train_iters: 4", "train_iters: 1000000000000\nlr_decay_iters: 10")
    .replace("lr_decay_style: linear", "lr_decay_style: constant")
    .replace("warmup: 0.5", "warmup: 1")
    .replace("checkpoint_factor: 3", "checkpoint_factor: 1");
  const { exit, stdout } = await schedule({ "a.yml": endless }, "a.yml");
  expect(exit).toBe(0);
  expect(stdout).toContain("a checkpoint is saved: 1, 2 … 1,000,000,000,000: 1,000,000,000,000 times\n");
});
