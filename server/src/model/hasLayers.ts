import type { Launch } from "../launch/launch";
import { layerKinds } from "../launch/layerKinds";

/** Whether a layer is of one of these kinds. */
export function hasLayers(launch: Launch, ...kinds: readonly string[]): boolean {
  const present = layerKinds(launch);
  return present !== undefined && kinds.some((kind) => present.has(kind));
}
