import { MODEL } from "../command";
import { HOSTILE } from "../harmless";
import { type Attack, carryOut } from "./attack";

/** The model of a `config.json` without faults. */
const SOUND = {
  model_type: "gpt_neox",
  architectures: ["GPTNeoXForCausalLM"],
  hidden_size: 768,
  num_hidden_layers: 12,
  num_attention_heads: 12,
  intermediate_size: 3072,
  vocab_size: 50432,
  max_position_embeddings: 2048,
  rotary_pct: 0.25,
  hidden_act: "gelu",
  layer_norm_eps: 1e-5,
  use_parallel_residual: true,
  tie_word_embeddings: false,
  rotary_emb_base: 10000,
  torch_dtype: "float16",
};

const file = (content: string, ...args: readonly string[]): Attack => ({
  files: { "config.json": content },
  args: ["from-hf", "config.json", ...args],
});

/** The sound model with something else. */
const model = (changes: object, ...args: readonly string[]) =>
  file(JSON.stringify({ ...SOUND, ...changes }), ...args);

/** A model that is checked against that of a config. */
const same = (files: Readonly<Record<string, string>>, ...args: readonly string[]): Attack => ({
  files: { "a.yml": MODEL, ...files },
  args: [...args],
});

/** The sound model, but for the keys that make it one all values are this. */
const all = (value: unknown) =>
  model(
    Object.fromEntries(
      Object.keys(SOUND)
        .filter((key) => key !== "model_type" && key !== "architectures")
        .map((key) => [key, value]),
    ),
  );

/** Kinds of model, each with what the keys of any may not be. */
const KINDS = "llama mistral qwen2 mamba rwkv gpt2 opt bloom falcon mixtral gptj gpt_neo phi gemma".split(
  " ",
);
const kinds = Object.fromEntries(
  KINDS.map((kind): readonly [string, Attack] => [
    `a ${kind} of nothing but faults`,
    model({
      model_type: kind,
      architectures: null,
      num_key_value_heads: 0,
      head_dim: "\u001b",
      attn_type: [1],
      layer_types: { a: 1 },
      n_layer: "x",
      n_head: [],
      n_embd: {},
      attention_types: [[["global"], 1e9]],
      num_local_experts: 1e300,
      quantization_config: { "\n::x": 1 },
      tie_word_embeddings: "\n::add-mask::",
    }),
  ]),
);

carryOut({
  ...kinds,
  "prototypes for keys": file(
    `{"__proto__": {"a": 1}, "constructor": 1, "toString": 2, ${JSON.stringify(SOUND).slice(1)}`,
  ),
  "a kind of a prototype": model({ model_type: "__proto__" }),
  "a kind of a constructor": model({ model_type: "constructor" }),
  "an activation of a prototype": model({ hidden_act: "__proto__", torch_dtype: "toString" }),
  "an architecture for a terminal": model({ architectures: [HOSTILE] }),
  "a kind for a terminal": model({ model_type: HOSTILE }),
  "values for a terminal": model({ hidden_act: HOSTILE, torch_dtype: HOSTILE }),
  "keys for a terminal": model({ [HOSTILE]: HOSTILE }),
  "values for a terminal, in JSON": model({ hidden_act: HOSTILE, [HOSTILE]: HOSTILE }, "--format", "json"),
  "layers beyond counting": file(JSON.stringify(SOUND).replace('layers":12', `layers":1${"0".repeat(300)}`)),
  "a vocabulary beyond counting": model({ num_hidden_layers: 1e300, vocab_size: 1e308 }),
  "numbers less than nothing": model({ num_hidden_layers: -5, hidden_size: -1, num_attention_heads: 0 }),
  "numbers that are not whole": model({ hidden_size: 768.5, num_attention_heads: 1.5 }),
  "nothing for everything": all(null),
  "lists for everything": all([]),
  "mappings for everything": all({}),
  "long texts for everything": all("x".repeat(100_000)),
  "numbers as texts": model(
    Object.fromEntries(Object.entries(SOUND).map(([key, value]) => [key, String(value)])),
  ),
  "positions of 100,000 factors": model({
    rope_scaling: { type: "\n::add-mask::x", factor: Array(100_000).fill(1) },
  }),
  "80,000 kinds of layers": model({
    layer_types: Array.from({ length: 80_000 }, (_, i) => (i % 2 ? "x\n::y" : "full_attention")),
    num_hidden_layers: 80_000,
  }),
  "more heads than atoms": model({ hidden_size: 2 ** 52, num_attention_heads: 2 ** 40 }),
  "numbers that are none": file('{"model_type":"gpt_neox","hidden_size":NaN,"x":Infinity}'),
  "lists in lists": file(`{"model_type":"llama","x":${"[".repeat(200_000)}${"]".repeat(200_000)}}`),
  "mappings in mappings": file(`{"model_type":"llama","x":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}`),
  "a list in place of a model": file(`[${"1,".repeat(500_000)}1]`),
  "one key 60,000 times": file(`{${'"model_type":"gpt_neox",'.repeat(60_000)}"a":1}`),
  "100,000 keys that nobody knows": model(
    Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, 1])),
  ),
  "400,000 words": model({ model_type: "llama", hidden_act: " a".repeat(400_000) }),
  "a mark of byte order": file(`\ufeff${JSON.stringify(SOUND)}`),
  "halves of characters": file('{"model_type":"\\ud800","architectures":["\\udfff"]}'),
  nothing: file(""),
  "a converter's model that is no JSON": same(
    { "config.json": '{"model_type":"llama","x":NaN}' },
    ...["converts", "a.yml", "--tool", "convert_neox_to_hf", "--given", "config.json"],
  ),
  "another model for a terminal": same(
    { "m/config.json": JSON.stringify({ ...SOUND, hidden_act: HOSTILE, hidden_size: 770 }) },
    ...["check", "a.yml", "--same-as", "m"],
  ),
  "another model with a tokenizer that is deep": same(
    {
      "m/config.json": JSON.stringify(SOUND),
      "m/tokenizer.json": `{"model":{"type":"BPE","vocab":{},"merges":${"[".repeat(100_000)}}`,
    },
    ...["check", "a.yml", "--same-as", "m"],
  ),
  "40,000 models in models": file(
    `${'{"model_type":"llama","text_config":'.repeat(40_000)}{}${"}".repeat(40_000)}`,
  ),
  "positions of factors for a terminal": model({
    model_type: "llama",
    rope_scaling: { rope_type: HOSTILE, factor: 1e308, long_factor: Array(200_000).fill(1) },
  }),
  "widths of embeddings that are none": model({ model_type: "opt", word_embed_proj_dim: 1e300, ffn_dim: -5 }),
  "states beyond counting": model({
    model_type: "mamba",
    time_step_rank: "auto",
    state_size: 1e15,
    expand: 1e-300,
  }),
  "a part of positions beyond counting": model({ model_type: "phi", partial_rotary_factor: 1e308 }),
  "experts beyond counting": model({
    model_type: "mixtral",
    num_local_experts: 2 ** 53,
    num_experts_per_tok: 2 ** 53,
  }),
  "a width of 1,800,000 digits": file(`{"model_type":"gpt_neox","hidden_size":${"9".repeat(1_800_000)}}`),
  "an exponent of 1,800,000 digits": file(
    `{"model_type":"gpt_neox","hidden_size":1e${"9".repeat(1_800_000)}}`,
  ),
  "a key of 1,800,000 letters": file(`{"model_type":"gpt_neox","${"k".repeat(1_800_000)}":1}`),
  "files beside a model that are none": {
    files: {
      "config.json": JSON.stringify(SOUND),
      "tokenizer.json": `{"model":{"vocab":{${Array.from({ length: 100_000 }, (_, i) => `"${i}":-${i}`).join()}}}}`,
      "tokenizer_config.json": "[".repeat(100_000),
      "added_tokens.json": '{"a":1e999}',
      "special_tokens_map.json": "null",
    },
    args: ["from-hf", "."],
  },
});
