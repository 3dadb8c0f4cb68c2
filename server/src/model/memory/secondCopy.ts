import type { Launch } from "../../launch/launch";
import { positiveInt } from "../sizes";
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
