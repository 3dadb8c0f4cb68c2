import { describe, expect, test } from "vitest";
import { fromHuggingFace } from "../../server/src/huggingface/fromHuggingFace";
import { MAIN_TARGET } from "../../server/src/launch/target";

/** What becomes of a `config.json`: the keys that NeoX cannot say, and the parameters of the model itself. */
function kind(json: Readonly<Record<string, unknown>>) {
  const { inexpressible, modelParameters, values } = fromHuggingFace(json, { target: MAIN_TARGET });
  return { keys: inexpressible.map(({ key }) => key).sort(), modelParameters, values };
}

const LLAMA = {
  model_type: "llama",
  vocab_size: 304,
  hidden_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 96,
};

describe("published models, counted as transformers counts them", () => {
  test("Falcon RW divides its ALiBi by the root of the head size", () => {
    const falcon = {
      model_type: "falcon",
      hidden_size: 2048,
      num_attention_heads: 32,
      num_hidden_layers: 24,
    };
    const flags = { alibi: true, bias: true, multi_query: false, parallel_attn: false, vocab_size: 50_304 };
    expect(kind({ ...falcon, ...flags })).toMatchObject({ keys: ["alibi"], modelParameters: 1_311_625_216 });
  });

  test("MPT's norms have no biases", () => {
    const mpt = { model_type: "mpt", d_model: 4096, n_heads: 32, n_layers: 32, vocab_size: 50_432 };
    expect(kind(mpt).modelParameters).toBe(6_649_286_656);
  });

  test("Cohere's norms have none either", () => {
    const { keys, modelParameters } = kind({
      model_type: "cohere",
      hidden_size: 8192,
      intermediate_size: 22_528,
      num_attention_heads: 64,
      num_hidden_layers: 40,
      vocab_size: 256_000,
    });
    expect(keys).toContain("CohereLayerNorm");
    expect(modelParameters).toBe(34_980_831_232);
  });

  test("StableLM 2 12B has a norm for each head of queries and of keys", () => {
    const { keys, modelParameters } = kind({
      model_type: "stablelm",
      hidden_size: 5120,
      intermediate_size: 13_824,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      num_hidden_layers: 40,
      qk_layernorm: true,
      use_parallel_residual: true,
      vocab_size: 100_352,
    });
    expect(keys).toEqual(["mlp_bias", "one layer norm a layer", "qk_layernorm"]);
    expect(modelParameters).toBe(12_143_185_920);
  });

  test("of OPT 350M, whose embeddings are narrower than its layers, no count is claimed", () => {
    const { keys, modelParameters } = kind({
      model_type: "opt",
      do_layer_norm_before: false,
      ffn_dim: 4096,
      hidden_size: 1024,
      num_attention_heads: 16,
      num_hidden_layers: 24,
      vocab_size: 50_272,
      word_embed_proj_dim: 512,
    });
    expect(keys).toEqual(["do_layer_norm_before", "word_embed_proj_dim"]);
    expect(modelParameters).toBeUndefined();
  });

  test("Gemma 3 4B leaves out of its text_config what its class says", () => {
    const text = {
      model_type: "gemma3_text",
      hidden_size: 2560,
      intermediate_size: 10_240,
      num_hidden_layers: 34,
    };
    const { keys, modelParameters } = kind({ model_type: "gemma3", text_config: text });
    expect(keys).toContain("text_config");
    expect(modelParameters).toBe(3_880_263_168);
  });
});

test("the config.json of mamba_ssm is one of Mamba", () => {
  const file = { d_model: 768, n_layer: 24, vocab_size: 50_277, ssm_cfg: {}, pad_vocab_size_multiple: 8 };
  expect(kind(file)).toMatchObject({ keys: [], modelParameters: 129_135_360 });
  expect(kind({ ...file, ssm_cfg: { d_state: 32, bias: true } }).keys).toEqual(["state_size", "use_bias"]);
  for (const other of [{ ssm_cfg: { layer: "Mamba2" } }, { attn_layer_idx: [9] }, { d_intermediate: 8 }])
    expect(kind({ ...file, ...other })).toMatchObject({ keys: ["model_type"], values: undefined });
});

test("a value of many levels is cut", () => {
  const deep: unknown = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
  expect(kind({ ...LLAMA, rope_scaling: deep }).keys).toEqual(["rope_scaling"]);
});

test("a gate with another function keeps its widths in the nearest config", () => {
  const { keys, modelParameters, values } = kind({ ...LLAMA, hidden_act: "quick_gelu" });
  expect({ keys, activation: values?.get("activation") }).toEqual({
    keys: ["hidden_act"],
    activation: "swiglu",
  });
  expect(modelParameters).toBe(kind(LLAMA).modelParameters);
});

test("Gemma 3 says its frequencies for each kind of attention since transformers 5", () => {
  const gemma = { ...LLAMA, model_type: "gemma3_text", head_dim: 16 };
  const scaled = { rope_type: "linear", factor: 8, rope_theta: 500_000 };
  const block = { full_attention: scaled, sliding_attention: { rope_type: "default", rope_theta: 5000 } };
  const { inexpressible } = fromHuggingFace({ ...gemma, rope_parameters: block }, { target: MAIN_TARGET });
  expect(inexpressible).toContainEqual(expect.objectContaining({ key: "rope_local_base_freq", value: 5000 }));
  expect(inexpressible).toContainEqual(expect.objectContaining({ key: "rope_parameters", value: block }));
  expect(kind({ ...gemma, rope_parameters: block }).values?.get("rotary_emb_base")).toBe(500_000n);
});

test.each(["LlamaForSequenceClassification", "LlamaModel"])(
  "%s does not end as NeoX's models do",
  (architecture) => {
    const found = kind({ ...LLAMA, architectures: [architecture] });
    expect(found).toMatchObject({ keys: ["architectures"], modelParameters: undefined });
    expect(kind({ ...LLAMA, architectures: ["LlamaForCausalLM"] }).keys).toEqual([]);
  },
);

test("a Mistral that is silent about its groups has eight, and none where it says null", () => {
  const mistral = { ...LLAMA, model_type: "mistral", num_attention_heads: 16, sliding_window: null };
  expect(kind(mistral).values?.get("num_kv_heads")).toBe(8n);
  expect(kind({ ...mistral, num_key_value_heads: null }).values?.get("num_kv_heads")).toBeUndefined();
});

test.each([
  ["rwkv", "version 6 only"],
  ["rwkv5", "version 6 only"],
  ["rwkv6", "without the norm behind the embedding"],
  ["rwkv7", "version 6 only"],
  ["mamba2", "the first version only"],
  ["falcon_mamba", "norms of their own"],
  ["jamba", "attention beside recurrent layers"],
  ["deepseek_v3", "latent attention"],
  ["qwen3_moe", "experts"],
  ["bert", "no encoder"],
  ["t5", "no encoder"],
  ["baichuan", "No translation"],
])("%s has no config, and a reason", (type, reason) => {
  const { values, inexpressible } = fromHuggingFace({ model_type: type }, { target: MAIN_TARGET });
  expect(values).toBeUndefined();
  expect(inexpressible).toEqual([
    { key: "model_type", value: type, reason: expect.stringContaining(reason) },
  ]);
});
