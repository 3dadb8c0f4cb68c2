import type { Rule } from "../rule";
import ampZero from "./ampZero";
import bnbOnlyAdam from "./bnbOnlyAdam";
import cpuTorchAdamNever from "./cpuTorchAdamNever";
import gradAccumDtype from "./gradAccumDtype";
import lrCosineRisesAgain from "./lrCosineRisesAgain";
import lrDecayFractionPrecedence from "./lrDecayFractionPrecedence";
import lrDecayLongerThanTraining from "./lrDecayLongerThanTraining";
import lrExponentialHalf from "./lrExponentialHalf";
import lrNull from "./lrNull";
import minLrAboveLr from "./minLrAboveLr";
import noLoadOptimTrainsNothing from "./noLoadOptimTrainsNothing";
import onebitadamTrainIters from "./onebitadamTrainIters";
import onebitadamZero from "./onebitadamZero";
import optimizerMissing from "./optimizerMissing";
import optimizerMupType from "./optimizerMupType";
import optimizerParamsRequired from "./optimizerParamsRequired";
import optimizerSgdNeedsMup from "./optimizerSgdNeedsMup";
import overrideAndCheckpointScheduler from "./overrideAndCheckpointScheduler";
import sm3IgnoresWeightDecay from "./sm3IgnoresWeightDecay";
import v2NoLoadOptim from "./v2NoLoadOptim";
import warmupFractionRange from "./warmupFractionRange";
import zeroOffloadNeedsCpuAdam from "./zeroOffloadNeedsCpuAdam";
import zeroUntestedOptimizer from "./zeroUntestedOptimizer";

/** Optimizer and learning rate. */
export const optimizerRules: readonly Rule[] = [
  optimizerParamsRequired,
  onebitadamTrainIters,
  lrNull,
  minLrAboveLr,
  optimizerMissing,
  optimizerMupType,
  optimizerSgdNeedsMup,
  cpuTorchAdamNever,
  sm3IgnoresWeightDecay,
  bnbOnlyAdam,
  onebitadamZero,
  zeroUntestedOptimizer,
  zeroOffloadNeedsCpuAdam,
  ampZero,
  noLoadOptimTrainsNothing,
  v2NoLoadOptim,
  lrDecayFractionPrecedence,
  lrCosineRisesAgain,
  lrDecayLongerThanTraining,
  warmupFractionRange,
  overrideAndCheckpointScheduler,
  gradAccumDtype,
  lrExponentialHalf,
];
