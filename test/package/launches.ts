/** A launch that lacks nothing, of this width with 40 query heads. */
function launchText(kvHeads: number): string {
  const shape = `num_layers: 2\nhidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: ${kvHeads}\n`;
  return `${shape}seq_length: 64\nmax_position_embeddings: 64\ntrain_micro_batch_size_per_gpu: 4\n`;
}

/** Fails before 96c242eb by issue #1314. */
export const RESHAPE = launchText(8);
export const FINE = launchText(10);
