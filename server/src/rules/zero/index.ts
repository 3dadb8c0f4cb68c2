import type { Rule } from "../rule";
import zeroOptimizationMapping from "./zeroOptimizationMapping";
import zeroStageInvalid from "./zeroStageInvalid";
import zeroStageRequired from "./zeroStageRequired";

/** DeepSpeed's ZeRO. */
export const zeroRules: readonly Rule[] = [zeroOptimizationMapping, zeroStageRequired, zeroStageInvalid];
