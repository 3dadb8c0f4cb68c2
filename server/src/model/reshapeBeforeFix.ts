export interface GroupedHeads {
  readonly headDim: number;
  readonly numAttentionHeads: number;
  readonly numKvHeads: number;
}

/** What the code of before issue #1314's fix made of grouped heads. */
export interface ReshapeBeforeFix {
  /** `split`: the reshape passes by chance and the split after it does not. */
  readonly outcome: "fits" | "reshape-fails" | "split-fails";
  /** Width that one query head needs of the fused projection: `headDim * (1 + 2 * numKvHeads / numAttentionHeads)`. */
  readonly exactWidth: number;
  /** The whole number the code truncated that to. */
  readonly truncatedWidth: number;
  /** The whole number it truncated the key/value share of a head to. */
  readonly truncatedKvWidth: number;
}

/**
 * `gqa_project` between f36aed7f and 96c242eb (megatron/model/transformer.py:771-830 at 59a5236d): it gave every
 * query head an equal part of the fused projection, computed in doubles and truncated by `int()`.
 * Model parallelism divides both head counts alike and so changes nothing.
 */
export function reshapeBeforeFix(heads: GroupedHeads): ReshapeBeforeFix {
  const { headDim, numAttentionHeads, numKvHeads } = heads;
  const ratio = numKvHeads / numAttentionHeads;
  const exactWidth = headDim * (1 + 2 * ratio);
  const truncatedWidth = Math.trunc(exactWidth);
  const truncatedKvWidth = Math.trunc(ratio * headDim);
  const reshapes = numAttentionHeads * truncatedWidth === headDim * (numAttentionHeads + 2 * numKvHeads);
  const splits = headDim + 2 * truncatedKvWidth === truncatedWidth;
  const outcome = !reshapes ? "reshape-fails" : !splits ? "split-fails" : "fits";
  return { outcome, exactWidth, truncatedWidth, truncatedKvWidth };
}
