import type { NeoxModel } from "../neoxModel";
import type { Tensors } from "../stateDict";
import { HF_LLAMA_TO_NEOX, HF_TO_SEQUENTIAL, RAW_LLAMA_TO_NEOX } from "../tool";
import type { HfModel } from "./hfModel";
import { ranksWritten, type ToNeox } from "./toNeox";

/** The tensors of the first rank, as each converter writes them. */
export const WRITERS: Readonly<Record<string, (call: ToNeox) => ReadonlyMap<number, Tensors>>> = {
  [HF_LLAMA_TO_NEOX.name]: (call) => llamaPlaces(call.hf, ranksWritten(call), false),
  [RAW_LLAMA_TO_NEOX.name]: (call) => llamaPlaces(call.hf, ranksWritten(call), true),
  [HF_TO_SEQUENTIAL.name]: ({ hf, model }) => gptNeoxPlaces(hf, model),
};

/** tools/ckpts/convert_hf_llama_to_neox.py:8-156:convert_model; raw weights have the MLP in three parts. */
function llamaPlaces(hf: HfModel, ranks: number, isRaw: boolean): ReadonlyMap<number, Tensors> {
  const part = (size: number) => Math.ceil(size / ranks);
  const { hiddenSize, intermediateSize } = hf;
  const kvHiddenSize = (hiddenSize / hf.numAttentionHeads) * hf.numKvHeads;
  // Torch cuts the last rank short; the lower sizes are what a strict load meets first.
  const rows = isRaw
    ? hf.vocabularyRows / ranks
    : Math.min(part(hf.vocabularyRows), hf.vocabularyRows - part(hf.vocabularyRows) * (ranks - 1));
  const inner = part(intermediateSize);
  const mlp: [string, readonly number[]][] = isRaw
    ? [
        ["mlp.w1.weight", [inner, hiddenSize]],
        ["mlp.w2.weight", [hiddenSize, inner]],
        ["mlp.w3.weight", [inner, hiddenSize]],
      ]
    : [
        ["mlp.linear1.weight", [2 * inner, hiddenSize]],
        ["mlp.linear2.weight", [hiddenSize, inner]],
      ];
  const layer: Tensors = new Map([
    ["attention.query_key_value.weight", [part(hiddenSize) + 2 * part(kvHiddenSize), hiddenSize]],
    ["attention.dense.weight", [hiddenSize, part(hiddenSize)]],
    ...mlp,
    ["input_layernorm.scale", [hiddenSize]],
    ["post_attention_layernorm.scale", [hiddenSize]],
  ]);
  return placesOf(hf, layer, rows, new Map([["norm.scale", [hiddenSize]]]));
}

/** tools/ckpts/convert_hf_to_sequential.py:66-292; what is cut over ranks is padded to 128 a rank. */
function gptNeoxPlaces(hf: HfModel, model: NeoxModel): ReadonlyMap<number, Tensors> {
  const ranks = model.modelParallelSize;
  const part = (size: number) => (ranks === 1 ? size : 128 * Math.ceil(size / ranks / 128));
  const { hiddenSize, intermediateSize } = hf;
  const layer: Tensors = new Map([
    ["input_layernorm.weight", [hiddenSize]],
    ["input_layernorm.bias", [hiddenSize]],
    ["post_attention_layernorm.weight", [hiddenSize]],
    ["post_attention_layernorm.bias", [hiddenSize]],
    ["attention.query_key_value.weight", [part(3 * hiddenSize), hiddenSize]],
    ["attention.query_key_value.bias", [part(3 * hiddenSize)]],
    ["attention.dense.weight", [hiddenSize, part(hiddenSize)]],
    ["attention.dense.bias", [hiddenSize]],
    ...gptNeoxMlp(model, hiddenSize, part(intermediateSize)),
  ]);
  const norm: Tensors = new Map([
    ["norm.weight", [hiddenSize]],
    ["norm.bias", [hiddenSize]],
  ]);
  return placesOf(hf, layer, part(hf.vocabularyRows), norm);
}

/** Over several ranks without a pipeline, only names that the first checkpoint has are replaced: its own MLP stays (:209). */
function gptNeoxMlp(
  model: NeoxModel,
  hiddenSize: number,
  inner: number,
): readonly [string, readonly number[]][] {
  if (model.modelParallelSize > 1 && !model.isPipeline)
    return [...(model.places.get(2) ?? [])].filter(([name]) => name.startsWith("mlp."));
  return [
    ["mlp.dense_h_to_4h.weight", [inner, hiddenSize]],
    ["mlp.dense_h_to_4h.bias", [inner]],
    ["mlp.dense_4h_to_h.weight", [hiddenSize, inner]],
    ["mlp.dense_4h_to_h.bias", [hiddenSize]],
  ];
}

function placesOf(hf: HfModel, layer: Tensors, rows: number, norm: Tensors): ReadonlyMap<number, Tensors> {
  const { numLayers, hiddenSize } = hf;
  return new Map([
    [0, new Map([["word_embeddings.weight", [rows, hiddenSize]]])],
    ...Array.from({ length: numLayers }, (_, index): [number, Tensors] => [2 + index, layer]),
    [numLayers + 3, norm],
    [numLayers + 4, new Map([["final_linear.weight", [rows, hiddenSize]]])],
  ]);
}
