import type { ArgumentName } from "../arguments/generated/argumentName";
import type { PythonValue } from "../yaml/value";
import type { Activation, Decoder, NormKind } from "./decoder";

/** Keys of a NeoX config with their values, in the order in which they are written. */
export type NeoxValues = ReadonlyMap<ArgumentName, PythonValue>;

type Entries = readonly (readonly [ArgumentName, PythonValue] | false)[];

/** NeoX's activations that multiply by a gate, by the function of the gate (megatron/model/activations.py:30-44). */
export const GATED: Partial<Readonly<Record<Activation, string>>> = {
  silu: "swiglu",
  gelu: "geglu",
  gelu_tanh: "geglu",
  relu: "reglu",
  sigmoid: "glu",
  identity: "bilinear",
};

/** The others; `bias_gelu_fusion` makes gelu the approximation (:45-64). */
export const PLAIN: Partial<Readonly<Record<Activation, string>>> = {
  gelu: "gelu",
  gelu_tanh: "gelu",
  relu: "relu",
  silu: "silu",
  mish: "mish",
  softsign: "softsign",
};

export const EPSILON_KEYS: Readonly<Record<NormKind, ArgumentName>> = {
  layernorm: "layernorm_epsilon",
  layernorm_without_bias: "layernorm_epsilon",
  non_parametric_layernorm: "layernorm_epsilon",
  rmsnorm: "rms_norm_epsilon",
  scalenorm: "scalenorm_epsilon",
};

/** NeoX wants a length of sequences; this one is for models that have none of their own. */
const LENGTH_OF_NONE = 2048;

export interface Surroundings {
  /** Whether this NeoX has `mlp_type: llama`, in which a gated MLP is written with its own width. */
  readonly hasMlpType: boolean;
  /** Tokens of the model's tokenizer, where known. */
  readonly tokens: number | undefined;
}

/** The keys with which NeoX builds the model, or the nearest one that it can. */
export function neoxValues(decoder: Decoder, surroundings: Surroundings): NeoxValues {
  const entries = [
    ...sizes(decoder),
    ...(decoder.mixer === "mamba" ? mambaMixer(decoder) : mlp(decoder, surroundings)),
    ...norms(decoder),
    ...attention(decoder),
    ...positions(decoder),
    ["no_weight_tying", !decoder.isTied] as const,
    ...vocabulary(decoder, surroundings.tokens),
  ];
  return new Map(entries.filter((entry) => entry !== false));
}

function sizes({
  layers,
  hiddenSize,
  heads,
  kvHeads,
  longest = LENGTH_OF_NONE,
  positions: at,
}: Decoder): Entries {
  const rows = longest + (at.kind === "learned" ? at.extra : 0);
  return [
    ["num_layers", BigInt(layers)],
    ["hidden_size", BigInt(hiddenSize)],
    ["num_attention_heads", BigInt(heads)],
    kvHeads !== heads && ["num_kv_heads", BigInt(kvHeads)],
    ["seq_length", BigInt(longest)],
    ["max_position_embeddings", BigInt(rows)],
  ];
}

/** A gate takes two thirds of `intermediate_size` for both of its halves (megatron/model/transformer.py:117-143). */
function mlp(decoder: Decoder, { hasMlpType }: Surroundings): Entries {
  const { innerSize, hiddenSize, isGated, activation, biases, experts } = decoder;
  // Another function behind the gate leaves the widths as they are.
  const name = (activation && (isGated ? GATED : PLAIN)[activation]) ?? (isGated ? "swiglu" : undefined);
  const isOldLlama = hasMlpType && name === "swiglu" && !biases.mlp;
  const width = isGated && !isOldLlama ? 3 * innerSize : innerSize;
  return [
    isOldLlama && ["mlp_type", "llama"],
    (isGated || innerSize !== 4 * hiddenSize) && ["intermediate_size", BigInt(Math.trunc(width))],
    name !== undefined && ["activation", isOldLlama ? "silu" : name],
    name === "gelu" && ["bias_gelu_fusion", activation === "gelu_tanh"],
    !biases.mlp && !isOldLlama && ["use_bias_in_mlp", false],
    experts !== undefined && ["moe_num_experts", BigInt(experts.count)],
    experts !== undefined && ["moe_top_k", BigInt(experts.perToken)],
    experts !== undefined && ["moe_router_type", "topk"],
  ];
}

function mambaMixer({ innerSize, hiddenSize, biases }: Decoder): Entries {
  return [
    ["activation", "silu"],
    innerSize !== 2 * hiddenSize && ["expansion_factor", innerSize / hiddenSize],
    biases.mlp && ["mamba_use_bias_in_linears", true],
  ];
}

function norms({ norm, epsilon, queryKeyNorm }: Decoder): Entries {
  return [
    ["norm", norm === "layernorm_without_bias" ? "layernorm" : norm],
    [EPSILON_KEYS[norm], epsilon],
    queryKeyNorm !== "none" && ["use_qk_layernorm", true],
  ];
}

function attention(decoder: Decoder): Entries {
  const { mixer, layers, biases, window, isParallel, normsPerLayer } = decoder;
  const type = mixer === "mamba" ? "mamba" : window === undefined ? "global" : "flash";
  const types = ["attention_config", [[[type], BigInt(layers)]]] as const;
  if (mixer === "mamba") return [types];
  return [
    types,
    window !== undefined && ["sliding_window_width", BigInt(window)],
    !biases.queryKeyValue && !biases.attentionOutput && ["use_bias_in_attn_linear", false],
    ["gpt_j_residual", isParallel],
    isParallel && normsPerLayer === 1 && ["gpt_j_tied", true],
  ];
}

function positions({ positions: at }: Decoder): Entries {
  if (at.kind === "rotary")
    return [
      ["pos_emb", "rotary"],
      ["rotary_pct", at.share],
      ["rotary_emb_base", BigInt(Math.trunc(at.base))],
    ];
  return [
    ["pos_emb", at.kind],
    at.kind === "learned" && at.extra > 0 && ["opt_pos_emb_offset", BigInt(at.extra)],
  ];
}

/** Rows are a multiple of this, so it is chosen to give the model's own. */
function vocabulary({ vocabularySize }: Decoder, tokens: number | undefined): Entries {
  if (vocabularySize === undefined) return [];
  return [["make_vocab_size_divisible_by", BigInt(divisorFor(vocabularySize, tokens))]];
}

/** The smallest power of two that pads these tokens to these rows; else, and for an unknown tokenizer, the rows themselves. */
function divisorFor(rows: number, tokens: number | undefined): number {
  if (tokens === undefined || tokens > rows) return rows;
  for (let divisor = 1; divisor <= 1024; divisor *= 2)
    if (divisor * Math.ceil(tokens / divisor) === rows) return divisor;
  return rows;
}
