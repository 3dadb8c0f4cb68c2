import type { Rule } from "../rule";
import globalNumGpusGiven from "./globalNumGpusGiven";
import gpusDivide from "./gpusDivide";
import gpusPositive from "./gpusPositive";
import modelParallelBelowOne from "./modelParallelBelowOne";

/** How the GPUs are divided. */
export const clusterRules: readonly Rule[] = [
  gpusDivide,
  gpusPositive,
  modelParallelBelowOne,
  globalNumGpusGiven,
];
