import type { Rule } from "../rule";
import activationAttribute from "./activationAttribute";
import mlpBiasGated from "./mlpBiasGated";
import mlpBiasMergeError from "./mlpBiasMergeError";
import mlpBiasPlainActivation from "./mlpBiasPlainActivation";
import mlpBiasSwiglu from "./mlpBiasSwiglu";
import mlpMultipleOfZero from "./mlpMultipleOfZero";
import mlpSizeOnce from "./mlpSizeOnce";

export const mlpRules: readonly Rule[] = [
  mlpSizeOnce,
  mlpMultipleOfZero,
  mlpBiasPlainActivation,
  mlpBiasSwiglu,
  mlpBiasGated,
  mlpBiasMergeError,
  activationAttribute,
];
