import type { Json } from "../python/json";
import type { Activation, Decoder, NormKind, Oddity } from "./decoder";
import type { Keys } from "./keys";

/** The keys of `config.json` for what most models have. */
export interface KeyNames {
  readonly layers: string;
  readonly hiddenSize: string;
  readonly heads: string;
  readonly kvHeads: string;
  readonly headDim: string;
  readonly innerSize: string;
  readonly activation: string;
  readonly epsilon: string;
  readonly longest: string;
  readonly rotaryBase: string;
  readonly rotaryShare: string;
  readonly window: string;
  readonly attentionBias: string;
  readonly mlpBias: string;
  readonly tied: string;
}

/** The names that most families use. */
export const USUAL_NAMES: KeyNames = {
  layers: "num_hidden_layers",
  hiddenSize: "hidden_size",
  heads: "num_attention_heads",
  kvHeads: "num_key_value_heads",
  headDim: "head_dim",
  innerSize: "intermediate_size",
  activation: "hidden_act",
  epsilon: "rms_norm_eps",
  longest: "max_position_embeddings",
  rotaryBase: "rope_theta",
  rotaryShare: "partial_rotary_factor",
  window: "sliding_window",
  attentionBias: "attention_bias",
  mlpBias: "mlp_bias",
  tied: "tie_word_embeddings",
};

/** A `model_type` of transformers: how its `config.json` is read, and what its class always does. */
export interface Family {
  readonly type: string;
  /** The class in `architectures`. */
  readonly architecture: string;
  /** Names that differ from the usual ones. */
  readonly names?: Partial<KeyNames>;
  /** Defaults of transformers' configuration class that decide about the model; sizes have none. */
  readonly defaults: Readonly<Record<string, Json>>;
  /** What its layers have in place of attention, where it is something else. */
  readonly mixer?: "mamba";
  readonly norm: NormKind;
  /** Whether the MLP multiplies by a gate. */
  readonly isGated: boolean;
  readonly positions: "rotary" | "learned" | "alibi" | "none";
  /** What differs from the usual reading, by the file and by what was read so far. */
  readonly differs?: (keys: Keys, usual: Decoder) => Partial<Decoder>;
  /** What its modules do that NeoX's do not, beyond what a `Decoder` says. */
  readonly oddities?: (keys: Keys, decoder: Decoder) => readonly (Oddity | false)[];
  /** Whether its parameters are those of the `Decoder`; they are where nothing says otherwise. */
  readonly isCounted?: (keys: Keys, decoder: Decoder) => boolean;
  /** Keys of its own with which its `config.json` describes such a model; absent where NeoX builds none of its models. */
  readonly writes?: (decoder: Decoder) => Readonly<Record<string, Json>>;
  /** Activations that its models name otherwise than most. */
  readonly spells?: Partial<Readonly<Record<Activation, string>>>;
  /** Whether its class sets the epsilon of its norms, so that the file has no key for it. */
  readonly hasFixedEpsilon?: boolean;
  /** What a general difference is called here, where it has no key or another one. */
  readonly says?: Partial<Readonly<Record<Difference, string>>>;
}

/** Differences between a `Decoder` and what NeoX builds that several families have. */
export type Difference = "oneNorm" | "mlpBias" | "queryKeyNorm";

export function namesOf(family: Family): KeyNames {
  return { ...USUAL_NAMES, ...family.names };
}
