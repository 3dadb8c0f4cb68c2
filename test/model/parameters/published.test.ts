import { expect, test } from "vitest";
import {
  modelParameters,
  parametersTotal,
  totalWithoutEmbeddings,
} from "../../../server/src/model/parameters/modelParameters";
import { launchWith } from "../launchOf";

interface Model {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly vocabulary: number;
  /** All parameters, and those without the embeddings of tokens where the table gives them. */
  readonly published: { readonly total: number; readonly withoutEmbeddings?: number };
}

function pythia(layers: number, hidden: number, heads: number, modelParallelSize: number) {
  return {
    num_layers: layers,
    hidden_size: hidden,
    num_attention_heads: heads,
    model_parallel_size: modelParallelSize,
    pos_emb: "rotary",
    no_weight_tying: true,
    gpt_j_residual: true,
  };
}

function llama(layers: number, hidden: number, heads: number, kvHeads: number, inner: number) {
  return {
    num_layers: layers,
    hidden_size: hidden,
    num_attention_heads: heads,
    num_kv_heads: kvHeads,
    // A gated MLP takes a third of it.
    intermediate_size: 3 * inner,
    activation: "swiglu",
    norm: "rmsnorm",
    pos_emb: "rotary",
    no_weight_tying: true,
    use_bias_in_attn_linear: false,
    use_bias_in_mlp: false,
    make_vocab_size_divisible_by: 1,
  };
}

/**
 * Pythia: Biderman et al. 2023 (arXiv:2304.01373), table 1 and the model cards. GPT-NeoX-20B: Black et al. 2022
 * (arXiv:2204.06745), and its model card. LLaMA 2: Touvron et al. 2023 (arXiv:2307.09288); Mistral 7B: Jiang et al.
 * 2023 (arXiv:2310.06825); the exact numbers of these two are the published checkpoints'.
 */
const MODELS: readonly Model[] = [
  {
    name: "Pythia 70M",
    config: pythia(6, 512, 8, 1),
    vocabulary: 50_277,
    published: { total: 70_426_624, withoutEmbeddings: 18_915_328 },
  },
  {
    name: "Pythia 160M",
    config: pythia(12, 768, 12, 1),
    vocabulary: 50_277,
    published: { total: 162_322_944, withoutEmbeddings: 85_056_000 },
  },
  {
    name: "Pythia 410M",
    config: pythia(24, 1024, 16, 1),
    vocabulary: 50_277,
    published: { total: 405_334_016, withoutEmbeddings: 302_311_424 },
  },
  {
    name: "Pythia 1B",
    config: pythia(16, 2048, 8, 1),
    vocabulary: 50_277,
    published: { total: 1_011_781_632, withoutEmbeddings: 805_736_448 },
  },
  {
    name: "Pythia 6.9B",
    config: pythia(32, 4096, 32, 2),
    vocabulary: 50_277,
    published: { total: 6_857_302_016, withoutEmbeddings: 6_444_163_072 },
  },
  {
    name: "Pythia 12B",
    config: pythia(36, 5120, 40, 4),
    vocabulary: 50_277,
    published: { total: 11_846_072_320, withoutEmbeddings: 11_327_027_200 },
  },
  {
    name: "GPT-NeoX-20B",
    config: pythia(44, 6144, 64, 2),
    vocabulary: 50_277,
    published: { total: 20_554_567_680 },
  },
  {
    name: "LLaMA 2 7B",
    config: llama(32, 4096, 32, 32, 11_008),
    vocabulary: 32_000,
    published: { total: 6_738_415_616 },
  },
  {
    name: "LLaMA 2 13B",
    config: llama(40, 5120, 40, 40, 13_824),
    vocabulary: 32_000,
    published: { total: 13_015_864_320 },
  },
  {
    name: "LLaMA 2 70B",
    config: llama(80, 8192, 64, 8, 28_672),
    vocabulary: 32_000,
    published: { total: 68_976_648_192 },
  },
  {
    name: "Mistral 7B",
    config: llama(32, 4096, 32, 8, 14_336),
    vocabulary: 32_000,
    published: { total: 7_241_732_096 },
  },
];

test.each(MODELS)("$name has as many parameters as published", ({ config, vocabulary, published }) => {
  const parameters = modelParameters(launchWith(config), vocabulary);
  const counted = parameters && {
    total: parametersTotal(parameters),
    ...(published.withoutEmbeddings && { withoutEmbeddings: totalWithoutEmbeddings(parameters) }),
  };
  expect(counted).toEqual(published);
});
