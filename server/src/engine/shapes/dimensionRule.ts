import type { Rule } from "../rule";

/** Keys that the search for working shapes knows how to change. */
export type AdjustableKey =
  | "hidden_size"
  | "num_attention_heads"
  | "num_kv_heads"
  | "model_parallel_size"
  | "intermediate_size"
  | "mlp_multiple_of"
  | "rotary_pct"
  | "max_position_embeddings"
  | "seq_length"
  | "attention_config"
  | "sparsity_config";

/** A rule about shapes. Its fixes are searched: a value counts when no rule of the family objects to it. */
export interface DimensionRule extends Rule {
  readonly family: "dimensions";
  /** Keys of which other values are tried, the best fix first. */
  readonly adjust: readonly AdjustableKey[];
  /** Further keys whose change is no better while this rule objects: a key/value head is as wide as any head. */
  readonly alsoAbout?: readonly AdjustableKey[];
}
