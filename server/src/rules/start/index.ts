import type { Rule } from "../rule";
import checkpointNumLayersZero from "./checkpointNumLayersZero";
import distributedBackend from "./distributedBackend";
import lazyMpuInit from "./lazyMpuInit";
import pretrainedGpt2Tokenizer from "./pretrainedGpt2Tokenizer";
import seedPositive from "./seedPositive";
import tokenizerFiles from "./tokenizerFiles";
import tokenizerTypeNull from "./tokenizerTypeNull";
import vocabDivisibleZero from "./vocabDivisibleZero";

export const startRules: readonly Rule[] = [
  checkpointNumLayersZero,
  seedPositive,
  lazyMpuInit,
  distributedBackend,
  vocabDivisibleZero,
  tokenizerFiles,
  tokenizerTypeNull,
  pretrainedGpt2Tokenizer,
];
