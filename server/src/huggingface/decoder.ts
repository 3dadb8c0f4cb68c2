import type { Json } from "../python/json";

/** Activations by what they compute: `gelu` is the exact one, `gelu_tanh` its approximation. */
export type Activation =
  | "gelu"
  | "gelu_tanh"
  | "relu"
  | "silu"
  | "mish"
  | "sigmoid"
  | "identity"
  | "softsign";

export type NormKind =
  | "layernorm"
  | "layernorm_without_bias"
  | "rmsnorm"
  | "non_parametric_layernorm"
  | "scalenorm";

/** How a model knows the order of tokens. `share`: of a head's dimensions that turn; `extra`: rows before the first position. */
export type Positions =
  | { readonly kind: "rotary"; readonly share: number; readonly base: number }
  | { readonly kind: "learned"; readonly extra: number }
  | { readonly kind: "alibi" | "none" };

/**
 * A decoder-only model by what makes it, in nobody's spelling. Configs of Hugging Face and of NeoX are both read as
 * one, and compared as such.
 */
export interface Decoder {
  readonly mixer: "attention" | "mamba";
  readonly layers: number;
  readonly hiddenSize: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Inputs of the second projection of the MLP, or of Mamba's output projection; NaN where they do not meet the first's. */
  readonly innerSize: number;
  readonly isGated: boolean;
  /** Undefined: one that NeoX has not, named by an oddity. */
  readonly activation: Activation | undefined;
  readonly norm: NormKind;
  readonly epsilon: number;
  readonly normsPerLayer: number;
  readonly positions: Positions;
  /** The longest sequence; undefined where nothing says it. */
  readonly longest: number | undefined;
  /** Attention and MLP read the same input side by side, and both are added. */
  readonly isParallel: boolean;
  readonly biases: Biases;
  /**
   * Norms of queries and keys: one of a head for all heads, one for each head without biases, one of the whole projection,
   * or NeoX's own for both together.
   */
  readonly queryKeyNorm: "none" | "head" | "each head" | "projection" | "shared";
  readonly hasEmbeddingNorm: boolean;
  readonly isTied: boolean;
  /** Rows of the embedding. */
  readonly vocabularySize: number | undefined;
  /** The tokens back that attention sees, where it is fewer than all. */
  readonly window: number | undefined;
  readonly experts: Experts | undefined;
}

/** Which linear layers add a bias. */
export interface Biases {
  readonly queryKeyValue: boolean;
  /** Of the projection behind attention. */
  readonly attentionOutput: boolean;
  readonly mlp: boolean;
  /** Of the projection to the tokens. */
  readonly output: boolean;
}

export interface Experts {
  readonly count: number;
  readonly perToken: number;
}

/** Something of a model that NeoX does not build. */
export interface Oddity {
  /** The key of `config.json`, or the parts of the model that it is about. */
  readonly key: string;
  readonly value: Json;
  readonly reason: string;
}
