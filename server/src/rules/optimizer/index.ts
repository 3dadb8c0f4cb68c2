import type { Rule } from "../rule";
import { learningRateScheduleRules } from "./learningRateSchedule";
import lrNull from "./lrNull";
import minLrAboveLr from "./minLrAboveLr";
import { noLoadOptimRules } from "./noLoadOptim";
import oneBitAdamIterations from "./oneBitAdamIterations";
import { optimizerKindRules } from "./optimizerKinds";
import optimizerMissing from "./optimizerMissing";
import optimizerParamsRequired from "./optimizerParamsRequired";
import { zeroOptimizerRules } from "./zeroOptimizer";

/** Optimizer and learning rate. */
export const optimizerRules: readonly Rule[] = [
  optimizerParamsRequired,
  oneBitAdamIterations,
  lrNull,
  minLrAboveLr,
  optimizerMissing,
  ...optimizerKindRules,
  ...zeroOptimizerRules,
  ...noLoadOptimRules,
  ...learningRateScheduleRules,
];
