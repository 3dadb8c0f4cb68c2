import type { Rule } from "../rule";
import charLevelPplPairs from "./charLevelPplPairs";
import evalHarnessLimit from "./evalHarnessLimit";
import evalHarnessMaxLength from "./evalHarnessMaxLength";
import evalTasksNeedPipeline from "./evalTasksNeedPipeline";
import evalWithPipelineEngine from "./evalWithPipelineEngine";
import mambaNoEval from "./mambaNoEval";

/** Evaluation between the steps and at the end of training. */
export const evaluationRules: readonly Rule[] = [
  evalWithPipelineEngine,
  mambaNoEval,
  evalTasksNeedPipeline,
  evalHarnessMaxLength,
  charLevelPplPairs,
  evalHarnessLimit,
];
