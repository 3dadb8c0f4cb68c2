import { ownValue } from "../../base/ownValue";
import type { Launch } from "../../launch/launch";

/** Parameters of a norm of a width, by the value of `norm` (megatron/model/norms.py:20-122 at ea7aefd8). */
const NORMS: Readonly<Record<string, (width: number) => number>> = {
  layernorm: (width) => 2 * width,
  te_layernorm: (width) => 2 * width,
  rmsnorm: (width) => width,
  te_rmsnorm: (width) => width,
  scalenorm: () => 1,
  non_parametric_layernorm: () => 0,
};

/** Parameters of the launch's norm over `width` features; undefined for a norm that NeoX does not know. */
export function normParameters(launch: Launch, width: number): number | undefined {
  const name = launch.get("norm");
  return typeof name === "string" ? ownValue(NORMS, name)?.(width) : undefined;
}
