// Made by `npm run registry` from the files beside this folder.
import type { Rule } from "../../engine/rule";
import attentionBiasParallelResidual from "../attention/attentionBiasParallelResidual";
import headsModelParallel from "../attention/headsModelParallel";
import hiddenSizeHeads from "../attention/hiddenSizeHeads";
import kvHeadsDivideHeads from "../attention/kvHeadsDivideHeads";
import kvHeadsLayerKind from "../attention/kvHeadsLayerKind";
import kvHeadsModelParallel from "../attention/kvHeadsModelParallel";
import kvHeadsReshape from "../attention/kvHeadsReshape";
import kvHeadsSparsityConfig from "../attention/kvHeadsSparsityConfig";
import slidingWindowLost from "../attention/slidingWindowLost";
import softmaxFusionInapplicable from "../attention/softmaxFusionInapplicable";
import softmaxFusionTwice from "../attention/softmaxFusionTwice";
import batchSizeRequired from "../batch/batchSizeRequired";
import batchSizeTruncated from "../batch/batchSizeTruncated";
import batchSizesAgree from "../batch/batchSizesAgree";
import batchSizesPositive from "../batch/batchSizesPositive";
import blockMissingKey from "../blocks/blockMissingKey";
import deepspeedExtraArgs from "../blocks/deepspeedExtraArgs";
import deepspeedValueRefused from "../blocks/deepspeedValueRefused";
import extraArgsMethodName from "../blocks/extraArgsMethodName";
import nestedWrongType from "../blocks/nestedWrongType";
import optimizerParams from "../blocks/optimizerParams";
import refusedNestedKey from "../blocks/refusedNestedKey";
import unknownNestedKey from "../blocks/unknownNestedKey";
import ownCondition from "../checkout/ownCondition";
import checkpointFactorLinearWhole from "../checkpoint/checkpointFactorLinearWhole";
import checkpointFactorLogAboveOne from "../checkpoint/checkpointFactorLogAboveOne";
import checkpointFactorZero from "../checkpoint/checkpointFactorZero";
import checkpointKeysWithoutSave from "../checkpoint/checkpointKeysWithoutSave";
import checkpointValidationPipeline from "../checkpoint/checkpointValidationPipeline";
import checkpointValidationVocabulary from "../checkpoint/checkpointValidationVocabulary";
import extraSaveItersNever from "../checkpoint/extraSaveItersNever";
import folderIsFile from "../checkpoint/folderIsFile";
import gqaCheckpointLayout from "../checkpoint/gqaCheckpointLayout";
import keepLastTrailingSlash from "../checkpoint/keepLastTrailingSlash";
import keepLastZero from "../checkpoint/keepLastZero";
import loadArgumentsDiffer from "../checkpoint/loadArgumentsDiffer";
import loadBroken from "../checkpoint/loadBroken";
import loadDamaged from "../checkpoint/loadDamaged";
import loadFromScratch from "../checkpoint/loadFromScratch";
import loadIterationMissing from "../checkpoint/loadIterationMissing";
import loadLayout from "../checkpoint/loadLayout";
import loadMisfit from "../checkpoint/loadMisfit";
import loadOptimizerState from "../checkpoint/loadOptimizerState";
import loadOtherCourse from "../checkpoint/loadOtherCourse";
import loadOtherModel from "../checkpoint/loadOtherModel";
import loadRandomStates from "../checkpoint/loadRandomStates";
import loadScheduleDiffers from "../checkpoint/loadScheduleDiffers";
import loadTrainedAlready from "../checkpoint/loadTrainedAlready";
import loadWeightsAloneFp32 from "../checkpoint/loadWeightsAloneFp32";
import noSaveRngResume from "../checkpoint/noSaveRngResume";
import s3PathScheme from "../checkpoint/s3PathScheme";
import saveStepsEndless from "../checkpoint/saveStepsEndless";
import distributedBackend from "../cluster/distributedBackend";
import globalNumGpusGiven from "../cluster/globalNumGpusGiven";
import gpusDivide from "../cluster/gpusDivide";
import gpusPositive from "../cluster/gpusPositive";
import lazyMpuInit from "../cluster/lazyMpuInit";
import modelParallelBelowOne from "../cluster/modelParallelBelowOne";
import seedPositive from "../cluster/seedPositive";
import configFilesKey from "../configFiles/configFilesKey";
import configMapping from "../configFiles/configMapping";
import duplicateKey from "../configFiles/duplicateKey";
import keyString from "../configFiles/keyString";
import repeatedKey from "../configFiles/repeatedKey";
import replacedByDashes from "../configFiles/replacedByDashes";
import sameFileName from "../configFiles/sameFileName";
import unreadComment from "../configFiles/unreadComment";
import yamlSyntax from "../configFiles/yamlSyntax";
import convertsToAnotherModel from "../conversion/convertsToAnotherModel";
import allowChoppedPacked from "../data/allowChoppedPacked";
import dataBelowBatch from "../data/dataBelowBatch";
import dataImplInferBroken from "../data/dataImplInferBroken";
import dataIndexMismatch from "../data/dataIndexMismatch";
import dataLabelsLate from "../data/dataLabelsLate";
import dataLabelsMismatch from "../data/dataLabelsMismatch";
import dataNotThere from "../data/dataNotThere";
import dataPathMissing from "../data/dataPathMissing";
import dataPathOrPaths from "../data/dataPathOrPaths";
import dataPathSuffix from "../data/dataPathSuffix";
import dataPathWithPairs from "../data/dataPathWithPairs";
import dataPathsTogether from "../data/dataPathsTogether";
import dataTooLong from "../data/dataTooLong";
import dataUnreadable from "../data/dataUnreadable";
import dataVocabulary from "../data/dataVocabulary";
import dataWeightsLength from "../data/dataWeightsLength";
import evalIntervalZero from "../data/evalIntervalZero";
import fileNotFound from "../data/fileNotFound";
import labelPaths from "../data/labelPaths";
import labelPathsAllSplits from "../data/labelPathsAllSplits";
import labelPathsBesideDataPath from "../data/labelPathsBesideDataPath";
import labelPathsLengths from "../data/labelPathsLengths";
import negPathsMissing from "../data/negPathsMissing";
import numWorkersNegative from "../data/numWorkersNegative";
import onlineLabelsUnused from "../data/onlineLabelsUnused";
import pairwiseLabelsBoth from "../data/pairwiseLabelsBoth";
import pairwiseNeedsUnpacked from "../data/pairwiseNeedsUnpacked";
import posNegPathsNotValidated from "../data/posNegPathsNotValidated";
import pretrainedGpt2Tokenizer from "../data/pretrainedGpt2Tokenizer";
import rewardNeedsUnpacked from "../data/rewardNeedsUnpacked";
import splitBelowZero from "../data/splitBelowZero";
import splitExtraParts from "../data/splitExtraParts";
import splitFormat from "../data/splitFormat";
import splitIgnoredWithPaths from "../data/splitIgnoredWithPaths";
import splitWithoutTraining from "../data/splitWithoutTraining";
import tokenizerFileKind from "../data/tokenizerFileKind";
import tokenizerFileUnused from "../data/tokenizerFileUnused";
import tokenizerFiles from "../data/tokenizerFiles";
import tokenizerOdd from "../data/tokenizerOdd";
import tokenizerTypeNull from "../data/tokenizerTypeNull";
import tokenizerUnreadable from "../data/tokenizerUnreadable";
import tooManyDataSets from "../data/tooManyDataSets";
import trainEpochsUnsupported from "../data/trainEpochsUnsupported";
import trainItersAndEpochs from "../data/trainItersAndEpochs";
import trainLengthRequired from "../data/trainLengthRequired";
import unpackedNeedsLabels from "../data/unpackedNeedsLabels";
import useSharedFsWithLists from "../data/useSharedFsWithLists";
import validLabelsWithoutTrainLabels from "../data/validLabelsWithoutTrainLabels";
import vocabDivisibleZero from "../data/vocabDivisibleZero";
import weightByNumDocumentsDataPath from "../data/weightByNumDocumentsDataPath";
import weightByNumDocumentsFormula from "../data/weightByNumDocumentsFormula";
import weightByNumDocumentsOverrides from "../data/weightByNumDocumentsOverrides";
import weightByNumDocumentsPairwise from "../data/weightByNumDocumentsPairwise";
import weightsPositive from "../data/weightsPositive";
import charLevelPplModelParallel from "../evaluation/charLevelPplModelParallel";
import charLevelPplPairs from "../evaluation/charLevelPplPairs";
import evalHarnessLimit from "../evaluation/evalHarnessLimit";
import evalHarnessMaxLength from "../evaluation/evalHarnessMaxLength";
import evalTasksNeedPipeline from "../evaluation/evalTasksNeedPipeline";
import evalWithPipelineEngine from "../evaluation/evalWithPipelineEngine";
import mambaNoEval from "../evaluation/mambaNoEval";
import trainEpochsEvalIters from "../evaluation/trainEpochsEvalIters";
import expertsIgnoreMlpKeys from "../experts/expertsIgnoreMlpKeys";
import expertsNotGated from "../experts/expertsNotGated";
import expertsPipeline from "../experts/expertsPipeline";
import expertsSequenceParallel from "../experts/expertsSequenceParallel";
import expertsWithoutNorm from "../experts/expertsWithoutNorm";
import expertsZeroStage from "../experts/expertsZeroStage";
import moeExpertIntervalZero from "../experts/moeExpertIntervalZero";
import moeExpertMlp from "../experts/moeExpertMlp";
import moeExpertsModelParallel from "../experts/moeExpertsModelParallel";
import moeJitterWithoutTopk from "../experts/moeJitterWithoutTopk";
import moeKeyWithoutExperts from "../experts/moeKeyWithoutExperts";
import moePrecision from "../experts/moePrecision";
import moeTopKRange from "../experts/moeTopKRange";
import topkRouterTraining from "../experts/topkRouterTraining";
import flashAlibiVersion from "../flash/flashAlibiVersion";
import flashAttentionIgnores from "../flash/flashAttentionIgnores";
import flashHeadDim from "../flash/flashHeadDim";
import flashPrecision from "../flash/flashPrecision";
import generationCache from "../generation/generationCache";
import generationNeedsIterations from "../generation/generationNeedsIterations";
import inferenceNeedsLoad from "../generation/inferenceNeedsLoad";
import inferenceZeroStage from "../generation/inferenceZeroStage";
import mambaNoGeneration from "../generation/mambaNoGeneration";
import maximumTokensExceedsSeq from "../generation/maximumTokensExceedsSeq";
import maximumTokensNegative from "../generation/maximumTokensNegative";
import numSamplesPositive from "../generation/numSamplesPositive";
import outputFolderMissing from "../generation/outputFolderMissing";
import precomputeBatch from "../generation/precomputeBatch";
import promptsShareCache from "../generation/promptsShareCache";
import returnLogitsIndex from "../generation/returnLogitsIndex";
import rewardModelInference from "../generation/rewardModelInference";
import sampleInputFileIgnored from "../generation/sampleInputFileIgnored";
import samplesShareCache from "../generation/samplesShareCache";
import sequenceParallelInference from "../generation/sequenceParallelInference";
import slidingWindowGeneration from "../generation/slidingWindowGeneration";
import teColumnInference from "../generation/teColumnInference";
import temperatureNegative from "../generation/temperatureNegative";
import textGenInputFile from "../generation/textGenInputFile";
import textGenTypeUnknown from "../generation/textGenTypeUnknown";
import textGenerationKeyInTraining from "../generation/textGenerationKeyInTraining";
import topKRange from "../generation/topKRange";
import trainEpochsInference from "../generation/trainEpochsInference";
import gmlpBatchSize from "../gmlp/gmlpBatchSize";
import gmlpGeluFusion from "../gmlp/gmlpGeluFusion";
import gmlpNotGated from "../gmlp/gmlpNotGated";
import otherThanMeant from "../huggingFace/otherThanMeant";
import initMethodStd from "../initialisation/initMethodStd";
import mupBaseShapes from "../initialisation/mupBaseShapes";
import mupCpuInitialization from "../initialisation/mupCpuInitialization";
import mupNotApplied from "../initialisation/mupNotApplied";
import mupRelativePositions from "../initialisation/mupRelativePositions";
import mupShapesEndRun from "../initialisation/mupShapesEndRun";
import mupTiedHead from "../initialisation/mupTiedHead";
import orthogonalInit from "../initialisation/orthogonalInit";
import scaledOrthogonalMup from "../initialisation/scaledOrthogonalMup";
import softPromptTuning from "../initialisation/softPromptTuning";
import autotuningRun from "../launcher/autotuningRun";
import configTooLarge from "../launcher/configTooLarge";
import hostfileMissing from "../launcher/hostfileMissing";
import hostfileRefused from "../launcher/hostfileRefused";
import includeAndNumGpus from "../launcher/includeAndNumGpus";
import includeExcludeExclusive from "../launcher/includeExcludeExclusive";
import includeSlotAbsent from "../launcher/includeSlotAbsent";
import includeWholeHost from "../launcher/includeWholeHost";
import includeWithNumNodes from "../launcher/includeWithNumNodes";
import launcherCommentAccount from "../launcher/launcherCommentAccount";
import numNodesNeedsHostfile from "../launcher/numNodesNeedsHostfile";
import yamlConfigExtension from "../launcher/yamlConfigExtension";
import attentionConfigAll from "../layers/attentionConfigAll";
import attentionConfigEntry from "../layers/attentionConfigEntry";
import attentionConfigLength from "../layers/attentionConfigLength";
import attentionConfigPattern from "../layers/attentionConfigPattern";
import attentionType from "../layers/attentionType";
import gmlpPartitionActivations from "../layers/gmlpPartitionActivations";
import numLayersRequired from "../layers/numLayersRequired";
import recurrentZeroStage from "../layers/recurrentZeroStage";
import rwkvModelParallel from "../layers/rwkvModelParallel";
import uniqueLayers from "../layers/uniqueLayers";
import cometKeysUnused from "../logging/cometKeysUnused";
import deepspeedMonitor from "../logging/deepspeedMonitor";
import logGradNormPipe from "../logging/logGradNormPipe";
import logIntervalBelowZero from "../logging/logIntervalBelowZero";
import logIntervalZero from "../logging/logIntervalZero";
import logOptimizerStatesKeyerror from "../logging/logOptimizerStatesKeyerror";
import memoryProfilingSequential from "../logging/memoryProfilingSequential";
import profileNeedsMemoryPath from "../logging/profileNeedsMemoryPath";
import profileNeedsTensorboardDir from "../logging/profileNeedsTensorboardDir";
import profileStepRange from "../logging/profileStepRange";
import stepsPerPrintZero from "../logging/stepsPerPrintZero";
import wandbKeysUnused from "../logging/wandbKeysUnused";
import mambaBfloat16 from "../mamba/mambaBfloat16";
import mambaBiasFusion from "../mamba/mambaBiasFusion";
import mambaFusionSuperseded from "../mamba/mambaFusionSuperseded";
import mambaInitMethod from "../mamba/mambaInitMethod";
import mambaMlpKeyUnused from "../mamba/mambaMlpKeyUnused";
import mambaModelParallel from "../mamba/mambaModelParallel";
import mambaNoDropout from "../mamba/mambaNoDropout";
import mambaParallelism from "../mamba/mambaParallelism";
import mambaSequenceParallel from "../mamba/mambaSequenceParallel";
import tiedSecondCopy from "../memory/tiedSecondCopy";
import zeroBucketEmpty from "../memory/zeroBucketEmpty";
import activationAttribute from "../mlp/activationAttribute";
import biasGeluFusionUnused from "../mlp/biasGeluFusionUnused";
import flashattnSwigluUnused from "../mlp/flashattnSwigluUnused";
import gatedMlpThird from "../mlp/gatedMlpThird";
import geluFusionOnnx from "../mlp/geluFusionOnnx";
import hiddenDropoutWithoutBias from "../mlp/hiddenDropoutWithoutBias";
import mlpBiasGated from "../mlp/mlpBiasGated";
import mlpBiasMergeError from "../mlp/mlpBiasMergeError";
import mlpBiasPlainActivation from "../mlp/mlpBiasPlainActivation";
import mlpBiasSwiglu from "../mlp/mlpBiasSwiglu";
import mlpModelParallel from "../mlp/mlpModelParallel";
import mlpMultipleOfZero from "../mlp/mlpMultipleOfZero";
import mlpSizeOnce from "../mlp/mlpSizeOnce";
import mlpWidths from "../mlp/mlpWidths";
import outputLayerRow from "../mlp/outputLayerRow";
import parallelResidualDropsAttention from "../mlp/parallelResidualDropsAttention";
import zeroMlpWidth from "../mlp/zeroMlpWidth";
import argumentNeverRead from "../names/argumentNeverRead";
import deprecatedNestedKey from "../names/deprecatedNestedKey";
import overwrittenArgument from "../names/overwrittenArgument";
import removedArgument from "../names/removedArgument";
import unknownArgument from "../names/unknownArgument";
import gptJTiedUnused from "../norms/gptJTiedUnused";
import nonParametricNormFusion from "../norms/nonParametricNormFusion";
import nonParametricNormTorch from "../norms/nonParametricNormTorch";
import normFusionUnused from "../norms/normFusionUnused";
import qkNormGroupedFlash from "../norms/qkNormGroupedFlash";
import qkNormRmsnorm from "../norms/qkNormRmsnorm";
import curriculumDisabled from "../objective/curriculumDisabled";
import curriculumKeys from "../objective/curriculumKeys";
import fp16CrossEntropy from "../objective/fp16CrossEntropy";
import ktoBatch from "../objective/ktoBatch";
import ktoRewards from "../objective/ktoRewards";
import objectiveDataSet from "../objective/objectiveDataSet";
import preferencePipeline from "../objective/preferencePipeline";
import preferenceUndefined from "../objective/preferenceUndefined";
import reinforceInPipeline from "../objective/reinforceInPipeline";
import rewardModelBatch from "../objective/rewardModelBatch";
import rewardModelHead from "../objective/rewardModelHead";
import rewardModelLabels from "../objective/rewardModelLabels";
import adamEpsZero from "../optimizer/adamEpsZero";
import adamSecondBeta from "../optimizer/adamSecondBeta";
import ampZero from "../optimizer/ampZero";
import bnbOnlyAdam from "../optimizer/bnbOnlyAdam";
import cpuTorchAdamNever from "../optimizer/cpuTorchAdamNever";
import gradAccumDtype from "../optimizer/gradAccumDtype";
import gradientClippingDropped from "../optimizer/gradientClippingDropped";
import gradientPredivide from "../optimizer/gradientPredivide";
import learningRateNotSet from "../optimizer/learningRateNotSet";
import lrCosineRisesAgain from "../optimizer/lrCosineRisesAgain";
import lrDecayFractionPrecedence from "../optimizer/lrDecayFractionPrecedence";
import lrDecayItersZero from "../optimizer/lrDecayItersZero";
import lrDecayLongerThanTraining from "../optimizer/lrDecayLongerThanTraining";
import lrExponentialHalf from "../optimizer/lrExponentialHalf";
import lrFirstUpdateAbove from "../optimizer/lrFirstUpdateAbove";
import lrLinearEndsEarly from "../optimizer/lrLinearEndsEarly";
import lrNull from "../optimizer/lrNull";
import minLrAboveLr from "../optimizer/minLrAboveLr";
import noLoadOptimTrainsNothing from "../optimizer/noLoadOptimTrainsNothing";
import onebitadamMaxGradNorm from "../optimizer/onebitadamMaxGradNorm";
import onebitadamTrainIters from "../optimizer/onebitadamTrainIters";
import onebitadamZero from "../optimizer/onebitadamZero";
import optimizerMissing from "../optimizer/optimizerMissing";
import optimizerMupType from "../optimizer/optimizerMupType";
import optimizerNumbers from "../optimizer/optimizerNumbers";
import optimizerParamsRequired from "../optimizer/optimizerParamsRequired";
import optimizerSgdNeedsMup from "../optimizer/optimizerSgdNeedsMup";
import optimizerValue from "../optimizer/optimizerValue";
import overrideAndCheckpointScheduler from "../optimizer/overrideAndCheckpointScheduler";
import prescaleGradients from "../optimizer/prescaleGradients";
import schedulerIgnored from "../optimizer/schedulerIgnored";
import sm3IgnoresWeightDecay from "../optimizer/sm3IgnoresWeightDecay";
import v2NoLoadOptim from "../optimizer/v2NoLoadOptim";
import warmupFractionRange from "../optimizer/warmupFractionRange";
import zeroOffloadNeedsCpuAdam from "../optimizer/zeroOffloadNeedsCpuAdam";
import zeroRefusesLion from "../optimizer/zeroRefusesLion";
import zeroStageInvalid from "../optimizer/zeroStageInvalid";
import zeroStageRequired from "../optimizer/zeroStageRequired";
import zeroUntestedOptimizer from "../optimizer/zeroUntestedOptimizer";
import activationCheckpointingBlock from "../parallel/activationCheckpointingBlock";
import checkpointNumLayersZero from "../parallel/checkpointNumLayersZero";
import contiguousCheckpointing from "../parallel/contiguousCheckpointing";
import contiguousEvaluation from "../parallel/contiguousEvaluation";
import modelParallelFlagUnused from "../parallel/modelParallelFlagUnused";
import pipePartitionMethod from "../parallel/pipePartitionMethod";
import recomputationChunks from "../parallel/recomputationChunks";
import recomputationFlagUnused from "../parallel/recomputationFlagUnused";
import recomputationSkipsLayers from "../parallel/recomputationSkipsLayers";
import sequenceParallelLength from "../parallel/sequenceParallelLength";
import sequenceParallelRewardModel from "../parallel/sequenceParallelRewardModel";
import unevenPipelineStages from "../parallel/unevenPipelineStages";
import zeroModelParallel from "../parallel/zeroModelParallel";
import zeroPipeline from "../parallel/zeroPipeline";
import alibiHeadsInterpolated from "../positions/alibiHeadsInterpolated";
import alibiSparseLayers from "../positions/alibiSparseLayers";
import alibiZero3 from "../positions/alibiZero3";
import maxPositionEmbeddings from "../positions/maxPositionEmbeddings";
import positionOffsetRange from "../positions/positionOffsetRange";
import rotaryDimsEven from "../positions/rotaryDimsEven";
import rotaryDimsFew from "../positions/rotaryDimsFew";
import rotaryKeyUnused from "../positions/rotaryKeyUnused";
import rotaryPctRange from "../positions/rotaryPctRange";
import rpeBuckets from "../positions/rpeBuckets";
import rpeFlashLayers from "../positions/rpeFlashLayers";
import rpeRecomputed from "../positions/rpeRecomputed";
import rpeStagesDrift from "../positions/rpeStagesDrift";
import seqLengthRequired from "../positions/seqLengthRequired";
import sinusoidalHiddenEven from "../positions/sinusoidalHiddenEven";
import bf16BlockDisabled from "../precision/bf16BlockDisabled";
import bf16BlockWithoutPrecision from "../precision/bf16BlockWithoutPrecision";
import bf16GradientAccumulation from "../precision/bf16GradientAccumulation";
import bf16NeedsZero from "../precision/bf16NeedsZero";
import fp16DisabledInVain from "../precision/fp16DisabledInVain";
import fp16LmCrossEntropy from "../precision/fp16LmCrossEntropy";
import fp16TypeIgnored from "../precision/fp16TypeIgnored";
import precisionConflict from "../precision/precisionConflict";
import precisionSpelling from "../precision/precisionSpelling";
import precisionWithoutBlock from "../precision/precisionWithoutBlock";
import staticLossScale from "../precision/staticLossScale";
import rwkvAttentionWidth from "../rwkv/rwkvAttentionWidth";
import rwkvDimAttRequired from "../rwkv/rwkvDimAttRequired";
import rwkvFfnRounded from "../rwkv/rwkvFfnRounded";
import rwkvFirstLayer from "../rwkv/rwkvFirstLayer";
import rwkvHeads from "../rwkv/rwkvHeads";
import rwkvMixesBatch from "../rwkv/rwkvMixesBatch";
import rwkvMultiplesOf32 from "../rwkv/rwkvMultiplesOf32";
import rwkvOneLayer from "../rwkv/rwkvOneLayer";
import rwkvPrecision from "../rwkv/rwkvPrecision";
import autoArgument from "../sizes/autoArgument";
import dropoutRange from "../sizes/dropoutRange";
import modelSizePositive from "../sizes/modelSizePositive";
import nullArgument from "../sizes/nullArgument";
import sequenceLengthPositive from "../sizes/sequenceLengthPositive";
import sizeNameMismatch from "../sizes/sizeNameMismatch";
import tensorCoreAlignment from "../sizes/tensorCoreAlignment";
import localLayersOnly from "../sparse/localLayersOnly";
import sparseAttentionDropout from "../sparse/sparseAttentionDropout";
import sparseBlockLength from "../sparse/sparseBlockLength";
import sparseBlocksInRow from "../sparse/sparseBlocksInRow";
import sparseDropoutUnused from "../sparse/sparseDropoutUnused";
import sparseFixedPattern from "../sparse/sparseFixedPattern";
import sparseGlobalIndices from "../sparse/sparseGlobalIndices";
import sparseRelativePositions from "../sparse/sparseRelativePositions";
import sparsityConfigUnused from "../sparse/sparsityConfigUnused";
import deepscaleConfig from "../training/deepscaleConfig";
import deepspeedRequired from "../training/deepspeedRequired";
import exitIntervalNoSave from "../training/exitIntervalNoSave";
import gradientNoiseKeysUnused from "../training/gradientNoiseKeysUnused";
import gradientNoiseScaleBroken from "../training/gradientNoiseScaleBroken";
import nullStopsRun from "../training/nullStopsRun";
import objectiveKeyUnused from "../training/objectiveKeyUnused";
import requiredArgument from "../training/requiredArgument";
import saveSchedule from "../training/saveSchedule";
import serveModelWeightsBlocks from "../training/serveModelWeightsBlocks";
import trainingKeyNeverRead from "../training/trainingKeyNeverRead";
import trainsNothing from "../training/trainsNothing";
import weightServerPortIgnored from "../training/weightServerPortIgnored";
import fp8KeyUnused from "../transformerEngine/fp8KeyUnused";
import teAttentionIgnores from "../transformerEngine/teAttentionIgnores";
import teAttentionNorm from "../transformerEngine/teAttentionNorm";
import teAttentionPositions from "../transformerEngine/teAttentionPositions";
import teAttentionRmsnorm from "../transformerEngine/teAttentionRmsnorm";
import teAttentionWindow from "../transformerEngine/teAttentionWindow";
import teFp8Attention from "../transformerEngine/teFp8Attention";
import teMlpActivation from "../transformerEngine/teMlpActivation";
import teMlpNorm from "../transformerEngine/teMlpNorm";
import teRowRewardModel from "../transformerEngine/teRowRewardModel";
import transformerEngineMlpWidth from "../transformerEngine/transformerEngineMlpWidth";
import transformerEngineReducesTwice from "../transformerEngine/transformerEngineReducesTwice";
import choiceCase from "../values/choiceCase";
import numberAsString from "../values/numberAsString";
import numberInOtherBase from "../values/numberInOtherBase";
import numberNotFinite from "../values/numberNotFinite";
import pythonError from "../values/pythonError";
import wrongChoice from "../values/wrongChoice";
import wrongType from "../values/wrongType";

/** Every rule, folder by folder. */
export const everyRule: readonly Rule[] = [
  attentionBiasParallelResidual,
  headsModelParallel,
  hiddenSizeHeads,
  kvHeadsDivideHeads,
  kvHeadsLayerKind,
  kvHeadsModelParallel,
  kvHeadsReshape,
  kvHeadsSparsityConfig,
  slidingWindowLost,
  softmaxFusionInapplicable,
  softmaxFusionTwice,
  batchSizeRequired,
  batchSizeTruncated,
  batchSizesAgree,
  batchSizesPositive,
  blockMissingKey,
  deepspeedExtraArgs,
  deepspeedValueRefused,
  extraArgsMethodName,
  nestedWrongType,
  optimizerParams,
  refusedNestedKey,
  unknownNestedKey,
  ownCondition,
  checkpointFactorLinearWhole,
  checkpointFactorLogAboveOne,
  checkpointFactorZero,
  checkpointKeysWithoutSave,
  checkpointValidationPipeline,
  checkpointValidationVocabulary,
  extraSaveItersNever,
  folderIsFile,
  gqaCheckpointLayout,
  keepLastTrailingSlash,
  keepLastZero,
  loadArgumentsDiffer,
  loadBroken,
  loadDamaged,
  loadFromScratch,
  loadIterationMissing,
  loadLayout,
  loadMisfit,
  loadOptimizerState,
  loadOtherCourse,
  loadOtherModel,
  loadRandomStates,
  loadScheduleDiffers,
  loadTrainedAlready,
  loadWeightsAloneFp32,
  noSaveRngResume,
  s3PathScheme,
  saveStepsEndless,
  distributedBackend,
  globalNumGpusGiven,
  gpusDivide,
  gpusPositive,
  lazyMpuInit,
  modelParallelBelowOne,
  seedPositive,
  configFilesKey,
  configMapping,
  duplicateKey,
  keyString,
  repeatedKey,
  replacedByDashes,
  sameFileName,
  unreadComment,
  yamlSyntax,
  convertsToAnotherModel,
  allowChoppedPacked,
  dataBelowBatch,
  dataImplInferBroken,
  dataIndexMismatch,
  dataLabelsLate,
  dataLabelsMismatch,
  dataNotThere,
  dataPathMissing,
  dataPathOrPaths,
  dataPathSuffix,
  dataPathWithPairs,
  dataPathsTogether,
  dataTooLong,
  dataUnreadable,
  dataVocabulary,
  dataWeightsLength,
  evalIntervalZero,
  fileNotFound,
  labelPaths,
  labelPathsAllSplits,
  labelPathsBesideDataPath,
  labelPathsLengths,
  negPathsMissing,
  numWorkersNegative,
  onlineLabelsUnused,
  pairwiseLabelsBoth,
  pairwiseNeedsUnpacked,
  posNegPathsNotValidated,
  pretrainedGpt2Tokenizer,
  rewardNeedsUnpacked,
  splitBelowZero,
  splitExtraParts,
  splitFormat,
  splitIgnoredWithPaths,
  splitWithoutTraining,
  tokenizerFileKind,
  tokenizerFileUnused,
  tokenizerFiles,
  tokenizerOdd,
  tokenizerTypeNull,
  tokenizerUnreadable,
  tooManyDataSets,
  trainEpochsUnsupported,
  trainItersAndEpochs,
  trainLengthRequired,
  unpackedNeedsLabels,
  useSharedFsWithLists,
  validLabelsWithoutTrainLabels,
  vocabDivisibleZero,
  weightByNumDocumentsDataPath,
  weightByNumDocumentsFormula,
  weightByNumDocumentsOverrides,
  weightByNumDocumentsPairwise,
  weightsPositive,
  charLevelPplModelParallel,
  charLevelPplPairs,
  evalHarnessLimit,
  evalHarnessMaxLength,
  evalTasksNeedPipeline,
  evalWithPipelineEngine,
  mambaNoEval,
  trainEpochsEvalIters,
  expertsIgnoreMlpKeys,
  expertsNotGated,
  expertsPipeline,
  expertsSequenceParallel,
  expertsWithoutNorm,
  expertsZeroStage,
  moeExpertIntervalZero,
  moeExpertMlp,
  moeExpertsModelParallel,
  moeJitterWithoutTopk,
  moeKeyWithoutExperts,
  moePrecision,
  moeTopKRange,
  topkRouterTraining,
  flashAlibiVersion,
  flashAttentionIgnores,
  flashHeadDim,
  flashPrecision,
  generationCache,
  generationNeedsIterations,
  inferenceNeedsLoad,
  inferenceZeroStage,
  mambaNoGeneration,
  maximumTokensExceedsSeq,
  maximumTokensNegative,
  numSamplesPositive,
  outputFolderMissing,
  precomputeBatch,
  promptsShareCache,
  returnLogitsIndex,
  rewardModelInference,
  sampleInputFileIgnored,
  samplesShareCache,
  sequenceParallelInference,
  slidingWindowGeneration,
  teColumnInference,
  temperatureNegative,
  textGenInputFile,
  textGenTypeUnknown,
  textGenerationKeyInTraining,
  topKRange,
  trainEpochsInference,
  gmlpBatchSize,
  gmlpGeluFusion,
  gmlpNotGated,
  otherThanMeant,
  initMethodStd,
  mupBaseShapes,
  mupCpuInitialization,
  mupNotApplied,
  mupRelativePositions,
  mupShapesEndRun,
  mupTiedHead,
  orthogonalInit,
  scaledOrthogonalMup,
  softPromptTuning,
  autotuningRun,
  configTooLarge,
  hostfileMissing,
  hostfileRefused,
  includeAndNumGpus,
  includeExcludeExclusive,
  includeSlotAbsent,
  includeWholeHost,
  includeWithNumNodes,
  launcherCommentAccount,
  numNodesNeedsHostfile,
  yamlConfigExtension,
  attentionConfigAll,
  attentionConfigEntry,
  attentionConfigLength,
  attentionConfigPattern,
  attentionType,
  gmlpPartitionActivations,
  numLayersRequired,
  recurrentZeroStage,
  rwkvModelParallel,
  uniqueLayers,
  cometKeysUnused,
  deepspeedMonitor,
  logGradNormPipe,
  logIntervalBelowZero,
  logIntervalZero,
  logOptimizerStatesKeyerror,
  memoryProfilingSequential,
  profileNeedsMemoryPath,
  profileNeedsTensorboardDir,
  profileStepRange,
  stepsPerPrintZero,
  wandbKeysUnused,
  mambaBfloat16,
  mambaBiasFusion,
  mambaFusionSuperseded,
  mambaInitMethod,
  mambaMlpKeyUnused,
  mambaModelParallel,
  mambaNoDropout,
  mambaParallelism,
  mambaSequenceParallel,
  tiedSecondCopy,
  zeroBucketEmpty,
  activationAttribute,
  biasGeluFusionUnused,
  flashattnSwigluUnused,
  gatedMlpThird,
  geluFusionOnnx,
  hiddenDropoutWithoutBias,
  mlpBiasGated,
  mlpBiasMergeError,
  mlpBiasPlainActivation,
  mlpBiasSwiglu,
  mlpModelParallel,
  mlpMultipleOfZero,
  mlpSizeOnce,
  mlpWidths,
  outputLayerRow,
  parallelResidualDropsAttention,
  zeroMlpWidth,
  argumentNeverRead,
  deprecatedNestedKey,
  overwrittenArgument,
  removedArgument,
  unknownArgument,
  gptJTiedUnused,
  nonParametricNormFusion,
  nonParametricNormTorch,
  normFusionUnused,
  qkNormGroupedFlash,
  qkNormRmsnorm,
  curriculumDisabled,
  curriculumKeys,
  fp16CrossEntropy,
  ktoBatch,
  ktoRewards,
  objectiveDataSet,
  preferencePipeline,
  preferenceUndefined,
  reinforceInPipeline,
  rewardModelBatch,
  rewardModelHead,
  rewardModelLabels,
  adamEpsZero,
  adamSecondBeta,
  ampZero,
  bnbOnlyAdam,
  cpuTorchAdamNever,
  gradAccumDtype,
  gradientClippingDropped,
  gradientPredivide,
  learningRateNotSet,
  lrCosineRisesAgain,
  lrDecayFractionPrecedence,
  lrDecayItersZero,
  lrDecayLongerThanTraining,
  lrExponentialHalf,
  lrFirstUpdateAbove,
  lrLinearEndsEarly,
  lrNull,
  minLrAboveLr,
  noLoadOptimTrainsNothing,
  onebitadamMaxGradNorm,
  onebitadamTrainIters,
  onebitadamZero,
  optimizerMissing,
  optimizerMupType,
  optimizerNumbers,
  optimizerParamsRequired,
  optimizerSgdNeedsMup,
  optimizerValue,
  overrideAndCheckpointScheduler,
  prescaleGradients,
  schedulerIgnored,
  sm3IgnoresWeightDecay,
  v2NoLoadOptim,
  warmupFractionRange,
  zeroOffloadNeedsCpuAdam,
  zeroRefusesLion,
  zeroStageInvalid,
  zeroStageRequired,
  zeroUntestedOptimizer,
  activationCheckpointingBlock,
  checkpointNumLayersZero,
  contiguousCheckpointing,
  contiguousEvaluation,
  modelParallelFlagUnused,
  pipePartitionMethod,
  recomputationChunks,
  recomputationFlagUnused,
  recomputationSkipsLayers,
  sequenceParallelLength,
  sequenceParallelRewardModel,
  unevenPipelineStages,
  zeroModelParallel,
  zeroPipeline,
  alibiHeadsInterpolated,
  alibiSparseLayers,
  alibiZero3,
  maxPositionEmbeddings,
  positionOffsetRange,
  rotaryDimsEven,
  rotaryDimsFew,
  rotaryKeyUnused,
  rotaryPctRange,
  rpeBuckets,
  rpeFlashLayers,
  rpeRecomputed,
  rpeStagesDrift,
  seqLengthRequired,
  sinusoidalHiddenEven,
  bf16BlockDisabled,
  bf16BlockWithoutPrecision,
  bf16GradientAccumulation,
  bf16NeedsZero,
  fp16DisabledInVain,
  fp16LmCrossEntropy,
  fp16TypeIgnored,
  precisionConflict,
  precisionSpelling,
  precisionWithoutBlock,
  staticLossScale,
  rwkvAttentionWidth,
  rwkvDimAttRequired,
  rwkvFfnRounded,
  rwkvFirstLayer,
  rwkvHeads,
  rwkvMixesBatch,
  rwkvMultiplesOf32,
  rwkvOneLayer,
  rwkvPrecision,
  autoArgument,
  dropoutRange,
  modelSizePositive,
  nullArgument,
  sequenceLengthPositive,
  sizeNameMismatch,
  tensorCoreAlignment,
  localLayersOnly,
  sparseAttentionDropout,
  sparseBlockLength,
  sparseBlocksInRow,
  sparseDropoutUnused,
  sparseFixedPattern,
  sparseGlobalIndices,
  sparseRelativePositions,
  sparsityConfigUnused,
  deepscaleConfig,
  deepspeedRequired,
  exitIntervalNoSave,
  gradientNoiseKeysUnused,
  gradientNoiseScaleBroken,
  nullStopsRun,
  objectiveKeyUnused,
  requiredArgument,
  saveSchedule,
  serveModelWeightsBlocks,
  trainingKeyNeverRead,
  trainsNothing,
  weightServerPortIgnored,
  fp8KeyUnused,
  teAttentionIgnores,
  teAttentionNorm,
  teAttentionPositions,
  teAttentionRmsnorm,
  teAttentionWindow,
  teFp8Attention,
  teMlpActivation,
  teMlpNorm,
  teRowRewardModel,
  transformerEngineMlpWidth,
  transformerEngineReducesTwice,
  choiceCase,
  numberAsString,
  numberInOtherBase,
  numberNotFinite,
  pythonError,
  wrongChoice,
  wrongType,
];
