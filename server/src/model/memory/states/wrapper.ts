import type { Launch } from "../../../launch/launch";
import { gradientAccumulationType, weightType } from "../precision";
import { optimizerTypeOf } from "./moments";
import type { ZeroBlock } from "./zeroBlock";

/**
 * What DeepSpeed puts around the optimizer. It decides who holds which state:
 * `plain` none; `fp16` a flat fp32 copy; `fp16Unfused` an fp32 copy of each parameter; `bf16` flat copies in shares and
 * gradients twice; `zero` the stages 1 and 2; `zero3`.
 */
export type Wrapper = "plain" | "fp16" | "fp16Unfused" | "bf16" | "zero" | "zero3";

/** The choice of `DeepSpeedEngine._do_optimizer_sanity_check` (deepspeed/runtime/engine.py at DeeperSpeed 91d1c55b). */
export function wrapperOf(launch: Launch, zero: ZeroBlock): Wrapper {
  const weights = weightType(launch);
  const accumulates = gradientAccumulationType(launch, zero.stage);
  if (zero.stage === 3) return "zero3";
  if (zero.stage > 0) {
    const isBf16Optimizer =
      weights === "bf16" && accumulates === "fp32" && zero.stage === 1 && zero.offloadOptimizer === "none";
    return isBf16Optimizer ? "bf16" : "zero";
  }
  if (weights === "bf16") return "bf16";
  if (weights === "fp32") return "plain";
  // Only Adam that is fused gets the flat copy; OneBitAdam too.
  return optimizerTypeOf(launch) === "adam" || optimizerTypeOf(launch) === "onebitadam"
    ? "fp16"
    : "fp16Unfused";
}
