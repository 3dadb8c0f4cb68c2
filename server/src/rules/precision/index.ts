import type { Rule } from "../rule";
import bf16NeedsZero from "./bf16NeedsZero";
import blockEnabled from "./blockEnabled";
import fp16LmCrossEntropy from "./fp16LmCrossEntropy";
import precisionBlockMapping from "./precisionBlockMapping";
import precisionConflict from "./precisionConflict";
import precisionSpelling from "./precisionSpelling";

/** Number formats. */
export const precisionRules: readonly Rule[] = [
  precisionBlockMapping,
  precisionConflict,
  precisionSpelling,
  bf16NeedsZero,
  blockEnabled,
  fp16LmCrossEntropy,
];
