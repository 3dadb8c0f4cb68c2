import { t } from "../base/l10n";
import type { Decoder, Oddity } from "./decoder";
import { type Family, type KeyNames, namesOf } from "./family";
import type { Keys } from "./keys";
import { GATED, PLAIN } from "./neoxValues";

type Found = Oddity | false;

/** What of a decoder NeoX cannot say, in the words of the family's own keys. */
export function differencesFromNeox(
  decoder: Decoder,
  family: Family,
  keys: Keys,
  tokens: number | undefined,
): readonly Oddity[] {
  const names = namesOf(family);
  if (decoder.mixer === "mamba") return vocabulary(decoder, tokens).filter((it) => it !== false);
  return [
    ...sizes(decoder, names),
    ...norms(decoder, family),
    ...biases(decoder, family, names),
    ...activations(decoder, names, keys),
    ...positions(decoder, names),
    ...vocabulary(decoder, tokens),
  ].filter((it) => it !== false);
}

function sizes({ headDim, hiddenSize, heads, innerSize }: Decoder, names: KeyNames): readonly Found[] {
  return [
    headDim * heads !== hiddenSize && {
      key: names.headDim,
      value: headDim,
      reason: t(
        "NeoX makes it hidden_size / num_attention_heads = {0} and has no key for another.",
        hiddenSize / heads,
      ),
    },
    !Number.isInteger(innerSize) && {
      key: names.innerSize,
      value: innerSize,
      reason: t("NeoX's widths are whole numbers."),
    },
  ];
}

function norms(
  { normsPerLayer, queryKeyNorm, hasEmbeddingNorm }: Decoder,
  { says }: Family,
): readonly Found[] {
  const shared = t("use_qk_layernorm makes one norm of heads × head size, for queries and keys together.");
  const key = says?.queryKeyNorm ?? "q_norm, k_norm";
  return [
    normsPerLayer === 1 && {
      key: says?.oneNorm ?? "one layer norm a layer",
      value: true,
      reason: t("gpt_j_tied uses one norm and keeps the second one as unused parameters."),
    },
    queryKeyNorm === "head" && { key, value: t("two norms of head_dim, one for all heads"), reason: shared },
    queryKeyNorm === "each head" && {
      key,
      value: t("a norm of its own for each head of queries and of keys"),
      reason: shared,
    },
    queryKeyNorm === "projection" && {
      key,
      value: t("norms of the whole projection, one for queries and one for keys"),
      reason: shared,
    },
    hasEmbeddingNorm && {
      key: "word_embeddings_layernorm",
      value: true,
      reason: t("NeoX has no norm behind the embedding."),
    },
  ];
}

function biases(decoder: Decoder, { says }: Family, names: KeyNames): readonly Found[] {
  const { biases: has, isGated, isParallel } = decoder;
  const together = t("use_bias_in_attn_linear sets the biases of both projections of attention together.");
  const noBias = isGated
    ? isParallel &&
      t("With gpt_j_residual and without a bias in the MLP, NeoX does not add what attention gives.")
    : t("NeoX's MLP needs its bias where it has no gate: the first forward pass fails without.");
  return [
    has.queryKeyValue &&
      !has.attentionOutput && {
        key: "q_proj, k_proj, v_proj have biases, o_proj has none",
        value: true,
        reason: together,
      },
    !has.queryKeyValue &&
      has.attentionOutput && {
        key: "out_proj has a bias, q_proj, k_proj, v_proj have none",
        value: true,
        reason: together,
      },
    !has.mlp &&
      noBias !== false && {
        key: says?.mlpBias ?? names.mlpBias,
        value: says?.mlpBias === "no_bias",
        reason: noBias,
      },
    has.output && {
      key: "lm_head bias",
      value: true,
      reason: t("NeoX's projection to the tokens has no bias."),
    },
  ];
}

function activations({ activation, isGated }: Decoder, names: KeyNames, keys: Keys): readonly Found[] {
  const key = names.activation;
  const value = keys.raw(key) ?? null;
  const name = activation && (isGated ? GATED : PLAIN)[activation];
  return [
    name === undefined && { key, value, reason: t("NeoX has no such activation.") },
    isGated &&
      activation === "gelu_tanh" && {
        key,
        value,
        reason: t("geglu takes the exact gelu, not its approximation with tanh."),
      },
  ];
}

function positions({ positions: at }: Decoder, names: KeyNames): readonly Found[] {
  return [
    at.kind === "rotary" &&
      !Number.isInteger(at.base) && {
        key: names.rotaryBase,
        value: at.base,
        reason: t("rotary_emb_base is a whole number."),
      },
  ];
}

function vocabulary({ vocabularySize }: Decoder, tokens: number | undefined): readonly Found[] {
  return [
    tokens !== undefined &&
      vocabularySize !== undefined &&
      tokens > vocabularySize && {
        key: "vocab_size",
        value: vocabularySize,
        reason: t("The tokenizer has {0} tokens, and NeoX makes a row for each.", tokens),
      },
  ];
}
