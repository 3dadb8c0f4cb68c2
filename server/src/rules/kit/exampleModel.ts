/** A small model that NeoX launches on any number of GPUs, for the examples of rules. */
export const EXAMPLE_MODEL = `num_layers: 12
hidden_size: 768
num_attention_heads: 12
seq_length: 2048
max_position_embeddings: 2048
train_micro_batch_size_per_gpu: 4
`;

/** The same with RWKV layers. */
export const RWKV_MODEL = `${EXAMPLE_MODEL}attention_config: [[["rwkv"], 12]]\nprecision: bfloat16\n`;

/** A tokenizer with what it needs, for examples that are a whole run. */
export const EXAMPLE_TOKENIZER = "tokenizer_type: HFTokenizer\nvocab_file: tokenizer.json\n";
