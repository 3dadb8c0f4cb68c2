import { t } from "./l10n";

/** The server's names for parts of a model, terms of memory and how they fit, in the user's language. */
const WORDS: Readonly<Record<string, () => string>> = {
  attention: () => t("attention"),
  mlp: () => t("MLP"),
  gating: () => t("gating"),
  mixer: () => t("mixer"),
  norms: () => t("norms"),
  positions: () => t("positions"),
  "input embedding": () => t("input embedding"),
  "output embedding": () => t("output embedding"),
  weights: () => t("weights"),
  gradients: () => t("gradients"),
  master: () => t("fp32 copy of the weights"),
  moments: () => t("optimizer moments"),
  communication: () => t("buckets and gradients of the backward pass"),
  secondCopy: () => t("second copy of tied weights"),
  recomputed: () => t("one group recomputed"),
  loss: () => t("softmax of the loss"),
  activations: () => t("activations"),
  logits: () => t("logits"),
  buffers: () => t("buffers"),
  runtime: () => t("CUDA and NCCL"),
};

export function inWords(name: string): string {
  return WORDS[name]?.() ?? name;
}
