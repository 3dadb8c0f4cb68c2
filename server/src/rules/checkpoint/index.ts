import type { Rule } from "../rule";
import checkpointFactorLinearWhole from "./checkpointFactorLinearWhole";
import checkpointFactorLogAboveOne from "./checkpointFactorLogAboveOne";
import checkpointFactorZero from "./checkpointFactorZero";
import checkpointKeysWithoutSave from "./checkpointKeysWithoutSave";
import checkpointValidationPipeline from "./checkpointValidationPipeline";
import extraSaveItersNever from "./extraSaveItersNever";
import gqaCheckpointLayout from "./gqaCheckpointLayout";
import keepLastTrailingSlash from "./keepLastTrailingSlash";
import keepLastZero from "./keepLastZero";
import loadIterationMissing from "./loadIterationMissing";
import noSaveRngResume from "./noSaveRngResume";
import s3PathScheme from "./s3PathScheme";
import saveStepsEndless from "./saveStepsEndless";

/** When checkpoints are written, which are kept, and where. */
export const savingRules: readonly Rule[] = [
  checkpointFactorLinearWhole,
  checkpointFactorLogAboveOne,
  checkpointFactorZero,
  checkpointKeysWithoutSave,
  extraSaveItersNever,
  keepLastZero,
  keepLastTrailingSlash,
  s3PathScheme,
  checkpointValidationPipeline,
  loadIterationMissing,
  gqaCheckpointLayout,
  noSaveRngResume,
  saveStepsEndless,
];
