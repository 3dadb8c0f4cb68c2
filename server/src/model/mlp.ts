export interface MlpSizes {
  readonly hiddenSize: number;
  /** Unset or 0: from the expansion factor. */
  readonly intermediateSize: number | undefined;
  /** Unset or 0: 4. */
  readonly expansionFactor: number | undefined;
  /** `mlp_multiple_of`: both widths are rounded up to it. */
  readonly multipleOf: number;
  readonly isGated: boolean;
}

/** Widths of the two projections of an MLP, over all model-parallel ranks. */
export interface MlpWidths {
  /** `intermediate_size` as it takes part, before the gate's scale and the rounding. */
  readonly intermediateSize: number;
  /** After the scale of 2/3 that keeps the parameters of a gated MLP at those of a plain one. */
  readonly scaledSize: number;
  /** Outputs of the first projection. */
  readonly firstOutput: number;
  /** What the activation leaves of them: half when gated. */
  readonly activated: number;
  /** Inputs of the second projection, rounded on their own. */
  readonly secondInput: number;
}

/**
 * Widths of `ParallelMLP` since 0d4bdb96 (megatron/model/transformer.py:117-143 at ea7aefd8).
 * The two projections meet only where `activated` is `secondInput`.
 */
export function mlpWidths(sizes: MlpSizes): MlpWidths {
  const { hiddenSize, multipleOf, isGated } = sizes;
  const intermediateSize = sizes.intermediateSize || Math.trunc((sizes.expansionFactor || 4) * hiddenSize);
  const scaledSize = isGated ? Math.trunc((intermediateSize * 2) / 3) : intermediateSize;
  const firstOutput = roundUp(scaledSize, 2 * multipleOf);
  return {
    intermediateSize,
    scaledSize,
    firstOutput,
    activated: isGated ? firstOutput / 2 : firstOutput,
    secondInput: roundUp(isGated ? Math.floor(scaledSize / 2) : scaledSize, multipleOf),
  };
}

/**
 * Widths of `ParallelMLP` before 0d4bdb96: four times the hidden size, and only `geglu` is gated.
 * `gegluScale` is 8/3, and 2 from 9c645dd8 on, which truncated it.
 */
export function mlpWidthsOfV2(hiddenSize: number, isGeglu: boolean, gegluScale: number): MlpWidths {
  const scaledSize = isGeglu ? Math.trunc(gegluScale * hiddenSize) : 4 * hiddenSize;
  return {
    intermediateSize: 4 * hiddenSize,
    scaledSize,
    firstOutput: isGeglu ? 2 * scaledSize : scaledSize,
    activated: scaledSize,
    secondInput: scaledSize,
  };
}

/**
 * Widths of `LLaMAParallelMLP` (`mlp_type: llama`), from 299b68cd to 0d4bdb96: value and gate are projections of
 * their own, so every width is the inner one; without `intermediate_size`, 8/3 of the hidden size in steps of 256.
 */
export function llamaMlpWidths(hiddenSize: number, intermediateSize: number | undefined): MlpWidths {
  const inner = intermediateSize ?? roundUp(Math.trunc((2 * hiddenSize * 4) / 3), 256);
  return {
    intermediateSize: inner,
    scaledSize: inner,
    firstOutput: inner,
    activated: inner,
    secondInput: inner,
  };
}

function roundUp(size: number, multiple: number): number {
  return multiple * Math.floor((size + multiple - 1) / multiple);
}
