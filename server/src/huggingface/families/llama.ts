import { t } from "../../base/l10n";
import type { Family } from "../family";
import type { Keys } from "../keys";
import { ODDITIES } from "../reasons";

const GATED = { norm: "rmsnorm", isGated: true, positions: "rotary" } as const;

const LLAMA: Family = {
  type: "llama",
  architecture: "LlamaForCausalLM",
  ...GATED,
  defaults: {
    hidden_act: "silu",
    max_position_embeddings: 2048,
    rms_norm_eps: 1e-6,
    rope_theta: 10_000,
    attention_bias: false,
    mlp_bias: false,
    tie_word_embeddings: false,
  },
  writes: ({ kvHeads, biases }) => ({
    num_key_value_heads: kvHeads,
    attention_bias: biases.queryKeyValue,
    ...(biases.mlp && { mlp_bias: true }),
  }),
};

const NO_BIASES = { queryKeyValue: false, attentionOutput: false, mlp: false, output: false } as const;

const MISTRAL: Family = {
  ...LLAMA,
  type: "mistral",
  architecture: "MistralForCausalLM",
  defaults: {
    ...LLAMA.defaults,
    num_key_value_heads: 8,
    max_position_embeddings: 131_072,
    sliding_window: 4096,
  },
  differs: () => ({ biases: NO_BIASES }),
  writes: ({ kvHeads, window }) => ({ num_key_value_heads: kvHeads, sliding_window: window ?? null }),
};

const MIXTRAL: Family = {
  ...MISTRAL,
  type: "mixtral",
  architecture: "MixtralForCausalLM",
  defaults: {
    ...MISTRAL.defaults,
    rms_norm_eps: 1e-5,
    rope_theta: 1_000_000,
    sliding_window: null,
    num_local_experts: 8,
    num_experts_per_tok: 2,
  },
  differs: (keys) => ({
    biases: NO_BIASES,
    experts: { count: keys.needed("num_local_experts"), perToken: keys.needed("num_experts_per_tok") },
  }),
  oddities: (_keys, { experts }) => [
    experts !== undefined && {
      key: "num_experts_per_tok",
      value: experts.perToken,
      reason: t("moe_router_type topk is for inference only; training routes by sinkhorn."),
    },
    experts !== undefined && {
      key: "num_local_experts",
      value: experts.count,
      reason: t("NeoX's experts are the dropless ones of megablocks, two matrices each and without a gate."),
    },
  ],
};

const PHI3: Family = {
  ...LLAMA,
  type: "phi3",
  architecture: "Phi3ForCausalLM",
  defaults: { ...LLAMA.defaults, max_position_embeddings: 4096, rms_norm_eps: 1e-5, sliding_window: null },
  differs: () => ({ biases: NO_BIASES }),
};

/** A window that is on only when a flag says so, and then from some layer on. */
function qwenWindow(keys: Keys) {
  return keys.flag("use_sliding_window")
    ? ODDITIES.windowOfSomeLayers("sliding_window", keys.raw("sliding_window") ?? null)
    : (false as const);
}

const QWEN2: Family = {
  ...LLAMA,
  type: "qwen2",
  architecture: "Qwen2ForCausalLM",
  defaults: { ...LLAMA.defaults, max_position_embeddings: 32_768, use_sliding_window: false },
  differs: () => ({ biases: { ...NO_BIASES, queryKeyValue: true }, window: undefined }),
  oddities: (keys) => [qwenWindow(keys)],
};

const QWEN3: Family = {
  ...QWEN2,
  type: "qwen3",
  architecture: "Qwen3ForCausalLM",
  defaults: { ...QWEN2.defaults, head_dim: 128 },
  differs: () => ({ queryKeyNorm: "head", window: undefined }),
  says: { queryKeyNorm: "q_norm, k_norm" },
};

const OLMO: Family = {
  ...LLAMA,
  type: "olmo",
  architecture: "OlmoForCausalLM",
  norm: "non_parametric_layernorm",
  defaults: { ...LLAMA.defaults, clip_qkv: null },
  // Its class gives the norm this epsilon, whatever the file says.
  differs: () => ({ epsilon: 1e-5 }),
  hasFixedEpsilon: true,
  writes: ({ kvHeads, biases }) => ({
    num_key_value_heads: kvHeads,
    attention_bias: biases.queryKeyValue,
    clip_qkv: null,
  }),
  oddities: (keys) => [keys.has("clip_qkv") && ODDITIES.clipped(keys.raw("clip_qkv") ?? null)],
};

const OLMO2: Family = {
  ...LLAMA,
  type: "olmo2",
  architecture: "Olmo2ForCausalLM",
  defaults: { ...LLAMA.defaults, rms_norm_eps: 1e-5 },
  differs: () => ({ queryKeyNorm: "projection" }),
  says: { queryKeyNorm: "q_norm, k_norm" },
  oddities: () => [
    {
      key: "post_attention_layernorm, post_feedforward_layernorm",
      value: t("norms after attention and after the MLP, none before"),
      reason: t("NeoX's norms stand before attention and before the MLP only."),
    },
  ],
};

const GRANITE: Family = {
  ...LLAMA,
  type: "granite",
  architecture: "GraniteForCausalLM",
  defaults: {
    ...LLAMA.defaults,
    embedding_multiplier: 1,
    logits_scaling: 1,
    residual_multiplier: 1,
    attention_multiplier: 1,
  },
  oddities: (keys, { headDim }) => [
    ...["embedding_multiplier", "logits_scaling", "residual_multiplier"].map(
      (key) => keys.number(key) !== 1 && ODDITIES.multiplier(key, keys.raw(key) ?? null),
    ),
    keys.number("attention_multiplier") !== headDim ** -0.5 &&
      ODDITIES.attentionScale("attention_multiplier", keys.raw("attention_multiplier") ?? null),
  ],
};

const SMOLLM3: Family = {
  ...LLAMA,
  type: "smollm3",
  architecture: "SmolLM3ForCausalLM",
  defaults: {
    ...LLAMA.defaults,
    max_position_embeddings: 32_768,
    rope_theta: 2_000_000,
    tie_word_embeddings: true,
    no_rope_layer_interval: 4,
  },
  differs: () => ({ window: undefined }),
  oddities: (keys, { layers }) => [
    keys.number("no_rope_layer_interval") !== undefined &&
      layers >= (keys.number("no_rope_layer_interval") ?? Number.POSITIVE_INFINITY) && {
        key: "no_rope_layers",
        value: keys.raw("no_rope_layers") ?? keys.raw("no_rope_layer_interval") ?? null,
        reason: t("NeoX turns queries and keys in every layer or in none."),
      },
    qwenWindow(keys),
  ],
};

const COHERE: Family = {
  ...LLAMA,
  type: "cohere",
  architecture: "CohereForCausalLM",
  norm: "layernorm",
  names: { epsilon: "layer_norm_eps" },
  defaults: {
    ...LLAMA.defaults,
    layer_norm_eps: 1e-5,
    max_position_embeddings: 8192,
    tie_word_embeddings: true,
    logit_scale: 0.0625,
    use_qk_norm: false,
  },
  differs: (keys) => ({
    isParallel: true,
    norm: "layernorm_without_bias",
    normsPerLayer: 1,
    queryKeyNorm: keys.flag("use_qk_norm") ? "each head" : "none",
  }),
  says: { queryKeyNorm: "use_qk_norm" },
  oddities: (keys) => [
    ODDITIES.layerNormWithoutBias("CohereLayerNorm", t("no bias")),
    keys.number("logit_scale") !== 1 && ODDITIES.multiplier("logit_scale", keys.raw("logit_scale") ?? null),
    ODDITIES.neighbouringPairs(),
  ],
};

/** LLaMA and what is built like it: RMS norms, a gate, rotary positions, hardly a bias. */
export const LLAMA_FAMILIES: readonly Family[] = [
  LLAMA,
  MISTRAL,
  MIXTRAL,
  PHI3,
  QWEN2,
  QWEN3,
  OLMO,
  OLMO2,
  GRANITE,
  SMOLLM3,
  COHERE,
];
