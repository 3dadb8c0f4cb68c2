import type { Rule } from "../rule";
import nonParametricNormFusion from "./nonParametricNormFusion";
import nonParametricNormTorch from "./nonParametricNormTorch";
import qkNormGroupedFlash from "./qkNormGroupedFlash";
import qkNormRmsnorm from "./qkNormRmsnorm";

export const normsRules: readonly Rule[] = [
  qkNormRmsnorm,
  qkNormGroupedFlash,
  nonParametricNormFusion,
  nonParametricNormTorch,
];
