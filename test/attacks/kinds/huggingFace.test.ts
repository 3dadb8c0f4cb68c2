import { execFileSync } from "node:child_process";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { MODEL, plant } from "../command";
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

/** A sound model of another kind. */
const LLAMA = {
  ...{ model_type: "llama", hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32 },
  ...{ num_key_value_heads: 8, intermediate_size: 14_336, vocab_size: 128_256, hidden_act: "silu" },
  ...{ max_position_embeddings: 8192, rms_norm_eps: 1e-5, rope_theta: 500_000 },
};
const llama = (changes: object, ...args: readonly string[]) =>
  file(JSON.stringify({ ...LLAMA, ...changes }), ...args);

/** Of Mamba's first kind, whose keys are its own. */
const stateSpace = (changes: object) =>
  file(JSON.stringify({ d_model: 768, n_layer: 24, vocab_size: 50_277, ssm_cfg: {}, ...changes }));

/** A folder with the sound model, of this name. */
const named = (name: string, ...args: readonly string[]): Attack => ({
  files: { [`${name}/config.json`]: JSON.stringify(SOUND) },
  args: ["from-hf", name, ...args],
});

/** A model in a folder with something beside it. */
const beside = (prepare: (folder: string) => void, files: Readonly<Record<string, string>> = {}): Attack => ({
  files: { "config.json": JSON.stringify(LLAMA), ...files },
  args: ["from-hf", "."],
  prepare,
});

const converted = (changes: object, tool: string) =>
  same(
    { "config.json": JSON.stringify({ ...LLAMA, ...changes }) },
    ...["converts", "a.yml", "--tool", tool, "--given", "config.json"],
  );

/** The same model in the words of Hugging Face. */
const exported = (lines: string, ...args: readonly string[]) =>
  same({ "a.yml": MODEL + lines }, "to-hf", "a.yml", ...args);

carryOut({
  ...Object.fromEntries(
    ["constructor", "toString", "__proto__"].map((name) => [
      `a kind of model called ${name}, of no architecture`,
      converted({ model_type: name, architectures: undefined }, "convert_hf_to_sequential"),
    ]),
  ),
  "a folder whose name is two lines": named("a\nsave: etc\n::add-mask::x"),
  "a folder whose name is two lines, in JSON": named("a\nsave: etc\n::add-mask::x", "--format", "json"),
  "a folder of breaks that only some know": named("a\u2028save: x\u0085b\r::x"),
  "positions of attention in attention": llama({
    rope_parameters: { full_attention: { full_attention: {} }, sliding_attention: "x" },
  }),
  "positions of prototypes": file(
    `{"rope_parameters":{"__proto__":{"rope_theta":5},"full_attention":{"__proto__":1}},${JSON.stringify(LLAMA).slice(1)}`,
  ),
  "positions of 100,000 kinds": llama({
    rope_parameters: Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])),
  }),
  "a list of models of texts": llama({ text_config: [LLAMA] }),
  "a model of texts in one for a terminal": file(JSON.stringify({ model_type: HOSTILE, text_config: LLAMA })),
  "a kind of 1,800,000 letters": llama({ model_type: "m".repeat(1_800_000) }),
  "a kind that would be a key": llama({ model_type: "x\nsave: /etc\n" }),
  "200,000 architectures": llama({ architectures: Array(200_000).fill("X") }),
  "an architecture in a list": llama({ model_type: undefined, architectures: [["LlamaForCausalLM"]] }),
  "code of its own of 1,800,000 letters": llama({ model_type: "zz", auto_map: "x".repeat(1_800_000) }),
  "layers by a pattern beyond counting": llama({
    model_type: "gemma3_text",
    sliding_window_pattern: 1e15,
    query_pre_attn_scalar: 1e-300,
    layer_types: Array(50_000).fill("sliding_attention"),
  }),
  "300,000 layers of attention in Mamba": stateSpace({ attn_layer_idx: Array(300_000).fill(1) }),
  "a Mamba beyond counting": stateSpace({ d_model: 1e300, n_layer: -1 }),
  "a Mamba of a layer of a prototype": stateSpace({ ssm_cfg: { layer: "__proto__" } }),
  "a Mamba that is padded to nothing": stateSpace({ pad_vocab_size_multiple: 0 }),
  "100,000 kinds of attention": llama({
    model_type: "gpt_neo",
    attention_types: Array(100_000).fill([["global"], 1]),
  }),
  "kinds of attention in lists in lists": llama({
    model_type: "gpt_neo",
    attention_types: [[[[["global"]]], "x"]],
  }),
  "attention for a terminal": llama({
    ...{ model_type: "mpt", d_model: 8, n_heads: 2, n_layers: 2 },
    attn_config: { alibi: HOSTILE, attn_impl: ["x"] },
  }),
  "heads that fit nothing": llama({ hidden_size: 7, num_attention_heads: 3, num_key_value_heads: 2 }),
  "more tokens than are counted": llama({}, "--vocab", "999999999999999"),
  "tokens that are not counted": llama({}, "--vocab", "1e308"),
  "wide characters": file(Buffer.from(JSON.stringify(LLAMA), "utf16le").toString("latin1")),
  "a model from a pipe": { args: ["from-hf", "-"], stdin: JSON.stringify({ ...LLAMA, hidden_act: HOSTILE }) },
  "1,900,000 braces from a pipe": { args: ["from-hf", "-"], stdin: "{".repeat(1_900_000) },
  "a published model outside": { args: ["from-hf", `EleutherAI/${"../".repeat(1000)}${HOSTILE}`] },
  "a published model of 120,000 letters": { args: ["from-hf", `EleutherAI/${"pythia".repeat(20_000)}`] },
  "a tokenizer beside it that is a pipe": beside(
    (folder) => void execFileSync("mkfifo", [join(folder, "tokenizer.json")]),
  ),
  "pieces beside it of a terabyte": beside((folder) =>
    truncateSync(plant(folder, "tokenizer.model", ""), 2 ** 40),
  ),
  "120,000 tokens beside it": beside(() => {}, {
    "tokenizer.json": `{"model":{"type":"WordLevel","unk_token":"a","vocab":{${Array.from({ length: 120_000 }, (_, i) => `"t${i}":${i}`).join()}}}}`,
  }),
  "a model of a million million layers, converted": converted(
    { num_hidden_layers: 1e15 },
    "convert_hf_to_sequential",
  ),
  "a model of kinds that nobody knows, converted": converted(
    { hidden_act: "\n::x", model_type: ["\n::x"] },
    "convert_hf_llama_to_neox",
  ),
  "a converter of a prototype": same({}, "converts", "a.yml", "--tool", "__proto__", "--format", "json"),
  "another model from a pipe": {
    ...same({}, "check", "a.yml", "--same-as", "-"),
    stdin: JSON.stringify({ ...LLAMA, num_hidden_layers: 1e15 }),
  },
  "both models from a pipe": { ...same({}, "check", "-", "--same-as", "-"), stdin: MODEL },
  "another model for GitHub": same(
    {
      "m.json": JSON.stringify({ ...SOUND, rope_scaling: { a: HOSTILE }, hidden_act: ["x".repeat(100_000)] }),
    },
    ...["check", "a.yml", "--same-as", "m.json", "--format", "github"],
  ),
  "a model for a terminal, exported": exported('activation: "\\n::x"\nnorm: "\\e[31m"\n'),
  "a model that is exported for 30 digits of tokens": exported("", "--vocab", "9".repeat(30)),
  "a Mamba that grows without an end, exported": exported(
    "attention_config: [[[mamba], all]]\nexpansion_factor: 1.0e+300\n",
  ),
});
