import type { Launch } from "../../launch/launch";
import { attentionShape } from "../attention";
import { denseMlp } from "../denseMlp";
import { isTransformerLayer } from "../layerKinds";
import type { Stage } from "../pipeline/stages";
import { attentionSizes, positiveInt, realNumber } from "../sizes";
import { perRank } from "./count";
import { type LayerKind, layerParts } from "./layer";
import { layerCount, type ModelParameters } from "./modelParameters";
import { normParameters } from "./norm";

/** One parameter as a rank holds it. */
export interface ParameterTensor {
  /** `layer 3 dense.weight`: where NeoX has it. */
  readonly name: string;
  /** On one rank of the model-parallel group. */
  readonly shape: readonly number[];
  /** Whether weight decay works on it: neither biases nor norms (megatron/model/utils.py:30-80 at ea7aefd8). */
  readonly decays: boolean;
}

export function elements({ shape }: ParameterTensor): number {
  return shape.reduce((product, length) => product * length, 1);
}

/**
 * The parameters of one pipeline stage on one model-parallel rank, in the order of `module.modules()`, which is that of
 * the flat buffers and partitions of DeepSpeed. Undefined with the vocabulary, or while a size is unknown or does not
 * divide. The parts of layers other than transformer layers count as one tensor each, so that their sum is right and
 * their borders are not.
 */
export function stageTensors(
  launch: Launch,
  parameters: ModelParameters,
  stage: Stage,
): readonly ParameterTensor[] | undefined {
  const embedding = embeddingTensors(launch, parameters);
  if (embedding === undefined) return undefined;
  const isTied = launch.get("no_weight_tying") !== true;
  // A tied embedding is a module of its own before the layers, on the first and on the last stage.
  const hasEmbedding = stage.hasInputEmbedding || (isTied && stage.hasOutputEmbedding);
  const [from, to] = stage.layers;
  const layers = parameters.layers.slice(from, to).map((kind, index) => {
    const isFirstWithPositions = index === 0;
    return layerTensors(launch, parameters, kind, isFirstWithPositions)?.map((tensor) => ({
      ...tensor,
      name: `layer ${from + index} ${tensor.name}`,
    }));
  });
  if (!layers.every((layer) => layer !== undefined)) return undefined;
  return [
    ...(hasEmbedding ? embedding : []),
    ...layers.flat(),
    ...(stage.hasFinalNorm ? normTensors(launch, "norm", [parameters.hiddenSize]) : []),
    ...(stage.hasOutputEmbedding && !isTied ? headTensors(launch, parameters) : []),
  ].filter((tensor) => elements(tensor) > 0);
}

/** Rows of the tokens that this rank has, and learned positions (megatron/model/word_embeddings.py:60-95). */
function embeddingTensors(launch: Launch, parameters: ModelParameters): ParameterTensor[] | undefined {
  const { hiddenSize, vocabulary } = parameters;
  if (vocabulary === undefined) return undefined;
  const rows = vocabulary.paddedSize / modelParallelSize(launch);
  const words = weight("word_embeddings.weight", [rows, hiddenSize]);
  const positions = positiveInt(launch, "max_position_embeddings");
  if (launch.get("pos_emb") !== "learned" || positions === undefined) return [words];
  return [words, weight("position_embeddings.weight", [positions, hiddenSize])];
}

function headTensors(launch: Launch, { hiddenSize, vocabulary }: ModelParameters): ParameterTensor[] {
  const ranks = modelParallelSize(launch);
  if (launch.get("train_impl") === "rm") return [weight("rm_linear.weight", [1, hiddenSize / ranks])];
  return [weight("final_linear.weight", [(vocabulary?.paddedSize ?? 0) / ranks, hiddenSize])];
}

function layerTensors(
  launch: Launch,
  parameters: ModelParameters,
  kind: LayerKind,
  hasPositions: boolean,
): ParameterTensor[] | undefined {
  const isPlain =
    isTransformerLayer(kind.type) && !kind.hasExperts && launch.get("te_layernorm_mlp") !== true;
  return isPlain
    ? transformerTensors(launch, parameters.hiddenSize, hasPositions)
    : partsAsTensors(launch, parameters, kind);
}

function partsAsTensors(launch: Launch, parameters: ModelParameters, kind: LayerKind): ParameterTensor[] {
  const parts = layerParts(launch, kind) ?? [{ name: "layer", count: layerCount(parameters, kind.name) }];
  return parts.map(({ name, count }) => ({
    name,
    shape: [perRank(count, modelParallelSize(launch))],
    decays: name !== "norms",
  }));
}

/** `ParallelTransformerLayer` (megatron/model/transformer.py:886-1015), attention as of :302-437 and MLP of :86-172. */
export function transformerTensors(
  launch: Launch,
  hiddenSize: number,
  hasPositions: boolean,
): ParameterTensor[] | undefined {
  const sizes = attentionSizes(launch);
  const mlp = denseMlp(launch);
  if (sizes === undefined || mlp === undefined) return undefined;
  const ranks = modelParallelSize(launch);
  const { headDim, perRank: mine } = attentionShape(sizes);
  const hasAttentionBias = launch.get("use_bias_in_attn_linear") !== false;
  const queryKeyNorm =
    launch.get("use_qk_layernorm") === true
      ? normTensors(launch, "attention.qk_layernorm", [mine.numAttentionHeads, headDim])
      : [];
  return [
    ...normTensors(launch, "input_layernorm", [hiddenSize]),
    ...queryKeyNorm,
    ...linear("attention.query_key_value", mine.qkvWidth, hiddenSize, hasAttentionBias),
    // All layers share one module of relative positions, which the first one brings along.
    ...(hasPositions ? relativePositions(launch, mine.numAttentionHeads) : []),
    ...linear("attention.dense", hiddenSize, mine.attentionWidth, hasAttentionBias),
    ...normTensors(launch, "post_attention_layernorm", [hiddenSize]),
    ...mlpTensors(launch, hiddenSize, {
      firstOutput: mlp.widths.firstOutput / ranks,
      secondInput: mlp.widths.secondInput / ranks,
    }),
  ];
}

function mlpTensors(
  launch: Launch,
  hiddenSize: number,
  { firstOutput, secondInput }: { readonly firstOutput: number; readonly secondInput: number },
): ParameterTensor[] {
  if (launch.get("mlp_type") === "llama") {
    const names = ["mlp.w1", "mlp.w3"].map((name) => linear(name, firstOutput, hiddenSize, false));
    return [...names.flat(), ...linear("mlp.w2", hiddenSize, firstOutput, false)];
  }
  const hasBias = launch.get("use_bias_in_mlp") !== false;
  return [
    ...linear("mlp.linear1", firstOutput, hiddenSize, hasBias),
    ...linear("mlp.linear2", hiddenSize, secondInput, hasBias),
  ];
}

function relativePositions(launch: Launch, heads: number): ParameterTensor[] {
  const buckets = positiveInt(launch, "rpe_num_buckets");
  if (launch.get("pos_emb") !== "rpe" || buckets === undefined) return [];
  return [weight("attention.rpe.weight", [buckets, heads])];
}

function linear(name: string, outputs: number, inputs: number, hasBias: boolean): ParameterTensor[] {
  const matrix = weight(`${name}.weight`, [outputs, inputs]);
  return hasBias ? [matrix, { name: `${name}.bias`, shape: [outputs], decays: false }] : [matrix];
}

/** Norms have a weight, which NeoX's own RMSNorm calls scale, LayerNorm a bias too; ScaleNorm has one number for all features. */
export function normTensors(launch: Launch, name: string, shape: readonly number[]): ParameterTensor[] {
  const features = shape.reduce((product, length) => product * length, 1);
  const count = normParameters(launch, features) ?? 0;
  if (count < features) return count === 0 ? [] : [{ name: `${name}.g`, shape: [count], decays: false }];
  const names =
    count > features ? ["weight", "bias"] : [launch.get("norm") === "rmsnorm" ? "scale" : "weight"];
  return names.map((part) => ({ name: `${name}.${part}`, shape, decays: false }));
}

function weight(name: string, shape: readonly number[]): ParameterTensor {
  return { name, shape, decays: true };
}

function modelParallelSize(launch: Launch): number {
  return positiveInt(launch, "model_parallel_size") ?? 1;
}

/** The two lists that NeoX hands its optimizer; one, if `weight_decay` is 0, and none that is empty. */
export function optimizerGroups(
  launch: Launch,
  tensors: readonly ParameterTensor[],
): readonly (readonly ParameterTensor[])[] {
  if (realNumber(launch, "weight_decay") === 0) return [tensors];
  return [tensors.filter(({ decays }) => decays), tensors.filter(({ decays }) => !decays)].filter(
    ({ length }) => length > 0,
  );
}
