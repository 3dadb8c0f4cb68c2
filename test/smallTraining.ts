/** A training of a small model of which nothing is to be said, one key a line. */
export const SMALL_TRAINING = `\
num_layers: 16
hidden_size: 1024
num_attention_heads: 16
seq_length: 1024
max_position_embeddings: 1024
pos_emb: rotary
train_micro_batch_size_per_gpu: 2
train_iters: 2000
lr_decay_iters: 2000
lr_decay_style: cosine
warmup: 0.02
optimizer: {type: Adam, params: {lr: 0.0004, betas: [0.9, 0.95], eps: 1.0e-8}}
min_lr: 0.00004
zero_optimization: {stage: 1}
fp16: {enabled: true, loss_scale: 0}
tokenizer_type: HFTokenizer
vocab_file: tok/tokenizer.json
data_path: data/text_document
data_impl: mmap
eval_iters: 0
`;

/** It with other lines for some keys, and with these behind it. */
export function smallTraining(...lines: readonly string[]): string {
  const keys = lines.map((line) => line.slice(0, line.indexOf(":")));
  const own = SMALL_TRAINING.split("\n").filter((line) => !keys.some((key) => line.startsWith(`${key}:`)));
  return [...own.slice(0, -1), ...lines, ""].join("\n");
}
