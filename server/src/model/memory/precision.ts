import type { Launch } from "../../launch/launch";
import { dictGet } from "../../python/access";
import { isDict } from "../../yaml/value";

export type FloatType = "fp32" | "fp16" | "bf16";

export const BYTES: Readonly<Record<FloatType, number>> = { fp32: 4, fp16: 2, bf16: 2 };

/** What DeepSpeed calls its types (deepspeed/runtime/config.py:DtypeEnum). */
const TYPE_NAMES: ReadonlyMap<unknown, FloatType> = new Map([
  ...["fp32", "float32", "float", "torch.float32"].map((name) => [name, "fp32"] as const),
  ...["fp16", "float16", "half", "torch.float16"].map((name) => [name, "fp16"] as const),
  ...["bf16", "bfloat16", "torch.bfloat16"].map((name) => [name, "bf16"] as const),
]);

/** The type of weights and activations. */
export function weightType(launch: Launch): FloatType {
  return TYPE_NAMES.get(launch.derivation.get("precision")) ?? "fp32";
}

/** Bytes an activation or a weight takes. */
export function bytesPerValue(launch: Launch): number {
  return BYTES[weightType(launch)];
}

/** The type gradients add up in: in bfloat16 without ZeRO fp32 (deepspeed/runtime/engine.py:get_data_types). */
export function gradientAccumulationType(launch: Launch, zeroStage: number): FloatType {
  const types = launch.get("data_types");
  const given = isDict(types) ? TYPE_NAMES.get(dictGet(types, "grad_accum_dtype", null)) : undefined;
  const weights = weightType(launch);
  return given ?? (weights === "bf16" && zeroStage === 0 ? "fp32" : weights);
}
