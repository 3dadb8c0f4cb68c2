import type { Launch } from "../../../launch/launch";
import { isTransformerLayer } from "../../layerKinds";
import type { LayerKind } from "../../parameters/layer";
import type { ModelParameters } from "../../parameters/modelParameters";
import type { Stage } from "../../pipeline/stages";
import { positiveInt } from "../../sizes";
import { bytesPerValue } from "../precision";
import { type LayerActivations, layerActivations } from "./layer";
import { normKept } from "./norm";
import { dropout } from "./sizes";

const FP32_BYTES = 4;
const INT64_BYTES = 8;
const MASK_BYTES = 1;
/** The loss, and the sum it was divided from. */
const SCALARS = 2 * FP32_BYTES;

/** Bytes that one rank of a stage keeps when the forward pass of one micro batch ends. */
export interface StageActivations {
  readonly embedding: number;
  /** Of layers: all, or with checkpointing the inputs of groups. */
  readonly layers: number;
  /** The last norm and what it puts out. */
  readonly norm: number;
  readonly logits: number;
  /** The softmax of the logits in fp32, and where the labels are. */
  readonly loss: number;
  /** Beside it, while a group of layers runs once more in the backward pass: what the largest group keeps. */
  readonly recomputed: number;
  /** Whether all of its layers were compared with real ones. */
  readonly isCompared: boolean;
}

/** Undefined with the vocabulary, or while a size is unknown. */
export function stageActivations(
  launch: Launch,
  parameters: ModelParameters,
  stage: Stage,
): StageActivations | undefined {
  const [from, to] = stage.layers;
  const kinds = parameters.layers.slice(from, to);
  const layers = kinds.map((kind) => layerActivations(launch, kind));
  const seqLength = positiveInt(launch, "seq_length");
  if (seqLength === undefined || parameters.vocabulary === undefined) return undefined;
  if (!layers.every((layer) => layer !== undefined)) return undefined;
  const tokens = seqLength * (positiveInt(launch, "train_micro_batch_size_per_gpu") ?? 1);
  const groups = checkpointGroups(launch, kinds, stage);
  const inGroup = new Set(groups.flat());
  const free = layers.filter((_layer, index) => !inGroup.has(index));
  return {
    embedding: stage.hasInputEmbedding ? embeddingKept(launch, tokens, parameters.hiddenSize) : 0,
    layers: sum(free.map(({ kept }) => kept)) + inputsKept(launch, groups, layers),
    norm: stage.hasFinalNorm ? finalNormKept(launch, tokens, parameters.hiddenSize) : 0,
    ...(stage.hasOutputEmbedding ? headKept(launch, tokens, parameters) : { logits: 0, loss: 0 }),
    recomputed: Math.max(0, ...groups.map((group) => sum(group.map((index) => layers[index]?.kept ?? 0)))),
    isCompared: layers.every((layer) => layer.isCompared),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/**
 * The groups of layers, by their number in the stage, that checkpointing runs once more: groups of `checkpoint_num_layers`
 * modules, embedding and transposes counted, and only those of nothing but transformer layers
 * (megatron/model/utils.py:SequentialWrapper at ea7aefd8; with a pipeline deepspeed/runtime/pipe/module.py, where gMLP and
 * Mamba count too).
 */
export function checkpointGroups(launch: Launch, kinds: readonly LayerKind[], stage: Stage): number[][] {
  const size = positiveInt(launch, "checkpoint_num_layers") ?? 1;
  if (launch.get("checkpoint_activations") !== true) return [];
  const hasPipeline = positiveInt(launch, "pipe_parallel_size") !== undefined;
  const counts = ({ type }: LayerKind) => isTransformerLayer(type) || (hasPipeline && type !== "rwkv");
  // Before the layers stand the embedding and a transposition; behind them a transposition, the norm and the head.
  const before = stage.hasInputEmbedding ? 2 : 0;
  const behind = Number(stage.hasFinalNorm) * 2 + Number(stage.hasOutputEmbedding);
  const length = before + kinds.length + behind;
  const starts = Array.from({ length: Math.ceil(length / size) }, (_, group) => group * size);
  return starts.flatMap((start) => {
    const end = Math.min(start + size, length);
    const group = Array.from({ length: end - start }, (_, index) => start + index - before);
    const isAllLayers = group.every((index) => {
      const kind = kinds[index];
      return kind !== undefined && counts(kind);
    });
    return isAllLayers ? [group] : [];
  });
}

/** The input of each group, divided over the model-parallel ranks with `partition_activations`. */
function inputsKept(
  launch: Launch,
  groups: readonly (readonly number[])[],
  layers: readonly LayerActivations[],
): number {
  const ranks =
    launch.get("partition_activations") === true ? (positiveInt(launch, "model_parallel_size") ?? 1) : 1;
  return sum(groups.map(([first = 0]) => (layers[first]?.input ?? 0) / ranks));
}

/** Where the tokens of other ranks are (megatron/mpu/layers.py:VocabParallelEmbedding), and the dropout's mask. */
function embeddingKept(launch: Launch, tokens: number, hiddenSize: number): number {
  const isDivided = (positiveInt(launch, "model_parallel_size") ?? 1) > 1;
  const mask = dropout(launch, "hidden_dropout") > 0 ? MASK_BYTES * tokens * hiddenSize : 0;
  return mask + (isDivided ? (INT64_BYTES + MASK_BYTES) * tokens : 0);
}

function finalNormKept(launch: Launch, tokens: number, hiddenSize: number): number {
  const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
  const ownTokens = launch.get("sequence_parallel") === true ? tokens / ranks : tokens;
  const width = bytesPerValue(launch);
  const { input, own } = normKept(launch, ownTokens, hiddenSize, width);
  // The head keeps what the norm puts out, gathered from all ranks.
  return input + own + tokens * hiddenSize * width;
}

/** Logits, and in fp32 the softmax that the loss makes of them, in place where they are fp32 already. */
function headKept(launch: Launch, tokens: number, { vocabulary }: ModelParameters) {
  const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
  const width = bytesPerValue(launch);
  const columns = launch.get("train_impl") === "rm" ? 1 : (vocabulary?.paddedSize ?? 0) / ranks;
  const logits = tokens * columns * width;
  const softmax = width === FP32_BYTES ? 0 : tokens * columns * FP32_BYTES;
  return { logits, loss: softmax + (INT64_BYTES + MASK_BYTES) * tokens + SCALARS };
}
