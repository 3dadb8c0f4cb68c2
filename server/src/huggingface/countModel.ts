import type { Decoder } from "./decoder";

/** Width of Mamba's states and of its convolution, in transformers' defaults as in NeoX. */
const MAMBA = { stateSize: 16, convolution: 4 } as const;

/** Parameters of a model as transformers counts them, tied weights once; undefined without a vocabulary. */
export function countModel(model: Decoder): number | undefined {
  const { vocabularySize, hiddenSize, isTied, layers } = model;
  if (vocabularySize === undefined) return undefined;
  const embedding = vocabularySize * hiddenSize;
  const output = (isTied ? 0 : embedding) + (model.biases.output ? vocabularySize : 0);
  const aroundLayers = positions(model) + norm(model, hiddenSize) * (model.hasEmbeddingNorm ? 2 : 1);
  const inside = model.mixer === "mamba" ? mambaMixer(model) : attention(model) + mlp(model);
  return (
    embedding + output + aroundLayers + layers * (inside + model.normsPerLayer * norm(model, hiddenSize))
  );
}

function positions({ positions: { kind, ...rest }, longest = 0, hiddenSize }: Decoder): number {
  return kind === "learned" && "extra" in rest ? (longest + rest.extra) * hiddenSize : 0;
}

function norm({ norm: kind }: Decoder, width: number): number {
  switch (kind) {
    case "layernorm":
      return 2 * width;
    case "rmsnorm":
    case "layernorm_without_bias":
      return width;
    case "scalenorm":
      return 1;
    case "non_parametric_layernorm":
      return 0;
  }
}

function attention(model: Decoder): number {
  const { hiddenSize, heads, kvHeads, headDim, biases } = model;
  const queries = heads * headDim;
  const keys = kvHeads * headDim;
  const projected = queries + 2 * keys;
  return (
    hiddenSize * (projected + queries) +
    (biases.queryKeyValue ? projected : 0) +
    (biases.attentionOutput ? hiddenSize : 0) +
    queryKeyNorms(model, queries, keys)
  );
}

function queryKeyNorms(model: Decoder, queries: number, keys: number): number {
  switch (model.queryKeyNorm) {
    case "none":
      return 0;
    case "head":
      return 2 * norm(model, model.headDim);
    case "each head":
      return queries + keys;
    case "projection":
      return norm(model, queries) + norm(model, keys);
    case "shared":
      return norm(model, model.hiddenSize);
  }
}

function mlp({ hiddenSize, innerSize, isGated, biases, experts }: Decoder): number {
  const first = isGated ? 2 * innerSize : innerSize;
  const bias = biases.mlp ? first + hiddenSize : 0;
  const one = hiddenSize * (first + innerSize) + bias;
  return experts === undefined ? one : experts.count * (one + hiddenSize);
}

function mambaMixer({ hiddenSize, innerSize, biases }: Decoder): number {
  const rank = Math.ceil(hiddenSize / 16);
  return (
    hiddenSize * 2 * innerSize +
    innerSize * (MAMBA.convolution + 1) +
    innerSize * (rank + 2 * MAMBA.stateSize) +
    (rank + 1) * innerSize +
    innerSize * (MAMBA.stateSize + 1) +
    innerSize * hiddenSize +
    (biases.mlp ? 2 * innerSize + hiddenSize : 0)
  );
}
