import { t } from "../base/l10n";
import type { Json } from "../python/json";
import type { Oddity } from "./decoder";

/** Oddities that more than one family has; each is one thing that NeoX does not build. */
export const ODDITIES = {
  ropeScaling: (value: Json): Oddity => ({
    key: "rope_scaling",
    value,
    reason: t("NeoX does not scale the frequencies of rotary embeddings."),
  }),
  neighbouringPairs: (): Oddity => ({
    key: "rotary on neighbouring pairs",
    value: true,
    reason: t(
      "NeoX turns halves of a head: the same after permuting the rows of queries and keys in the weights.",
    ),
  }),
  scaledEmbeddings: (scale: number): Oddity => ({
    key: "embeddings times sqrt(hidden_size)",
    value: scale.toFixed(4),
    reason: t("NeoX does not scale embeddings: mup_embedding_mult is never applied."),
  }),
  normAddsOne: (): Oddity => ({
    key: "RMSNorm",
    value: "x · (1 + weight)",
    reason: t("NeoX multiplies by the weight itself: the same after adding 1 to each of these weights."),
  }),
  clipped: (value: Json): Oddity => ({
    key: "clip_qkv",
    value,
    reason: t("NeoX does not clip queries, keys and values."),
  }),
  multiplier: (key: string, value: Json): Oddity => ({
    key,
    value,
    reason: t("NeoX has no such multiplier without use_mup, which changes attention and learning rates too."),
  }),
  softcapping: (key: string, value: Json): Oddity => ({
    key,
    value,
    reason: t("NeoX does not cap logits."),
  }),
  windowOfSomeLayers: (key: string, value: Json): Oddity => ({
    key,
    value,
    reason: t("sliding_window_width is one value for all layers, and only flash attention reads it."),
  }),
  attentionScale: (key: string, value: Json): Oddity => ({
    key,
    value,
    reason: t("NeoX divides by the root of the head size, or with use_mup by the head size itself."),
  }),
  layerNormWithoutBias: (key: string, value: Json): Oddity => ({
    key,
    value,
    reason: t("NeoX's layernorm always has a bias: the nearest config has one more vector a norm."),
  }),
  notKnownHere: (type: string): Oddity => ({
    key: "model_type",
    value: type,
    reason: t("No translation of this type of model is known here."),
  }),
  otherHead: (architecture: string): Oddity => ({
    key: "architectures",
    value: architecture,
    reason: t("NeoX's model ends with the projection to the tokens, this class with something else."),
  }),
  remoteCode: (value: Json): Oddity => ({
    key: "auto_map",
    value,
    reason: t("The model runs code of its own, which may build something else than its model_type says."),
  }),
} as const;
