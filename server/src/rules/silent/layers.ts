import type { Launch } from "../../launch/launch";
import { layerKinds } from "../../launch/layerKinds";
import { GATED_ACTIVATIONS } from "../../model/activations";
import { EXAMPLE_MODEL } from "../exampleModel";

export const SINCE_EXPERTS = { from: "2025-05-09", since: "d11df961" } as const;

export const SINCE_TRANSFORMER_ENGINE = { from: "2024-12-19", since: "8900d05c" } as const;

export const SINCE_RWKV = { from: "2024-05-05", since: "4bc66703" } as const;

export const RWKV_MODEL = `${EXAMPLE_MODEL}attention_config: [[["rwkv"], 12]]\nprecision: bfloat16\n`;

/** Whether a layer is of one of these kinds. */
export function hasLayers(launch: Launch, ...kinds: readonly string[]): boolean {
  const present = layerKinds(launch);
  return present !== undefined && kinds.some((kind) => present.has(kind));
}

/** Whether the MLP has a gate. */
export function isGated(launch: Launch): boolean {
  const activation = launch.get("activation");
  return typeof activation === "string" && GATED_ACTIVATIONS.has(activation);
}

/** Whether layers have a mixture of experts. */
export function hasExperts(launch: Launch): boolean {
  return (launch.int("moe_num_experts") ?? 1) > 1;
}
