import { CONVERTER_ARCHITECTURES, type ConverterArchitecture } from "../../huggingface/converterConfig";
import type { Tensors } from "../stateDict";
import type { HfConfig } from "./hfConfig";

/** Whether a text is one that the converter takes. */
export function isArchitecture(text: string): text is ConverterArchitecture {
  return CONVERTER_ARCHITECTURES.some((name) => name === text);
}

/** Names of tensors in NeoX, with those that they get in transformers, by how the ranks are put together. */
export interface Names {
  /** Cut along the inputs: the ranks are joined there. */
  readonly row: Readonly<Record<string, string>>;
  /** The same on every rank: their mean. */
  readonly norm: Readonly<Record<string, string>>;
  /** Cut along the outputs; with two names, the upper half and the lower one of each rank. */
  readonly column: Readonly<Record<string, string | readonly [string, string]>>;
  /** The same on every rank, and summed all the same. */
  readonly rowBias: Readonly<Record<string, string>>;
  readonly finalNorm: Readonly<Record<string, string>>;
  /** Queries, keys and values of a rank, one kind after the other. */
  readonly queryKeyValue: Readonly<Record<string, readonly [string, string, string]>>;
}

const LLAMA: Names = {
  row: {
    "attention.dense.weight": "self_attn.o_proj.weight",
    "mlp.linear2.weight": "mlp.down_proj.weight",
  },
  norm: {
    "input_layernorm.scale": "input_layernorm.weight",
    "post_attention_layernorm.scale": "post_attention_layernorm.weight",
  },
  column: { "mlp.linear1.weight": ["mlp.up_proj.weight", "mlp.gate_proj.weight"] },
  rowBias: {},
  finalNorm: { "norm.scale": "weight" },
  queryKeyValue: {
    "attention.query_key_value.weight": [
      "self_attn.q_proj.weight",
      "self_attn.k_proj.weight",
      "self_attn.v_proj.weight",
    ],
  },
};

/** As main names tensors (tools/ckpts/convert_neox_to_hf.py:52:MODEL_KEYS, "new"), in the order in which they are read. */
export const NAMES: Readonly<Record<ConverterArchitecture, Names>> = {
  neox: {
    row: {
      "attention.dense.weight": "attention.dense.weight",
      "mlp.linear2.weight": "mlp.dense_4h_to_h.weight",
    },
    norm: {
      "input_layernorm.weight": "input_layernorm.weight",
      "input_layernorm.bias": "input_layernorm.bias",
      "post_attention_layernorm.weight": "post_attention_layernorm.weight",
      "post_attention_layernorm.bias": "post_attention_layernorm.bias",
    },
    column: {
      "mlp.linear1.weight": "mlp.dense_h_to_4h.weight",
      "mlp.linear1.bias": "mlp.dense_h_to_4h.bias",
      "attention.query_key_value.weight": "attention.query_key_value.weight",
      "attention.query_key_value.bias": "attention.query_key_value.bias",
    },
    rowBias: {
      "mlp.linear2.bias": "mlp.dense_4h_to_h.bias",
      "attention.dense.bias": "attention.dense.bias",
    },
    finalNorm: { "norm.weight": "weight", "norm.bias": "bias" },
    queryKeyValue: {},
  },
  llama: LLAMA,
  mistral: LLAMA,
};

/** The classes of a layer and of the final norm in transformers. */
export const CLASSES: Readonly<
  Record<ConverterArchitecture, { readonly layer: string; readonly norm: string }>
> = {
  neox: { layer: "GPTNeoXLayer", norm: "LayerNorm" },
  llama: { layer: "LlamaDecoderLayer", norm: "LlamaRMSNorm" },
  mistral: { layer: "MistralDecoderLayer", norm: "MistralRMSNorm" },
};

/** The tensors of a layer in transformers, in the order of its modules. */
export function layerTensors(config: HfConfig): Tensors {
  return new Map(config.architecture === "neox" ? gptNeoxLayer(config) : llamaLayer(config));
}

type Entry = readonly [string, readonly number[]];

function gptNeoxLayer({ hiddenSize, intermediateSize }: HfConfig): readonly Entry[] {
  const norm = (name: string) => [...bothOf(name, [hiddenSize], [hiddenSize])];
  return [
    ...norm("input_layernorm"),
    ...norm("post_attention_layernorm"),
    ...bothOf("attention.query_key_value", [3 * hiddenSize, hiddenSize], [3 * hiddenSize]),
    ...bothOf("attention.dense", [hiddenSize, hiddenSize], [hiddenSize]),
    ...bothOf("mlp.dense_h_to_4h", [intermediateSize, hiddenSize], [intermediateSize]),
    ...bothOf("mlp.dense_4h_to_h", [hiddenSize, intermediateSize], [hiddenSize]),
  ];
}

function bothOf(name: string, weight: readonly number[], bias: readonly number[]): readonly Entry[] {
  return [
    [`${name}.weight`, weight],
    [`${name}.bias`, bias],
  ];
}

function llamaLayer(config: HfConfig): readonly Entry[] {
  const { hiddenSize, intermediateSize, hasAttentionBias } = config;
  const kvHiddenSize = kvHiddenSizeOf(config);
  const projections = [
    ["q_proj", hiddenSize],
    ["k_proj", kvHiddenSize],
    ["v_proj", kvHiddenSize],
    ["o_proj", hiddenSize],
  ] as const;
  return [
    ...projections.flatMap(([name, outputs]): readonly Entry[] => {
      const both = bothOf(`self_attn.${name}`, [outputs, hiddenSize], [outputs]);
      return hasAttentionBias ? both : both.slice(0, 1);
    }),
    ["mlp.gate_proj.weight", [intermediateSize, hiddenSize]],
    ["mlp.up_proj.weight", [intermediateSize, hiddenSize]],
    ["mlp.down_proj.weight", [hiddenSize, intermediateSize]],
    ["input_layernorm.weight", [hiddenSize]],
    ["post_attention_layernorm.weight", [hiddenSize]],
  ];
}

/** Width of all keys of a layer, which is that of all values. */
export function kvHiddenSizeOf({ hiddenSize, numAttentionHeads, numKvHeads }: HfConfig): number {
  return Math.floor(hiddenSize / numAttentionHeads) * numKvHeads;
}
