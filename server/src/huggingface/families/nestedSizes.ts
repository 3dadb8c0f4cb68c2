import type { Json } from "../../python/json";

const LLAMA = {
  vocab_size: 32_000,
  hidden_size: 4096,
  intermediate_size: 11_008,
  num_hidden_layers: 32,
  num_attention_heads: 32,
};

const MISTRAL = { ...LLAMA, intermediate_size: 14_336, num_key_value_heads: 8 };

const QWEN2 = { ...LLAMA, vocab_size: 151_936, intermediate_size: 22_016, num_key_value_heads: 32 };

const GEMMA2 = {
  vocab_size: 256_000,
  hidden_size: 2304,
  intermediate_size: 9216,
  num_hidden_layers: 26,
  num_attention_heads: 8,
  num_key_value_heads: 4,
};

/**
 * Sizes that transformers leaves out of a `text_config` where they are those of its configuration class; a
 * `config.json` of a language model alone says them all.
 */
export const NESTED_SIZES: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  llama: LLAMA,
  mistral: MISTRAL,
  mixtral: MISTRAL,
  qwen2: QWEN2,
  qwen3: QWEN2,
  phi3: {
    vocab_size: 32_064,
    hidden_size: 3072,
    intermediate_size: 8192,
    num_hidden_layers: 32,
    num_attention_heads: 32,
  },
  gemma: {
    vocab_size: 256_000,
    hidden_size: 3072,
    intermediate_size: 24_576,
    num_hidden_layers: 28,
    num_attention_heads: 16,
    num_key_value_heads: 16,
  },
  gemma2: GEMMA2,
  gemma3_text: { ...GEMMA2, vocab_size: 262_208 },
  opt: {
    vocab_size: 50_272,
    hidden_size: 768,
    ffn_dim: 3072,
    num_hidden_layers: 12,
    num_attention_heads: 12,
  },
};
