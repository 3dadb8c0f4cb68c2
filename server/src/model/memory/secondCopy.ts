import type { Launch } from "../../launch/launch";
import { layersTotal, modelParameters } from "../parameters/modelParameters";
import { elements, stageTensors } from "../parameters/tensors";
import { pipelineStages } from "../pipeline/stages";
import { positiveInt } from "../sizes";
import { bytesPerValue } from "./precision";
import { bufferBytes } from "./states/buffers";
import type { ModelStates } from "./states/states";

/**
 * Whether tied embeddings keep a second copy of all weights alive: without a pipeline NeoX builds every layer twice, and the
 * tied head refers to the first model (megatron/model/gpt2_model.py:_logits_helper and to_sequential at ea7aefd8).
 */
export function keepsSecondCopy(launch: Launch): boolean {
  return launch.get("no_weight_tying") === false && positiveInt(launch, "pipe_parallel_size") === undefined;
}

/** Bytes of that copy: weights that are never trained; with ZeRO-3 too, which shares out the second model only. */
export function secondCopyBytes(
  launch: Launch,
  states: Pick<ModelStates, "wholeWeights" | "buffers">,
): number {
  return keepsSecondCopy(launch) ? states.wholeWeights + states.buffers : 0;
}

/** The same where only the launch is at hand: of the layers alone while the vocabulary is unknown. */
export function secondCopyOf(launch: Launch): number | undefined {
  const parameters = modelParameters(launch);
  if (parameters === undefined) return undefined;
  const [stage] = pipelineStages(launch, parameters) ?? [];
  const tensors = stage && stageTensors(launch, parameters, stage);
  if (stage === undefined || tensors === undefined) return bytesPerValue(launch) * layersTotal(parameters);
  const weights = tensors.reduce((sum, tensor) => sum + elements(tensor), 0);
  return secondCopyBytes(launch, {
    wholeWeights: bytesPerValue(launch) * weights,
    buffers: bufferBytes(launch, parameters, stage),
  });
}
