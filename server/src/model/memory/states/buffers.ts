import type { Launch } from "../../../launch/launch";
import { isTransformerLayer } from "../../layerKinds";
import type { ModelParameters } from "../../parameters/modelParameters";
import type { Stage } from "../../pipeline/stages";
import { rotaryDims } from "../../positions";
import { attentionSizes, positiveInt, realNumber } from "../../sizes";
import { bytesPerValue } from "../precision";

/**
 * Bytes that the modules of a stage register beside their parameters: frequencies of rotary or sinusoidal positions, slopes
 * of ALiBi (megatron/model/positional_embeddings.py at ea7aefd8), all in the type of the weights.
 */
export function bufferBytes(launch: Launch, parameters: ModelParameters, stage: Stage): number {
  const layers = parameters.layers
    .slice(...stage.layers)
    .filter(({ type }) => isTransformerLayer(type)).length;
  const isTied = launch.get("no_weight_tying") !== true;
  const embeddings = stage.hasInputEmbedding || (isTied && stage.hasOutputEmbedding) ? 1 : 0;
  return bytesPerValue(launch) * (layers * ofLayer(launch) + embeddings * ofEmbedding(launch));
}

function ofLayer(launch: Launch): number {
  const sizes = attentionSizes(launch);
  if (sizes === undefined) return 0;
  switch (launch.get("pos_emb")) {
    case "rotary":
      return Math.ceil(
        rotaryDims(sizes.hiddenSize / sizes.numAttentionHeads, realNumber(launch, "rotary_pct") ?? 1) / 2,
      );
    case "alibi":
      return sizes.numAttentionHeads / sizes.modelParallelSize;
    default:
      return 0;
  }
}

function ofEmbedding(launch: Launch): number {
  const hiddenSize = positiveInt(launch, "hidden_size");
  return launch.get("pos_emb") === "sinusoidal" && hiddenSize !== undefined ? Math.ceil(hiddenSize / 2) : 0;
}
