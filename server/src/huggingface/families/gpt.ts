import { t } from "../../base/l10n";
import type { Biases } from "../decoder";
import type { Family, KeyNames } from "../family";
import { NoModel } from "../keys";
import { ODDITIES } from "../reasons";

const EVERYWHERE: Biases = { queryKeyValue: true, attentionOutput: true, mlp: true, output: false };
const NOWHERE: Biases = { queryKeyValue: false, attentionOutput: false, mlp: false, output: false };
const PLAIN = { norm: "layernorm", isGated: false } as const;

const GPT2_NAMES: Partial<KeyNames> = {
  layers: "n_layer",
  hiddenSize: "n_embd",
  heads: "n_head",
  innerSize: "n_inner",
  activation: "activation_function",
  epsilon: "layer_norm_epsilon",
  longest: "n_positions",
};

const GPT_NEOX: Family = {
  type: "gpt_neox",
  architecture: "GPTNeoXForCausalLM",
  ...PLAIN,
  positions: "rotary",
  names: { epsilon: "layer_norm_eps", rotaryBase: "rotary_emb_base", rotaryShare: "rotary_pct" },
  defaults: {
    hidden_act: "gelu",
    max_position_embeddings: 2048,
    rotary_pct: 0.25,
    rotary_emb_base: 10_000,
    layer_norm_eps: 1e-5,
    use_parallel_residual: true,
    attention_bias: true,
    tie_word_embeddings: false,
  },
  differs: (keys, { biases }) => ({
    isParallel: keys.flag("use_parallel_residual"),
    biases: { ...biases, mlp: true },
  }),
  spells: { gelu_tanh: "gelu_fast" },
  writes: ({ isParallel, biases }) => ({
    use_parallel_residual: isParallel,
    ...(!biases.queryKeyValue && { attention_bias: false }),
  }),
};

const GPT2: Family = {
  type: "gpt2",
  architecture: "GPT2LMHeadModel",
  ...PLAIN,
  positions: "learned",
  names: GPT2_NAMES,
  defaults: {
    activation_function: "gelu_new",
    n_positions: 1024,
    layer_norm_epsilon: 1e-5,
    scale_attn_weights: true,
    scale_attn_by_inverse_layer_idx: false,
    tie_word_embeddings: true,
  },
  differs: () => ({ biases: EVERYWHERE }),
  oddities: (keys) => [
    !keys.flag("scale_attn_weights") && ODDITIES.attentionScale("scale_attn_weights", false),
    keys.flag("scale_attn_by_inverse_layer_idx") &&
      ODDITIES.attentionScale("scale_attn_by_inverse_layer_idx", true),
  ],
  writes: () => ({}),
};

const GPT_BIGCODE: Family = {
  ...GPT2,
  type: "gpt_bigcode",
  architecture: "GPTBigCodeForCausalLM",
  defaults: { ...GPT2.defaults, activation_function: "gelu_pytorch_tanh", multi_query: true },
  differs: (keys, { heads }) => ({ biases: EVERYWHERE, kvHeads: keys.flag("multi_query") ? 1 : heads }),
  oddities: (keys) => [
    !keys.flag("scale_attn_weights") && ODDITIES.attentionScale("scale_attn_weights", false),
  ],
  spells: { gelu_tanh: "gelu_pytorch_tanh" },
  writes: ({ kvHeads }) => ({ multi_query: kvHeads === 1 }),
};

const GPTJ: Family = {
  type: "gptj",
  architecture: "GPTJForCausalLM",
  ...PLAIN,
  positions: "rotary",
  names: GPT2_NAMES,
  defaults: {
    activation_function: "gelu_new",
    n_positions: 2048,
    layer_norm_epsilon: 1e-5,
    rotary_dim: 64,
    tie_word_embeddings: false,
  },
  differs: (keys, { headDim }) => ({
    isParallel: true,
    normsPerLayer: 1,
    biases: { ...NOWHERE, mlp: true, output: true },
    positions: { kind: "rotary", base: 10_000, share: (keys.number("rotary_dim") ?? headDim) / headDim },
  }),
  says: { oneNorm: "one layer norm a layer" },
  oddities: () => [ODDITIES.neighbouringPairs()],
};

const CODEGEN: Family = { ...GPTJ, type: "codegen", architecture: "CodeGenForCausalLM" };

const GPT_NEO: Family = {
  ...GPT2,
  type: "gpt_neo",
  architecture: "GPTNeoForCausalLM",
  names: {
    layers: "num_layers",
    heads: "num_heads",
    activation: "activation_function",
    epsilon: "layer_norm_epsilon",
  },
  defaults: {
    activation_function: "gelu_new",
    max_position_embeddings: 2048,
    layer_norm_epsilon: 1e-5,
    attention_types: [[["global", "local"], 12]],
    window_size: 256,
    tie_word_embeddings: true,
  },
  differs: () => ({ biases: { ...EVERYWHERE, queryKeyValue: false } }),
  oddities: (keys) => [
    JSON.stringify(keys.raw("attention_types")).includes("local") &&
      ODDITIES.windowOfSomeLayers("attention_types", keys.raw("attention_types") ?? null),
    ODDITIES.attentionScale("attention without a scale", true),
  ],
};

const BLOOM: Family = {
  type: "bloom",
  architecture: "BloomForCausalLM",
  ...PLAIN,
  positions: "alibi",
  names: {
    layers: "n_layer",
    hiddenSize: "n_embed",
    heads: "n_head",
    epsilon: "layer_norm_epsilon",
    longest: "seq_length",
  },
  defaults: {
    hidden_act: "gelu_tanh",
    layer_norm_epsilon: 1e-5,
    apply_residual_connection_post_layernorm: false,
    tie_word_embeddings: true,
  },
  differs: () => ({ biases: EVERYWHERE, hasEmbeddingNorm: true }),
  oddities: (keys) => [
    keys.flag("apply_residual_connection_post_layernorm") && {
      key: "apply_residual_connection_post_layernorm",
      value: true,
      reason: t("NeoX adds the residual from before the norm."),
    },
  ],
};

const MPT: Family = {
  type: "mpt",
  architecture: "MptForCausalLM",
  ...PLAIN,
  positions: "alibi",
  names: {
    layers: "n_layers",
    hiddenSize: "d_model",
    heads: "n_heads",
    longest: "max_seq_len",
    epsilon: "layer_norm_epsilon",
  },
  defaults: { hidden_act: "gelu", max_seq_len: 2048, layer_norm_epsilon: 1e-5, tie_word_embeddings: true },
  differs: (keys, { hiddenSize }) => ({
    norm: "layernorm_without_bias",
    biases: NOWHERE,
    innerSize: finite((keys.number("expansion_ratio") ?? 4) * hiddenSize),
  }),
  says: { mlpBias: "no_bias" },
  oddities: (keys) => {
    const attention = keys.raw("attn_config");
    const clip = attention !== null && typeof attention === "object" && "clip_qkv" in attention;
    return [
      ODDITIES.layerNormWithoutBias("no_bias of the norms", true),
      clip && attention.clip_qkv !== null && ODDITIES.clipped(attention.clip_qkv ?? null),
    ];
  },
};

const FALCON: Family = {
  type: "falcon",
  architecture: "FalconForCausalLM",
  ...PLAIN,
  positions: "rotary",
  names: { epsilon: "layer_norm_epsilon", innerSize: "ffn_hidden_size", activation: "activation" },
  defaults: {
    activation: "gelu",
    max_position_embeddings: 2048,
    rope_theta: 10_000,
    layer_norm_epsilon: 1e-5,
    alibi: false,
    new_decoder_architecture: false,
    multi_query: true,
    parallel_attn: true,
    bias: false,
    tie_word_embeddings: true,
  },
  differs: (keys, { heads, positions }) => {
    const isNew = keys.flag("new_decoder_architecture");
    const isParallel = isNew || keys.flag("parallel_attn");
    const norms = keys.size("num_ln_in_parallel_attn") ?? (isNew ? 2 : 1);
    const kvHeads = isNew ? (keys.size("num_kv_heads") ?? heads) : keys.flag("multi_query") ? 1 : heads;
    return {
      kvHeads,
      isParallel,
      normsPerLayer: isParallel ? norms : 2,
      biases: keys.flag("bias") ? EVERYWHERE : NOWHERE,
      positions: keys.flag("alibi") ? { kind: "alibi" } : positions,
    };
  },
  says: { mlpBias: "bias", oneNorm: "parallel_attn with one layer norm" },
  oddities: (keys) => [
    keys.flag("alibi") && {
      key: "alibi",
      value: true,
      reason: t("Falcon divides what it adds for the distance by the root of the head size, NeoX does not."),
    },
  ],
};

const STABLELM: Family = {
  type: "stablelm",
  architecture: "StableLmForCausalLM",
  norm: "layernorm",
  isGated: true,
  positions: "rotary",
  names: { epsilon: "layer_norm_eps" },
  defaults: {
    hidden_act: "silu",
    max_position_embeddings: 4096,
    rope_theta: 10_000,
    partial_rotary_factor: 0.25,
    layer_norm_eps: 1e-5,
    use_qkv_bias: false,
    qk_layernorm: false,
    use_parallel_residual: false,
    tie_word_embeddings: false,
  },
  differs: (keys) => ({
    isParallel: keys.flag("use_parallel_residual"),
    normsPerLayer: keys.flag("use_parallel_residual") ? 1 : 2,
    biases: { ...NOWHERE, queryKeyValue: keys.flag("use_qkv_bias") },
    queryKeyNorm: keys.flag("qk_layernorm") ? "each head" : "none",
  }),
  says: { queryKeyNorm: "qk_layernorm" },
  writes: ({ kvHeads, biases, isParallel }) => ({
    num_key_value_heads: kvHeads,
    use_qkv_bias: biases.queryKeyValue,
    ...(isParallel && { use_parallel_residual: true }),
  }),
};

const PHI: Family = {
  type: "phi",
  architecture: "PhiForCausalLM",
  ...PLAIN,
  positions: "rotary",
  names: { epsilon: "layer_norm_eps" },
  defaults: {
    hidden_act: "gelu_new",
    max_position_embeddings: 2048,
    rope_theta: 10_000,
    partial_rotary_factor: 0.5,
    layer_norm_eps: 1e-5,
    qk_layernorm: false,
    tie_word_embeddings: false,
  },
  differs: (keys) => ({
    isParallel: true,
    normsPerLayer: 1,
    biases: { ...EVERYWHERE, output: true },
    queryKeyNorm: keys.flag("qk_layernorm") ? "head" : "none",
  }),
  says: { oneNorm: "one layer norm a layer", queryKeyNorm: "qk_layernorm" },
};

const PERSIMMON: Family = {
  ...PHI,
  type: "persimmon",
  architecture: "PersimmonForCausalLM",
  defaults: {
    ...PHI.defaults,
    hidden_act: "relu2",
    max_position_embeddings: 16_384,
    rope_theta: 25_000,
    qk_layernorm: true,
  },
  differs: (keys) => ({
    biases: EVERYWHERE,
    queryKeyNorm: keys.flag("qk_layernorm") ? "head" : "none",
  }),
};

const STARCODER2: Family = {
  type: "starcoder2",
  architecture: "Starcoder2ForCausalLM",
  ...PLAIN,
  positions: "rotary",
  names: { epsilon: "norm_epsilon", mlpBias: "use_bias" },
  defaults: {
    hidden_act: "gelu_pytorch_tanh",
    max_position_embeddings: 4096,
    rope_theta: 10_000,
    norm_epsilon: 1e-5,
    use_bias: true,
    sliding_window: null,
    tie_word_embeddings: true,
  },
  differs: (keys) => ({ biases: keys.flag("use_bias") ? EVERYWHERE : NOWHERE }),
  spells: { gelu_tanh: "gelu_pytorch_tanh" },
  writes: ({ kvHeads, biases, window }) => ({
    num_key_value_heads: kvHeads,
    use_bias: biases.mlp,
    sliding_window: window ?? null,
  }),
};

const OPT: Family = {
  type: "opt",
  architecture: "OPTForCausalLM",
  ...PLAIN,
  positions: "learned",
  names: { innerSize: "ffn_dim", activation: "activation_function", mlpBias: "enable_bias" },
  defaults: {
    activation_function: "relu",
    max_position_embeddings: 2048,
    do_layer_norm_before: true,
    enable_bias: true,
    layer_norm_elementwise_affine: true,
    tie_word_embeddings: true,
  },
  differs: (keys) => ({
    biases: keys.flag("enable_bias") ? EVERYWHERE : NOWHERE,
    norm: keys.flag("layer_norm_elementwise_affine") ? "layernorm" : "non_parametric_layernorm",
    positions: { kind: "learned", extra: 2 },
    // Its class gives the norms torch's own epsilon.
    epsilon: 1e-5,
  }),
  oddities: (keys, { hiddenSize }) => [
    !keys.flag("do_layer_norm_before") && {
      key: "do_layer_norm_before",
      value: false,
      reason: t("NeoX's norms stand before attention and before the MLP only."),
    },
    (keys.number("word_embed_proj_dim") ?? hiddenSize) !== hiddenSize && {
      key: "word_embed_proj_dim",
      value: keys.raw("word_embed_proj_dim") ?? null,
      reason: t("NeoX's embeddings are as wide as its layers."),
    },
  ],
  hasFixedEpsilon: true,
  isCounted: (keys, { hiddenSize }) =>
    keys.flag("do_layer_norm_before") && (keys.number("word_embed_proj_dim") ?? hiddenSize) === hiddenSize,
  writes: ({ hiddenSize, norm }) => ({
    word_embed_proj_dim: hiddenSize,
    do_layer_norm_before: true,
    ...(norm !== "layernorm" && { layer_norm_elementwise_affine: false }),
  }),
};

/** GPT-NeoX and other models with plain layer norms, most of them with biases. */
export const GPT_FAMILIES: readonly Family[] = [
  GPT_NEOX,
  GPT2,
  GPT_BIGCODE,
  GPTJ,
  CODEGEN,
  GPT_NEO,
  BLOOM,
  MPT,
  FALCON,
  STABLELM,
  PHI,
  PERSIMMON,
  STARCODER2,
  OPT,
];

/** Throws a NoModel of a product that is larger than all numbers. */
function finite(size: number): number {
  if (!Number.isFinite(size)) throw new NoModel("expansion_ratio is too large");
  return size;
}
