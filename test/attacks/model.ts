/** A model of six lines without faults. */
export const MODEL =
  "num_layers: 12\nhidden_size: 768\nnum_attention_heads: 12\nseq_length: 2048\n" +
  "max_position_embeddings: 2048\ntrain_micro_batch_size_per_gpu: 4\n";
