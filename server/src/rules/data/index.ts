import type { Rule } from "../rule";
import allowChoppedPacked from "./allowChoppedPacked";
import dataImplInferBroken from "./dataImplInferBroken";
import dataPathMissing from "./dataPathMissing";
import dataPathOrPaths from "./dataPathOrPaths";
import dataPathSuffix from "./dataPathSuffix";
import dataPathsTogether from "./dataPathsTogether";
import dataPathWithPairs from "./dataPathWithPairs";
import dataWeightsLength from "./dataWeightsLength";
import evalIntervalZero from "./evalIntervalZero";
import labelPaths from "./labelPaths";
import labelPathsAllSplits from "./labelPathsAllSplits";
import labelPathsLengths from "./labelPathsLengths";
import negPathsMissing from "./negPathsMissing";
import numWorkersNegative from "./numWorkersNegative";
import pairwiseLabelsBoth from "./pairwiseLabelsBoth";
import pairwiseNeedsUnpacked from "./pairwiseNeedsUnpacked";
import posNegPathsNotValidated from "./posNegPathsNotValidated";
import rewardNeedsUnpacked from "./rewardNeedsUnpacked";
import splitExtraParts from "./splitExtraParts";
import splitFormat from "./splitFormat";
import splitIgnoredWithPaths from "./splitIgnoredWithPaths";
import tooManyDataSets from "./tooManyDataSets";
import trainEpochsUnsupported from "./trainEpochsUnsupported";
import trainItersAndEpochs from "./trainItersAndEpochs";
import trainLengthRequired from "./trainLengthRequired";
import useSharedFsWithLists from "./useSharedFsWithLists";
import validLabelsWithoutTrainLabels from "./validLabelsWithoutTrainLabels";
import weightByNumDocumentsDataPath from "./weightByNumDocumentsDataPath";
import weightByNumDocumentsFormula from "./weightByNumDocumentsFormula";
import weightByNumDocumentsOverrides from "./weightByNumDocumentsOverrides";
import weightByNumDocumentsPairwise from "./weightByNumDocumentsPairwise";
import weightsPositive from "./weightsPositive";

/** Where the data is, and how it is read. */
export const dataRules: readonly Rule[] = [
  labelPaths,
  dataPathOrPaths,
  dataPathsTogether,
  dataWeightsLength,
  trainLengthRequired,
  trainItersAndEpochs,
  trainEpochsUnsupported,
  dataPathMissing,
  dataImplInferBroken,
  dataPathSuffix,
  dataPathWithPairs,
  splitFormat,
  splitExtraParts,
  splitIgnoredWithPaths,
  weightsPositive,
  tooManyDataSets,
  weightByNumDocumentsOverrides,
  weightByNumDocumentsFormula,
  weightByNumDocumentsPairwise,
  weightByNumDocumentsDataPath,
  labelPathsAllSplits,
  labelPathsLengths,
  validLabelsWithoutTrainLabels,
  posNegPathsNotValidated,
  negPathsMissing,
  pairwiseLabelsBoth,
  rewardNeedsUnpacked,
  pairwiseNeedsUnpacked,
  allowChoppedPacked,
  evalIntervalZero,
  numWorkersNegative,
  useSharedFsWithLists,
];
