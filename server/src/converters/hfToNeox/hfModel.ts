import { isRecord } from "../../base/isRecord";
import { ownValue } from "../../base/ownValue";
import { isOn } from "../../model/asked";
import { positiveInt } from "../../model/sizes";
import { epsilonOf, isGatedModel, type NeoxModel } from "../neoxModel";
import { fittingArchitecture } from "../neoxToHf/conversion";

/** A model of transformers, as far as the converters to NeoX look at it. */
export interface HfModel {
  /** Its class, such as `LlamaForCausalLM`. */
  readonly name: string;
  readonly numLayers: number;
  readonly hiddenSize: number;
  readonly numAttentionHeads: number;
  readonly numKvHeads: number;
  readonly intermediateSize: number;
  readonly vocabularyRows: number;
  readonly isTied: boolean;
  readonly hasAttentionBias: boolean;
  readonly epsilon: number | undefined;
  readonly rotaryBase: number | undefined;
}

/** The classes with `model.layers`, which convert_hf_llama_to_neox.py reads. */
export function isLlamaLike({ name }: HfModel): boolean {
  return !/^(?:GPT|Bloom|Falcon|OPT|Mpt)/.test(name);
}

export function isGptNeox({ name }: HfModel): boolean {
  return name.startsWith("GPTNeoX") && !name.includes("Japanese");
}

/** The model that a `config.json` describes; undefined without the sizes. */
export function hfModelOf(config: unknown): HfModel | undefined {
  if (!isRecord(config)) return undefined;
  const number = (name: string) => (typeof config[name] === "number" ? config[name] : undefined);
  const hiddenSize = number("hidden_size");
  const numAttentionHeads = number("num_attention_heads");
  const numLayers = number("num_hidden_layers");
  const vocabularyRows = number("vocab_size");
  if (!hiddenSize || !numAttentionHeads || numLayers === undefined || !vocabularyRows) return undefined;
  return {
    name: classOf(config),
    numLayers,
    hiddenSize,
    numAttentionHeads,
    numKvHeads: number("num_key_value_heads") ?? numAttentionHeads,
    intermediateSize: number("intermediate_size") ?? 4 * hiddenSize,
    vocabularyRows,
    isTied: config.tie_word_embeddings === true,
    hasAttentionBias: config.attention_bias === true || config.model_type === "qwen2",
    epsilon: number("rms_norm_eps") ?? number("layer_norm_eps"),
    rotaryBase: number("rope_theta") ?? number("rotary_emb_base"),
  };
}

const CLASSES: Readonly<Record<string, string>> = {
  gpt_neox: "GPTNeoXForCausalLM",
  llama: "LlamaForCausalLM",
  mistral: "MistralForCausalLM",
  gpt2: "GPT2LMHeadModel",
};

function classOf(config: Readonly<Record<string, unknown>>): string {
  const names = config.architectures;
  if (Array.isArray(names) && typeof names[0] === "string") return names[0];
  const type = config.model_type;
  return typeof type === "string" ? (ownValue(CLASSES, type) ?? type) : "LlamaForCausalLM";
}

/** The model of transformers that a NeoX config takes to be the same, where nobody shows one. */
export function assumedHfModel(model: NeoxModel): HfModel {
  const { launch, attention, mlp } = model;
  return {
    name: fittingArchitecture(model) === "llama" ? "LlamaForCausalLM" : "GPTNeoXForCausalLM",
    numLayers: model.numLayers,
    hiddenSize: model.hiddenSize,
    numAttentionHeads: attention.numKvHeads * attention.groupSize,
    numKvHeads: attention.numKvHeads,
    intermediateSize: mlp?.widths.secondInput ?? 4 * model.hiddenSize,
    vocabularyRows: model.vocabularyRows,
    isTied: model.isTied,
    hasAttentionBias: isGatedModel(model) && isOn(launch, "use_bias_in_attn_linear") !== false,
    epsilon: epsilonOf(model),
    rotaryBase: positiveInt(launch, "rotary_emb_base"),
  };
}
