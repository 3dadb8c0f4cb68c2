import { t } from "../../base/l10n";
import type { Decoder } from "../decoder";
import type { Family } from "../family";
import type { Keys } from "../keys";
import { ODDITIES } from "../reasons";

/** What all generations share: embeddings that are scaled, and norms whose weights begin at 0. */
function always({ hiddenSize }: Decoder) {
  return [ODDITIES.scaledEmbeddings(Math.sqrt(hiddenSize)), ODDITIES.normAddsOne()];
}

const GEMMA: Family = {
  type: "gemma",
  architecture: "GemmaForCausalLM",
  norm: "rmsnorm",
  isGated: true,
  positions: "rotary",
  defaults: {
    // Its class computes the approximation also where the file says `gelu`.
    hidden_act: "gelu_pytorch_tanh",
    head_dim: 256,
    max_position_embeddings: 8192,
    rms_norm_eps: 1e-6,
    rope_theta: 10_000,
    attention_bias: false,
    tie_word_embeddings: true,
  },
  differs: (keys, usual) => ({
    activation: keys.has("hidden_activation") ? usual.activation : "gelu_tanh",
    biases: { ...usual.biases, mlp: false },
  }),
  oddities: (_keys, decoder) => always(decoder),
};

const FOUR_NORMS = () => ({
  key: "pre_feedforward_layernorm, post_feedforward_layernorm, post_attention_layernorm",
  value: t("four norms a layer"),
  reason: t("NeoX has two norms a layer."),
});

function capped(keys: Keys) {
  return ["attn_logit_softcapping", "final_logit_softcapping"].map(
    (key) => keys.has(key) && ODDITIES.softcapping(key, keys.raw(key) ?? null),
  );
}

const GEMMA2: Family = {
  ...GEMMA,
  type: "gemma2",
  architecture: "Gemma2ForCausalLM",
  names: { activation: "hidden_activation" },
  defaults: {
    ...GEMMA.defaults,
    hidden_activation: "gelu_pytorch_tanh",
    sliding_window: 4096,
    query_pre_attn_scalar: 256,
    attn_logit_softcapping: 50,
    final_logit_softcapping: 30,
  },
  differs: (_keys, { biases }) => ({
    normsPerLayer: 4,
    window: undefined,
    biases: { ...biases, mlp: false },
  }),
  oddities: (keys, decoder) => [
    ODDITIES.windowOfSomeLayers("sliding_window on every second layer", keys.raw("sliding_window") ?? null),
    ...sinceSecond(keys, decoder),
  ],
};

/** What the second generation and the third do. */
function sinceSecond(keys: Keys, decoder: Decoder) {
  return [
    FOUR_NORMS(),
    ...capped(keys),
    ODDITIES.attentionScale("query_pre_attn_scalar", keys.raw("query_pre_attn_scalar") ?? null),
    ...always(decoder),
  ];
}

const GEMMA3: Family = {
  ...GEMMA2,
  type: "gemma3_text",
  architecture: "Gemma3ForCausalLM",
  defaults: {
    ...GEMMA2.defaults,
    max_position_embeddings: 131_072,
    rope_theta: 1_000_000,
    rope_local_base_freq: 10_000,
    attn_logit_softcapping: null,
    final_logit_softcapping: null,
  },
  differs: (_keys, { biases }) => ({
    normsPerLayer: 4,
    window: undefined,
    queryKeyNorm: "head",
    biases: { ...biases, mlp: false },
  }),
  says: { queryKeyNorm: "q_norm, k_norm" },
  oddities: (keys, decoder) => [
    // Five layers of six.
    ODDITIES.windowOfSomeLayers("sliding_window", keys.raw("sliding_window") ?? null),
    ...sinceSecond(keys, decoder),
    {
      key: "rope_local_base_freq",
      value: keys.raw("rope_local_base_freq") ?? null,
      reason: t("rotary_emb_base is one value for all layers."),
    },
  ],
};

export const GEMMA_FAMILIES: readonly Family[] = [GEMMA, GEMMA2, GEMMA3];
