import type { Rule } from "../rule";
import bf16NeedsZero from "./bf16NeedsZero";
import fp16LmCrossEntropy from "./fp16LmCrossEntropy";
import precisionConflict from "./precisionConflict";
import precisionSpelling from "./precisionSpelling";

/** Number formats. */
export const precisionRules: readonly Rule[] = [
  precisionConflict,
  precisionSpelling,
  bf16NeedsZero,
  fp16LmCrossEntropy,
];
