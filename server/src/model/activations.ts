import type { Launch } from "../launch/launch";

/** Activations that split the first projection into a value and a gate (megatron/model/activations.py:30-44 at ea7aefd8). */
export const GATED_ACTIVATIONS: ReadonlySet<string> = new Set([
  "geglu",
  "reglu",
  "bilinear",
  "swiglu",
  "glu",
]);

/** The others (megatron/model/activations.py:45-64). */
export const PLAIN_ACTIVATIONS: ReadonlySet<string> = new Set([
  "gelu",
  "relu",
  "softsign",
  "swish",
  "mish",
  "silu",
]);

/** Whether the activation splits a projection; NeoX compares it with case. */
export function isGated(launch: Launch): boolean {
  const activation = launch.get("activation");
  return typeof activation === "string" && GATED_ACTIVATIONS.has(activation);
}
