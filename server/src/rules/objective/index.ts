import type { Rule } from "../rule";
import curriculumDisabled from "./curriculumDisabled";
import curriculumKeys from "./curriculumKeys";
import fp16CrossEntropy from "./fp16CrossEntropy";
import ktoBatch from "./ktoBatch";
import ktoRewards from "./ktoRewards";
import objectiveDataSet from "./objectiveDataSet";
import preferencePipeline from "./preferencePipeline";
import rewardModelBatch from "./rewardModelBatch";
import rewardModelHead from "./rewardModelHead";

export const objectiveRules: readonly Rule[] = [
  fp16CrossEntropy,
  rewardModelHead,
  rewardModelBatch,
  ktoBatch,
  preferencePipeline,
  objectiveDataSet,
  ktoRewards,
  curriculumKeys,
  curriculumDisabled,
];
