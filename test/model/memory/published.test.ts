import { expect, test } from "vitest";
import { gpuMemory } from "../../../server/src/model/memory/memory";
import { modelParameters } from "../../../server/src/model/parameters/modelParameters";
import { launchWith } from "../launchOf";

const ADAM = { precision: "fp16", optimizer: { type: "Adam", params: { lr: 1e-4 } } };

/** gpt-neox's README: the full weights of GPT-NeoX-20B, with optimizer states, are files of 268 GB (of 2³⁰ bytes). */
test("weights and optimizer states of GPT-NeoX-20B are as large as its published checkpoint", () => {
  const launch = launchWith({
    ...ADAM,
    num_layers: 44,
    hidden_size: 6144,
    num_attention_heads: 64,
    seq_length: 2048,
    max_position_embeddings: 2048,
    pos_emb: "rotary",
    no_weight_tying: true,
    make_vocab_size_divisible_by: 256,
  });
  const parameters = modelParameters(launch, 50_277);
  const states = parameters && gpuMemory(launch, parameters, undefined, 0)?.states;
  const bytes = (states?.weights ?? 0) + (states?.master ?? 0) + (states?.moments ?? 0);
  expect(Math.round(bytes / 2 ** 30)).toBe(268);
});
