import { expect, it } from "vitest";
import { checkExample } from "./example";

const MODEL = `num_layers: 40
hidden_size: 5120
num_attention_heads: 40
seq_length: 2048
max_position_embeddings: 2048
train_micro_batch_size_per_gpu: 4
`;

/** What published configs say, of which something untrue was told once. */
const QUIET: Readonly<Record<string, string>> = {
  "an empty list of tasks beside pipe_parallel_size 0": `${MODEL}eval_tasks: []\npipe_parallel_size: 0\n`,
  "tasks and ZeRO in a config for training": `${MODEL}eval_tasks: [piqa]\npipe_parallel_size: 1
zero_optimization: {stage: 1}\ntrain_iters: 1000\n`,
  "a vocabulary padded as NeoX pads it": `${MODEL}padded_vocab_size: 50304\n`,
};

it.each(Object.entries(QUIET))("tells nothing but hints of %s", (_, text) => {
  const told = checkExample(text).findings.filter(({ severity }) => severity !== "hint");
  expect(told.map(({ rule }) => rule)).toEqual([]);
});

it("tells of mlp_type alone, not of the MLP that NeoX builds since it is gone", () => {
  const text = `${MODEL}mlp_type: llama\nactivation: silu\nuse_bias_in_mlp: false\n`;
  const { findings } = checkExample({ files: { "13B.yml": text } });
  expect(findings.map(({ rule }) => rule)).toEqual(["removed-argument"]);
});
