import type { Launch } from "../../launch/launch";
import { layerKinds } from "../../launch/layerKinds";
import { EXAMPLE_MODEL } from "../exampleModel";

export const RWKV_MODEL = `${EXAMPLE_MODEL}attention_config: [[["rwkv"], 12]]\nprecision: bfloat16\n`;

/** Whether a layer is of one of these kinds. */
export function hasLayers(launch: Launch, ...kinds: readonly string[]): boolean {
  const present = layerKinds(launch);
  return present !== undefined && kinds.some((kind) => present.has(kind));
}
