import type { ArgumentName } from "../arguments/generated/argumentName";
import { differingParts } from "./compareDecoders";
import type { Decoder } from "./decoder";
import { EPSILON_KEYS } from "./neoxValues";

/** The keys of NeoX that make one model another. */
export function differingKeys(own: Decoder, near: Decoder): readonly ArgumentName[] {
  return differingParts(own, near).flatMap((part) => keysOf(part, own, near));
}

/** The keys that say a part of a model, as far as they differ. */
function keysOf(part: keyof Decoder, own: Decoder, near: Decoder): readonly ArgumentName[] {
  switch (part) {
    case "activation":
      return areBothGelu(own, near) ? ["bias_gelu_fusion"] : ["activation"];
    case "epsilon":
      return [EPSILON_KEYS[own.norm]];
    case "positions":
      return positionKeys(own, near);
    case "longest":
      // Without learned positions it makes no other model, only a longer or a shorter use of it.
      return near.positions.kind === "learned" ? ["max_position_embeddings"] : [];
    case "biases":
      return biasKeys(own, near);
    default:
      return KEYS[part];
  }
}

const KEYS: Readonly<
  Record<
    Exclude<keyof Decoder, "activation" | "epsilon" | "positions" | "longest" | "biases">,
    readonly ArgumentName[]
  >
> = {
  mixer: ["attention_config"],
  layers: ["num_layers"],
  hiddenSize: ["hidden_size"],
  heads: ["num_attention_heads"],
  kvHeads: ["num_kv_heads"],
  // Hidden size and heads make it.
  headDim: [],
  innerSize: ["intermediate_size"],
  isGated: ["activation"],
  norm: ["norm"],
  normsPerLayer: ["gpt_j_tied"],
  isParallel: ["gpt_j_residual"],
  queryKeyNorm: ["use_qk_layernorm"],
  hasEmbeddingNorm: [],
  isTied: ["no_weight_tying"],
  vocabularySize: ["make_vocab_size_divisible_by"],
  window: ["sliding_window_width"],
  experts: ["moe_num_experts"],
};

function areBothGelu(own: Decoder, near: Decoder): boolean {
  return [own, near].every(
    ({ activation, isGated }) => !isGated && (activation === "gelu" || activation === "gelu_tanh"),
  );
}

function positionKeys({ positions: own }: Decoder, { positions: near }: Decoder): readonly ArgumentName[] {
  if (own.kind === "rotary" && near.kind === "rotary") {
    const keys: readonly (ArgumentName | false)[] = [
      own.share !== near.share && "rotary_pct",
      own.base !== near.base && "rotary_emb_base",
    ];
    return keys.filter((key) => key !== false);
  }
  return own.kind === near.kind ? ["opt_pos_emb_offset"] : ["pos_emb"];
}

function biasKeys({ biases: own }: Decoder, { biases: near }: Decoder): readonly ArgumentName[] {
  const keys: readonly (ArgumentName | false)[] = [
    own.queryKeyValue !== near.queryKeyValue && "use_bias_in_attn_linear",
    own.mlp !== near.mlp && "use_bias_in_mlp",
  ];
  return keys.filter((key) => key !== false);
}

/** The arguments that make a model, for whoever tells of them. */
export const MODEL_KEYS: readonly ArgumentName[] = [
  ...Object.values(KEYS).flat(),
  "bias_gelu_fusion",
  ...new Set(Object.values(EPSILON_KEYS)),
  "pos_emb",
  "rotary_pct",
  "rotary_emb_base",
  "opt_pos_emb_offset",
  "max_position_embeddings",
  "use_bias_in_attn_linear",
  "use_bias_in_mlp",
];
