import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODEL, plant } from "../command";
import { HOSTILE } from "../harmless";
import { type Attack, carryOut } from "./attack";

const LLAMA = {
  ...{ model_type: "llama", hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32 },
  ...{ num_key_value_heads: 8, intermediate_size: 14_336, vocab_size: 128_256, hidden_act: "silu" },
  ...{ max_position_embeddings: 8192, rms_norm_eps: 1e-5, rope_theta: 500_000 },
};
type Files = Readonly<Record<string, string | Uint8Array>>;
const llama = (changes: object) => JSON.stringify({ ...LLAMA, ...changes });

/** A folder of a model with these beside it. */
const folder = (files: Files, ...more: readonly string[]): Attack => ({
  files: {
    "m/config.json": llama({}),
    ...Object.fromEntries(Object.entries(files).map(([name, it]) => [`m/${name}`, it])),
  },
  args: ["from-hf", "m", ...more],
});
const converts = (tool: string, model: string, ...flags: readonly string[]): Attack => ({
  files: { "a.yml": MODEL, "m/config.json": model },
  args: ["converts", "a.yml", "--tool", tool, ...flags],
});
const raw = (prepare: (at: string) => void, size = "7B"): Attack => ({
  ...converts(
    "convert_raw_llama_weights_to_neox",
    llama({}),
    "--input_dir",
    "w",
    "--model_size",
    size,
    "--output_dir",
    "o",
    "--num_output_shards",
    "1",
  ),
  prepare: (root) => {
    mkdirSync(join(root, "w/7B"), { recursive: true });
    prepare(join(root, "w/7B"));
  },
});
const exported = (lines: string, ...more: readonly string[]): Attack => ({
  files: { "a.yml": MODEL + lines },
  args: ["to-hf", "a.yml", ...more],
});
const TOOLS = [
  "convert_neox_to_hf",
  "convert_hf_to_sequential",
  "convert_hf_llama_to_neox",
  "convert_raw_llama_weights_to_neox",
  "convert_neox_to_mamba_ssm",
  "convert_sequential_to_hf",
];
const vocabulary = (length: number, item: (index: number) => string) =>
  `{"model":{"type":"BPE","vocab":{${Array.from({ length }, (_, i) => item(i)).join()}},"merges":[]}}`;

carryOut({
  "a model's own config in another of its files": folder({
    "tokenizer.json": llama({}),
    "tokenizer_config.json": llama({}),
    "params.json": llama({}),
  }),
  "a tokenizer of 100,000 tokens of one number": folder({
    "tokenizer.json": vocabulary(100_000, (i) => `"${i}":5`),
  }),
  "a tokenizer of tokens that are half of characters": folder({
    "tokenizer.json": vocabulary(30_000, (i) => `"\\ud8${(i % 256).toString(16).padStart(2, "0")}${i}":${i}`),
  }),
  "a tokenizer that is a list, beside pieces that are text": folder({
    "tokenizer.json": "[]",
    "tokenizer.model": "\u0000\u00ff".repeat(9000),
    "vocab.json": "null",
    "merges.txt": "",
  }),
  "a tokenizer with a mark, in wide letters": folder({
    "tokenizer.json": Buffer.from(`\ufeff${vocabulary(3, (i) => `"${i}":${i}`)}`, "utf16le"),
  }),
  "a tokenizer of 120,000 added tokens in three files": folder(
    Object.fromEntries(
      ["tokenizer.json", "added_tokens.json", "tokenizer_config.json"].map((name) => [
        name,
        `{"added_tokens":[${Array.from({ length: 40_000 }, (_, i) => `{"id":${i},"content":"${i}"}`).join()}],"added_tokens_decoder":{"1e9":{"content":"x"}}}`,
      ]),
    ),
  ),
  "a generation, a quantisation and an index of each kind": folder({
    "generation_config.json": "[[",
    "quantize_config.json": "5",
    "model.safetensors.index.json": `{"weight_map":{${Array.from({ length: 40_000 }, (_, i) => `"w${i}":"../../${i}"`).join()}}}`,
    "adapter_config.json": llama({}),
  }),
  "a model beside itself by links": {
    ...folder({}),
    prepare: (root) => {
      symlinkSync("config.json", join(root, "m/tokenizer.json"));
      symlinkSync(".", join(root, "m/m"));
    },
  },
  "a folder of 5,000 files around a model": {
    ...folder({}),
    prepare: (root) => {
      for (let i = 0; i < 5000; i++) writeFileSync(join(root, `m/pytorch_model-${i}.bin`), "");
    },
  },
  "a model whose config is a folder": {
    args: ["from-hf", "m"],
    prepare: (root) => mkdirSync(join(root, "m/config.json"), { recursive: true }),
  },
  "a model whose config is a link out of its folder": {
    files: { "c.json": llama({}) },
    args: ["from-hf", "m"],
    prepare: (root) => {
      mkdirSync(join(root, "m"));
      symlinkSync("../c.json", join(root, "m/config.json"));
    },
  },
  "a snapshot as the cache of Hugging Face has it": {
    files: { "models--x--y/blobs/1": llama({}), "models--x--y/refs/main": "\n::x" },
    args: ["from-hf", "models--x--y/snapshots/1"],
    prepare: (root) => {
      mkdirSync(join(root, "models--x--y/snapshots/1"), { recursive: true });
      symlinkSync("../../blobs/1", join(root, "models--x--y/snapshots/1/config.json"));
    },
  },
  "a model of each value at the end of whole numbers": {
    files: {
      "m/config.json": llama(
        Object.fromEntries(
          Object.keys(LLAMA)
            .filter((key) => key !== "model_type" && key !== "hidden_act")
            .map((key) => [key, Number.MAX_SAFE_INTEGER]),
        ),
      ),
    },
    args: ["from-hf", "m", "--gpus", "9007199254740991"],
  },
  "a model of one whose width is another's": {
    files: {
      "m/config.json": llama({
        n_embd: 1,
        d_model: 2,
        hidden_dim: [3],
        num_layers: 5,
        n_layer: { a: 1 },
        attribute_map: { hidden_size: "hidden_size" },
      }),
    },
    args: ["from-hf", "m"],
  },
  "a model in a model of a picture in one of speech": {
    files: {
      "m/config.json": JSON.stringify({
        model_type: "llava",
        text_config: { model_type: "llava", text_config: LLAMA },
        vision_config: LLAMA,
        audio_config: [LLAMA],
      }),
    },
    args: ["from-hf", "m"],
  },
  "an architecture that is not that of its kind": {
    files: {
      "m/config.json": llama({
        architectures: ["GPT2LMHeadModel", "LlamaForCausalLM", "LlamaForSequenceClassification"],
        auto_map: { AutoConfig: HOSTILE },
        trust_remote_code: true,
      }),
    },
    args: ["from-hf", "m"],
  },
  ...Object.fromEntries(
    TOOLS.flatMap((tool): readonly (readonly [string, Attack])[] => [
      [`${tool} of a model of nothing`, converts(tool, "{}", "--given", "m")],
      [
        `${tool} of a model of a million million heads, in JSON`,
        converts(
          tool,
          llama({
            num_hidden_layers: 40,
            num_attention_heads: 1e12,
            hidden_size: 1e300,
            head_dim: -1,
            num_key_value_heads: 7,
          }),
          "--given",
          "m/config.json",
          "--format",
          "json",
        ),
      ],
      [`${tool} of itself`, converts(tool, llama({}), "--given", "a.yml")],
    ]),
  ),
  "raw weights of 20,000 parts": raw((at) => {
    for (let i = 0; i < 20_000; i++) writeFileSync(join(at, `consolidated.${i}.pth`), "");
  }),
  "raw weights of parts of hostile names": raw((at) => {
    for (const name of [
      "consolidated.\n::x.pth",
      "consolidated.-1.pth",
      "consolidated.1e9.pth",
      "consolidated.\u001b[31m.pth",
    ])
      writeFileSync(join(at, name), "");
  }),
  "raw weights in a size of climbing": raw(() => {}, "../../../../../proc/self/fd"),
  "raw weights in a size that is an order": raw(() => {}, "\n::add-mask::x"),
  ...Object.fromEntries(
    ["convert_hf_llama_to_neox", "convert_raw_llama_weights_to_neox", "convert_hf_to_sequential"].flatMap(
      (tool) =>
        [1e6, 1e7, 1e12, -1, 1.5].map((layers) => [
          `${tool} of ${layers} layers`,
          converts(tool, llama({ num_hidden_layers: layers }), "--given", "m"),
        ]),
    ),
  ),
  "more shards than atoms": converts(
    "convert_raw_llama_weights_to_neox",
    llama({}),
    "--num_output_shards",
    "9".repeat(30),
    "--input_dir",
    "/",
    "--model_size",
    "proc",
  ),
  "a model of more tensor ranks than heads": converts(
    "convert_hf_to_sequential",
    llama({}),
    "--model",
    "m",
    "--tp",
    "0",
    "--pp",
    "-1",
  ),
  "a converter's config that is the checkpoint's own pipe": converts(
    "convert_neox_to_hf",
    llama({}),
    "--config_file",
    "/dev/stdin",
    "--given",
    "-",
  ),
  "the same model and another precision, of an order": converts(
    "convert_neox_to_hf",
    llama({}),
    "--precision",
    "\n::x",
    "--architecture",
    "__proto__",
  ),
  "an export of 200,000 kinds of layers": exported(
    `attention_config: [[[${"flash, ".repeat(100_000)}], all]]\n`,
  ),
  "an export of sizes beyond counting": exported(
    "intermediate_size: 1e400\nnum_kv_heads: -0\nrotary_pct: .nan\nrotary_emb_base: 1e+999\nlayernorm_epsilon: .inf\nmake_vocab_size_divisible_by: 0\n",
    "--format",
    "json",
  ),
  "an export of names of orders": exported(
    'activation: "\\u2028::x"\nnorm: {a: 1}\npos_emb: [rotary]\ntokenizer_type: "\\e[2J"\nprecision: "\\n##[error]"\n',
    "--format",
    "json",
    "--architecture",
    "llama",
  ),
  "an export of aliases that multiply": exported(
    `a0: &a0 [1, 1]\n${Array.from({ length: 25 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join("")}activation: *a25\nhidden_act: *a25\n`,
  ),
  "the same as a model of 300,000 positions": {
    files: {
      "a.yml": MODEL,
      "m/config.json": llama({
        rope_scaling: {
          type: "longrope",
          short_factor: Array(150_000).fill(1.5),
          long_factor: Array(150_000).fill(2),
        },
      }),
    },
    args: ["check", "a.yml", "--same-as", "m", "--format", "json"],
  },
  "the same as a model that a comment names, too": {
    files: {
      "a.yml": `# neox-config: same-as m\n# neox-config: same-as ./m/\n# neox-config: same-as m/config.json\n${MODEL}`,
      "m/config.json": llama({}),
    },
    args: ["check", "a.yml", "--same-as", "m"],
  },
  "the same as 500 models": {
    files: {
      "a.yml": Array.from({ length: 500 }, (_, i) => `# neox-config: same-as m${i % 3}\n`).join("") + MODEL,
      "m0/config.json": llama({}),
      "m1/config.json": "{",
    },
    args: ["check", "a.yml"],
  },
  "the same as a folder in a project file of an order": {
    files: {
      "a.yml": MODEL,
      ".neox-config.yml": 'same-as: "\\n::x"\nlaunches: [{files: [a.yml], same-as: /etc}]\n',
    },
    args: ["check"],
  },
  "a folder of models within each other": {
    args: ["from-hf", "m/m/m/m"],
    prepare: (root) => {
      plant(root, "m/config.json", llama({ hidden_act: HOSTILE }));
      symlinkSync(".", join(root, "m/m"));
    },
  },
});
