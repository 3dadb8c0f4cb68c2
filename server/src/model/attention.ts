export interface AttentionSizes {
  readonly hiddenSize: number;
  readonly numAttentionHeads: number;
  /** Unset (or 0) means one key/value head for every query head. */
  readonly numKvHeads: number | undefined;
  /** Where a fork sets the width of a head by itself; unset means `hiddenSize / numAttentionHeads`. */
  readonly ownHeadDim?: number | undefined;
  readonly modelParallelSize: number;
}

/** Widths of one attention layer. A width is a fraction where the sizes do not divide; NeoX then refuses. */
export interface AttentionShape {
  readonly headDim: number;
  readonly numKvHeads: number;
  /** Fewer key/value heads than query heads (GQA, or MQA with one). */
  readonly isGrouped: boolean;
  /** Query heads that share one key/value head. */
  readonly groupSize: number;
  /** Width of all keys, which is also that of all values. */
  readonly kvHiddenSize: number;
  /** Width of all queries: `hiddenSize`, but for a head width of its own. */
  readonly attentionWidth: number;
  /** Outputs of the fused query, key and value projection. */
  readonly qkvWidth: number;
  readonly perRank: {
    readonly attentionWidth: number;
    readonly numAttentionHeads: number;
    readonly numKvHeads: number;
    readonly qkvWidth: number;
  };
}

/**
 * Shapes of `ParallelSelfAttention` (megatron/model/transformer.py:302-362 at ea7aefd8).
 * The query projection is `hiddenSize` wide, keys and values `numKvHeads * headDim` each. With `head_dim`, which is proposed
 * upstream and which forks have, queries are `numAttentionHeads * headDim` wide.
 */
export function attentionShape(sizes: AttentionSizes): AttentionShape {
  const { hiddenSize, numAttentionHeads, modelParallelSize } = sizes;
  const numKvHeads = sizes.numKvHeads || numAttentionHeads;
  const { ownHeadDim } = sizes;
  const attentionWidth = ownHeadDim === undefined ? hiddenSize : numAttentionHeads * ownHeadDim;
  const headDim = attentionWidth / numAttentionHeads;
  const kvHiddenSize = (numKvHeads * attentionWidth) / numAttentionHeads;
  const qkvWidth = attentionWidth + 2 * kvHiddenSize;
  return {
    headDim,
    numKvHeads,
    isGrouped: numKvHeads !== numAttentionHeads,
    groupSize: numAttentionHeads / numKvHeads,
    kvHiddenSize,
    attentionWidth,
    qkvWidth,
    perRank: {
      attentionWidth: attentionWidth / modelParallelSize,
      numAttentionHeads: numAttentionHeads / modelParallelSize,
      numKvHeads: numKvHeads / modelParallelSize,
      qkvWidth: qkvWidth / modelParallelSize,
    },
  };
}
