import { afterEach, expect, test } from "vitest";
import { Workplace } from "./command";

const CONFIG = `num_layers: 12
hidden_size: 768
num_attention_heads: 12
seq_length: 2048
max_position_embeddings: 2048
train_micro_batch_size_per_gpu: 4
pos_emb: rotary
`;

/** As `CONFIG`, with a default written out and half of the layers. */
const HALF = `${CONFIG.replace("layers: 12", "layers: 6")}norm: layernorm\n`;

const places: Workplace[] = [];
afterEach(async () => {
  await Promise.all(places.splice(0).map((place) => place.remove()));
});

async function compare(...args: string[]) {
  const place = await Workplace.with({ "a.yml": CONFIG, "b.yml": HALF, "setup.yml": "log_interval: 7\n" });
  places.push(place);
  return place.command(["compare", ...args, ...(args.includes("--") ? [] : ["--gpus", "8"])]);
}

test("JSON has what differs with its origin; a default that is written out does not", async () => {
  const { exit, stdout } = await compare("a", "b", "--vocab", "50277", "--format", "json");
  const { titles, numbers, differences } = JSON.parse(stdout);
  expect([exit, titles]).toEqual([0, ["a.yml", "b.yml"]]);
  const attention = (layers: number) => Array.from({ length: layers }, () => "global");
  expect(differences).toEqual({
    attention_config: [
      { value: attention(12), known: true, origin: "derived" },
      { value: attention(6), known: true, origin: "derived" },
    ],
    num_layers: [
      { value: 12, known: true, origin: "file" },
      { value: 6, known: true, origin: "file" },
    ],
  });
  expect(numbers.parameters[0] - numbers.parameters[1]).toBe(6 * 7_087_872);
  expect(numbers.sequencesPerStep).toEqual([32, 32]);
});

test("two dashes part the files of two launches", async () => {
  const { exit, stdout } = await compare("--vocab", "50277", "--gpus", "8", "a", "--", "a", "setup");
  expect(exit).toBe(0);
  expect(stdout.split("\n").filter((line) => /a\.yml|log_interval/.test(line))).toEqual([
    expect.stringMatching(/^\| +\| a\.yml +\| a\.yml \+ setup\.yml +\|$/),
    expect.stringMatching(/^\| argument +\| a\.yml +\| a\.yml \+ setup\.yml +\|$/),
    expect.stringMatching(/^\| log_interval \| 100 \(default\) \| 7 +\|$/),
  ]);
});

test("the same launch twice holds the same", async () => {
  expect((await compare("a", "a")).stdout).toContain("Both hold the same effective values.");
});

test("one file, or three without dashes, exit 2", async () => {
  for (const names of [["a"], ["a", "b", "setup"], ["a", "--"]])
    expect(await compare(...names)).toEqual({
      exit: 2,
      stdout: "",
      stderr:
        "neox-config: compare takes two files, or the files of two launches with -- between: A B -- C D\n",
    });
});
