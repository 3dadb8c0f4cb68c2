import type { Rule } from "../rule";
import activationCheckpointingBlock from "./activationCheckpointingBlock";
import argumentNeverRead from "./argumentNeverRead";
import biasGeluFusionUnused from "./biasGeluFusionUnused";
import expertsIgnoreMlpKeys from "./expertsIgnoreMlpKeys";
import flashAttentionIgnores from "./flashAttentionIgnores";
import flashattnSwigluUnused from "./flashattnSwigluUnused";
import fp8KeyUnused from "./fp8KeyUnused";
import gptJTiedUnused from "./gptJTiedUnused";
import mambaFusionSuperseded from "./mambaFusionSuperseded";
import mambaMlpKeyUnused from "./mambaMlpKeyUnused";
import modelParallelFlagUnused from "./modelParallelFlagUnused";
import moeJitterWithoutTopk from "./moeJitterWithoutTopk";
import moeKeyWithoutExperts from "./moeKeyWithoutExperts";
import normFusionUnused from "./normFusionUnused";
import overwrittenArgument from "./overwrittenArgument";
import { positionRules } from "./positions";
import recomputationFlagUnused from "./recomputationFlagUnused";
import recomputationSkipsLayers from "./recomputationSkipsLayers";
import schedulerIgnored from "./schedulerIgnored";
import softmaxFusionTwice from "./softmaxFusionTwice";
import sparseDropoutUnused from "./sparseDropoutUnused";
import sparsityConfigUnused from "./sparsityConfigUnused";
import teAttentionIgnores from "./teAttentionIgnores";
import tokenizerFileUnused from "./tokenizerFileUnused";

/** Keys that NeoX accepts and that have no effect. */
export const ignoredRules: readonly Rule[] = [
  overwrittenArgument,
  schedulerIgnored,
  argumentNeverRead,
  ...positionRules,
  biasGeluFusionUnused,
  flashattnSwigluUnused,
  normFusionUnused,
  softmaxFusionTwice,
  mambaFusionSuperseded,
  sparsityConfigUnused,
  gptJTiedUnused,
  flashAttentionIgnores,
  moeKeyWithoutExperts,
  moeJitterWithoutTopk,
  expertsIgnoreMlpKeys,
  fp8KeyUnused,
  modelParallelFlagUnused,
  recomputationFlagUnused,
  activationCheckpointingBlock,
  tokenizerFileUnused,
  mambaMlpKeyUnused,
  recomputationSkipsLayers,
  sparseDropoutUnused,
  teAttentionIgnores,
];
