import type { Rule } from "../rule";
import zeroStageInvalid from "./zeroStageInvalid";
import zeroStageRequired from "./zeroStageRequired";

/** DeepSpeed's ZeRO. */
export const zeroRules: readonly Rule[] = [zeroStageRequired, zeroStageInvalid];
