import type { Rule } from "../rule";
import bf16Inference from "./bf16Inference";
import generationCache from "./generationCache";
import inferenceNeedsLoad from "./inferenceNeedsLoad";
import inferenceZeroStage from "./inferenceZeroStage";
import mambaNoGeneration from "./mambaNoGeneration";
import maximumTokensExceedsSeq from "./maximumTokensExceedsSeq";
import numSamplesPositive from "./numSamplesPositive";
import precomputeBatch from "./precomputeBatch";
import returnLogitsIndex from "./returnLogitsIndex";
import rewardModelInference from "./rewardModelInference";
import sampleInputFileIgnored from "./sampleInputFileIgnored";
import sequenceParallelInference from "./sequenceParallelInference";
import slidingWindowGeneration from "./slidingWindowGeneration";
import teColumnInference from "./teColumnInference";
import temperatureNegative from "./temperatureNegative";
import textGenerationKeyInTraining from "./textGenerationKeyInTraining";
import textGenInputFile from "./textGenInputFile";
import textGenTypeUnknown from "./textGenTypeUnknown";
import topKRange from "./topKRange";
import trainEpochsInference from "./trainEpochsInference";

/** `generate.py`. */
export const generationRules: readonly Rule[] = [
  textGenTypeUnknown,
  textGenInputFile,
  sampleInputFileIgnored,
  numSamplesPositive,
  temperatureNegative,
  maximumTokensExceedsSeq,
  textGenerationKeyInTraining,
  precomputeBatch,
  generationCache,
  bf16Inference,
  inferenceNeedsLoad,
  inferenceZeroStage,
  trainEpochsInference,
  mambaNoGeneration,
  sequenceParallelInference,
  rewardModelInference,
  slidingWindowGeneration,
  topKRange,
  returnLogitsIndex,
  teColumnInference,
];
