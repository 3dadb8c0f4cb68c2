import type { Rule } from "../rule";
import alibiSparseLayers from "./alibiSparseLayers";
import bf16BlockDisabled from "./bf16BlockDisabled";
import bf16BlockWithoutPrecision from "./bf16BlockWithoutPrecision";
import bf16GradientAccumulation from "./bf16GradientAccumulation";
import expertsNotGated from "./expertsNotGated";
import expertsWithoutNorm from "./expertsWithoutNorm";
import fp16DisabledInVain from "./fp16DisabledInVain";
import fp16TypeIgnored from "./fp16TypeIgnored";
import gatedMlpThird from "./gatedMlpThird";
import gmlpNotGated from "./gmlpNotGated";
import gradientClippingDropped from "./gradientClippingDropped";
import hiddenDropoutWithoutBias from "./hiddenDropoutWithoutBias";
import learningRateNotSet from "./learningRateNotSet";
import mambaInitMethod from "./mambaInitMethod";
import mambaNoDropout from "./mambaNoDropout";
import mupFlashScaling from "./mupFlashScaling";
import mupShapesEndRun from "./mupShapesEndRun";
import numberInOtherBase from "./numberInOtherBase";
import numberNotFinite from "./numberNotFinite";
import onlineLabelsUnused from "./onlineLabelsUnused";
import outputLayerRow from "./outputLayerRow";
import parallelResidualDropsAttention from "./parallelResidualDropsAttention";
import precisionWithoutBlock from "./precisionWithoutBlock";
import reinforceInPipeline from "./reinforceInPipeline";
import rotaryDimsFew from "./rotaryDimsFew";
import rpeFlashLayers from "./rpeFlashLayers";
import rpeStagesDrift from "./rpeStagesDrift";
import rwkvAttentionWidth from "./rwkvAttentionWidth";
import rwkvFfnRounded from "./rwkvFfnRounded";
import rwkvMixesBatch from "./rwkvMixesBatch";
import slidingWindowLost from "./slidingWindowLost";
import tokenizerFileKind from "./tokenizerFileKind";
import topkRouterTraining from "./topkRouterTraining";
import transformerEngineMlpWidth from "./transformerEngineMlpWidth";
import transformerEngineReducesTwice from "./transformerEngineReducesTwice";
import zeroMlpWidth from "./zeroMlpWidth";

/** Values with which NeoX trains, and trains something else than the file says. */
export const silentRules: readonly Rule[] = [
  numberInOtherBase,
  numberNotFinite,
  fp16DisabledInVain,
  fp16TypeIgnored,
  bf16BlockDisabled,
  bf16BlockWithoutPrecision,
  bf16GradientAccumulation,
  gradientClippingDropped,
  learningRateNotSet,
  mupShapesEndRun,
  reinforceInPipeline,
  onlineLabelsUnused,
  outputLayerRow,
  gatedMlpThird,
  parallelResidualDropsAttention,
  hiddenDropoutWithoutBias,
  rotaryDimsFew,
  alibiSparseLayers,
  rpeFlashLayers,
  rpeStagesDrift,
  slidingWindowLost,
  mupFlashScaling,
  zeroMlpWidth,
  gmlpNotGated,
  expertsNotGated,
  topkRouterTraining,
  expertsWithoutNorm,
  transformerEngineReducesTwice,
  transformerEngineMlpWidth,
  rwkvAttentionWidth,
  rwkvFfnRounded,
  mambaNoDropout,
  tokenizerFileKind,
  rwkvMixesBatch,
  mambaInitMethod,
  precisionWithoutBlock,
];
