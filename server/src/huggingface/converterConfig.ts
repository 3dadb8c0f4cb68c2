import type { Launch } from "../launch/launch";
import { truthy } from "../python/compare";
import { type Json, jsonOf } from "../python/json";
import { exactInt, type PythonValue } from "../yaml/value";

/** What `convert_neox_to_hf.py` takes for `--architecture`. */
export const CONVERTER_ARCHITECTURES = ["neox", "llama", "mistral"] as const;

export type ConverterArchitecture = (typeof CONVERTER_ARCHITECTURES)[number];

/** A key of `config.json`, the one of NeoX that it is taken from, and what stands for it where the file is silent. */
type Taken = readonly [key: string, neox: string, otherwise: (given: Given) => Json];

type Given = (name: string) => PythonValue | undefined;

/** tools/ckpts/convert_neox_to_hf.py:306-315:create_config at ea7aefd8. */
const EVERY: readonly Taken[] = [
  ["hidden_size", "hidden_size", () => null],
  ["num_hidden_layers", "num_layers", () => null],
  ["num_attention_heads", "num_attention_heads", () => null],
  ["max_position_embeddings", "max_position_embeddings", () => null],
];

/** :361-377; `hidden_act` is the default of the class. */
const NEOX: readonly Taken[] = [
  ["intermediate_size", "intermediate_size", (given) => 4 * (exactInt(given("hidden_size")) ?? 0)],
  ["rotary_pct", "rotary_pct", () => 1],
  ["rotary_emb_base", "rotary_emb_base", () => 10_000],
  ["layer_norm_eps", "layernorm_epsilon", () => 1e-5],
  ["use_parallel_residual", "gpt_j_residual", () => false],
];

/** :316-360. */
const LLAMA: readonly Taken[] = [
  ["intermediate_size", "intermediate_size", (given) => gatedSize(exactInt(given("hidden_size")) ?? 0)],
  ["num_key_value_heads", "num_kv_heads", (given) => jsonOf(given("num_attention_heads") ?? null)],
  ["rms_norm_eps", "rms_norm_epsilon", () => 1e-6],
  ["rope_theta", "rotary_emb_base", () => 10_000],
];

const OWN: Readonly<Record<ConverterArchitecture, readonly Taken[]>> = {
  neox: NEOX,
  llama: [...LLAMA, ["attention_bias", "use_bias_in_attn_linear", () => true]],
  mistral: [...LLAMA, ["sliding_window", "sliding_window_width", () => 4096]],
};

const TYPES: Readonly<Record<ConverterArchitecture, readonly [type: string, architecture: string]>> = {
  neox: ["gpt_neox", "GPTNeoXForCausalLM"],
  llama: ["llama", "LlamaForCausalLM"],
  mistral: ["mistral", "MistralForCausalLM"],
};

/** The `config.json` that NeoX's converter writes, as far as it makes the model. `rows`: of the vocabulary. */
export function converterConfig(
  launch: Launch,
  architecture: ConverterArchitecture,
  rows: number | undefined,
): Readonly<Record<string, Json>> {
  const given: Given = (name) => launch.settings.get(name)?.value;
  const [type, className] = TYPES[architecture];
  const isReward = given("train_impl") === "rm";
  const taken = [...EVERY, ...OWN[architecture]].map(([key, name, otherwise]) => {
    const value = given(name);
    return [key, value === undefined ? otherwise(given) : jsonOf(value)] as const;
  });
  return {
    model_type: type,
    architectures: [isReward ? className.replace("CausalLM", "SequenceClassification") : className],
    ...(rows !== undefined && { vocab_size: rows }),
    hidden_act: architecture === "neox" ? "gelu" : gate(given("activation")),
    ...Object.fromEntries(taken),
    tie_word_embeddings: !truthy(given("no_weight_tying") ?? false),
  };
}

/** What the converter calls the function in the gate of an activation. */
function gate(activation: PythonValue | undefined): Json {
  if (activation === undefined) return "silu";
  return typeof activation === "string" ? activation.replaceAll("swiglu", "silu") : jsonOf(activation);
}

/** What the converter takes without `intermediate_size`: 8/3 of the hidden size in steps of 256 (:261:gated_size). */
function gatedSize(hiddenSize: number): number {
  return 256 * Math.ceil(Math.trunc((8 * hiddenSize) / 3) / 256);
}
