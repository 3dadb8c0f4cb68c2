import { expect, test } from "vitest";
import { layerActivations } from "../../../server/src/model/memory/activations";
import { gpuMemory } from "../../../server/src/model/memory/memory";
import { modelParameters, parametersTotal } from "../../../server/src/model/parameters/modelParameters";
import { launchWith } from "../launchOf";

const ADAM = { precision: "fp16", optimizer: { type: "Adam", params: { lr: 1e-4 } } };

/** Bytes of model states on a GPU for each parameter of the model. */
function stateBytes(replicas: number, zeroStage: number): number {
  const config = { ...ADAM, num_layers: 2, hidden_size: 64, num_attention_heads: 4, seq_length: 64 };
  const launch = launchWith({ ...config, max_position_embeddings: 64 }, { gpus: replicas });
  const parameters = modelParameters(launch, 128);
  if (parameters === undefined) throw new Error("no model");
  const terms = gpuMemory(launch, parameters, undefined, zeroStage)?.terms;
  if (terms === undefined) throw new Error("no memory");
  return (terms.weights + terms.gradients + terms.optimizer) / (parametersTotal(parameters) ?? Number.NaN);
}

/** Rajbhandari et al. 2020 (arXiv:1910.02054), table 1: gigabytes of model states for 7.5 billion parameters. */
test.each([
  [1, [120, 120, 120]],
  [4, [52.5, 41.3, 30]],
  [16, [35.6, 21.6, 7.5]],
  [64, [31.4, 16.6, 1.88]],
  [256, [30.4, 15.4, 0.47]],
  [1024, [30.1, 15.1, 0.12]],
])("on %i replicas, ZeRO 1, 2 and 3 leave what its paper says", (replicas, published) => {
  const gigabytes = [1, 2, 3].map((stage) => 7.5 * stateBytes(replicas, stage));
  const decimals = (value: number) => String(value).split(".")[1]?.length ?? 0;
  const rounded = published.map((value, index) => (gigabytes[index] ?? 0).toFixed(decimals(value)));
  expect(rounded.map(Number)).toEqual(published);
});

/** Korthikanti et al. 2022 (arXiv:2205.05198), section 5: what recomputing attention alone saves. */
test.each([
  ["GPT-3 175B", { hidden_size: 12_288, num_attention_heads: 96 }, 70],
  ["MT-NLG 530B", { hidden_size: 20_480, num_attention_heads: 128 }, 65],
])("the attention scores of %s are the published share of its activations", (_name, sizes, percent) => {
  const common = {
    ...ADAM,
    num_layers: 2,
    seq_length: 2048,
    max_position_embeddings: 2048,
    mlp_multiple_of: 1,
  };
  const kept = (type: string) =>
    layerActivations(launchWith({ ...common, ...sizes }), { name: type, type, hasExperts: false })?.full ?? 0;
  expect(Math.round(100 * (1 - kept("flash") / kept("global")))).toBe(percent);
});

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
  const terms = parameters && gpuMemory(launch, parameters, undefined, 0)?.terms;
  expect(Math.round(((terms?.weights ?? 0) + (terms?.optimizer ?? 0)) / 2 ** 30)).toBe(268);
});
