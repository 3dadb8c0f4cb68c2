import type { Launch } from "../../launch/launch";
import { positiveInt } from "../sizes";
import { type Count, divided, NOTHING, sum, total, whole } from "./count";
import { type LayerKind, layerParts, layersOf, type Part } from "./layer";
import { normParameters } from "./norm";
import { type Vocabulary, vocabularyOf } from "./vocabulary";

/** The parameters of a launch's model by where they are. */
export interface ModelParameters {
  readonly hiddenSize: number;
  readonly layers: readonly LayerKind[];
  /** The parts of a layer of each kind, by the kind's name. */
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  readonly finalNorm: Count;
  /** Learned positions, or the buckets of relative ones. */
  readonly positions: Count;
  /** Undefined when the size of the vocabulary is unknown. */
  readonly vocabulary: Vocabulary | undefined;
  /** Rows for the tokens going in; undefined with the vocabulary. */
  readonly inputEmbedding: Count | undefined;
  /** The projection to the tokens: none where the weights are tied. */
  readonly outputEmbedding: Count | undefined;
}

/** Counts the parameters of a launch; undefined while a size is unknown or NeoX could not build the model. */
export function modelParameters(launch: Launch, vocabularySize?: number): ModelParameters | undefined {
  const hiddenSize = positiveInt(launch, "hidden_size");
  const layers = layersOf(launch);
  if (hiddenSize === undefined || layers === undefined) return undefined;
  const parts = new Map<string, readonly Part[]>();
  for (const kind of layers) {
    if (parts.has(kind.name)) continue;
    const found = layerParts(launch, kind);
    if (found === undefined || !found.every(({ count }) => Number.isInteger(total(count)))) return undefined;
    parts.set(kind.name, found);
  }
  const norm = normParameters(launch, hiddenSize);
  const positions = positionParameters(launch, hiddenSize);
  if (norm === undefined || positions === undefined) return undefined;
  const vocabulary = vocabularyOf(launch, vocabularySize);
  const embedding = vocabulary && divided(vocabulary.paddedSize * hiddenSize);
  return {
    hiddenSize,
    layers,
    parts,
    finalNorm: whole(norm),
    positions,
    vocabulary,
    inputEmbedding: embedding,
    outputEmbedding: outputEmbedding(launch, hiddenSize, embedding),
  };
}

/** Embedded positions (megatron/model/word_embeddings.py:83-95) or relative ones (megatron/mpu/layers.py:215-290). */
function positionParameters(launch: Launch, hiddenSize: number): Count | undefined {
  switch (launch.get("pos_emb")) {
    case "learned": {
      const rows = positiveInt(launch, "max_position_embeddings");
      return rows === undefined ? undefined : whole(rows * hiddenSize);
    }
    case "rpe": {
      const buckets = positiveInt(launch, "rpe_num_buckets");
      const heads = positiveInt(launch, "num_attention_heads");
      return buckets === undefined || heads === undefined ? undefined : divided(buckets * heads);
    }
    default:
      return NOTHING;
  }
}

/** The last layer: tied, of its own, or a single output for reward models (megatron/model/transformer.py:201-259). */
function outputEmbedding(
  launch: Launch,
  hiddenSize: number,
  embedding: Count | undefined,
): Count | undefined {
  if (launch.get("no_weight_tying") !== true) return embedding && NOTHING;
  return launch.get("train_impl") === "rm" ? divided(hiddenSize) : embedding;
}

/** Parameters of one layer of a kind, over all ranks. */
export function layerCount(parameters: ModelParameters, kind: string): Count {
  return sum((parameters.parts.get(kind) ?? []).map(({ count }) => count));
}

/** Parameters of all layers without embeddings and final norm. */
export function layersTotal(parameters: ModelParameters): number {
  const kinds = [...parameters.parts.keys()];
  const perLayer = new Map(kinds.map((name) => [name, total(layerCount(parameters, name))]));
  return parameters.layers.reduce((all, { name }) => all + (perLayer.get(name) ?? 0), 0);
}

/** Input and output embedding; undefined with the vocabulary. */
export function embeddingsTotal({ inputEmbedding, outputEmbedding }: ModelParameters): number | undefined {
  return inputEmbedding && outputEmbedding && total(inputEmbedding) + total(outputEmbedding);
}

/** Everything but the embeddings of tokens. */
export function totalWithoutEmbeddings(parameters: ModelParameters): number {
  return layersTotal(parameters) + total(parameters.finalNorm) + total(parameters.positions);
}

/** All parameters; undefined when the size of the vocabulary is unknown. */
export function parametersTotal(parameters: ModelParameters): number | undefined {
  const embeddings = embeddingsTotal(parameters);
  return embeddings === undefined ? undefined : totalWithoutEmbeddings(parameters) + embeddings;
}
