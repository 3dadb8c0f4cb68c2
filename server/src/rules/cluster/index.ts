import type { Rule } from "../rule";
import gpusDivide from "./gpusDivide";
import modelParallelBelowOne from "./modelParallelBelowOne";

/** How the GPUs are divided. */
export const clusterRules: readonly Rule[] = [gpusDivide, modelParallelBelowOne];
