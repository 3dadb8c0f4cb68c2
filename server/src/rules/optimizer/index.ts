import type { Rule } from "../rule";
import lrNull from "./lrNull";
import minLrAboveLr from "./minLrAboveLr";
import oneBitAdamIterations from "./oneBitAdamIterations";
import optimizerParamsRequired from "./optimizerParamsRequired";

/** Optimizer and learning rate. */
export const optimizerRules: readonly Rule[] = [
  optimizerParamsRequired,
  oneBitAdamIterations,
  lrNull,
  minLrAboveLr,
];
