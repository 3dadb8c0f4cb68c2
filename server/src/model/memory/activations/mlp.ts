import type { Launch } from "../../../launch/launch";
import { isGated } from "../../activations";
import type { LayerSizes } from "./sizes";

/** Tensors as wide as the activation that it keeps beside its output, which the second projection keeps. */
const PLAIN: ReadonlyMap<string, number> = new Map([
  ["gelu", 1],
  ["relu", 0],
  ["softsign", 2],
  ["swish", 2],
  ["mish", 3],
  ["silu", 1],
]);

/** The same for the activation of a gate: of its input and beside it. */
const GATES: ReadonlyMap<string, { readonly input: boolean; readonly own: number }> = new Map([
  ["geglu", { input: true, own: 1 }],
  ["reglu", { input: false, own: 1 }],
  ["bilinear", { input: true, own: 0 }],
  ["swiglu", { input: true, own: 2 }],
  ["glu", { input: false, own: 1 }],
]);

/** `onnx_safe` writes GELU out: the error function's input, the half of the values, and the sum. */
const WRITTEN_OUT_GELU = 3;

/**
 * Bytes that `ParallelMLP` keeps between its projections, the second one's input among them
 * (megatron/model/transformer.py:86-194 and activations.py at ea7aefd8); undefined for an activation NeoX does not know.
 */
export function mlpKept(launch: Launch, sizes: LayerSizes): number | undefined {
  const activation = launch.get("activation");
  if (sizes.mlp === undefined || typeof activation !== "string") return undefined;
  const { firstOutput, secondInput } = sizes.mlp;
  const perFeature = sizes.tokens * sizes.width;
  if (!isGated(launch)) {
    const isWrittenOut = activation === "gelu" && launch.get("onnx_safe") === true;
    const own = isWrittenOut ? WRITTEN_OUT_GELU : PLAIN.get(activation);
    return own === undefined ? undefined : perFeature * (own * firstOutput + secondInput);
  }
  const gate = GATES.get(activation);
  if (gate === undefined) return undefined;
  // Without a bias the value is a view of the first projection and keeps the gate's input with it.
  const hasBias = launch.get("use_bias_in_mlp") !== false;
  const isFused = activation === "swiglu" && launch.get("use_flashattn_swiglu") === true;
  const half = firstOutput / 2;
  const inputs = isFused || gate.input || !hasBias ? 2 * half : half;
  return perFeature * (inputs + (isFused ? 0 : gate.own * half) + secondInput);
}
