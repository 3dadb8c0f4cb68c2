import type { Rule } from "../rule";
import checkpointFactorLinearWhole from "./checkpointFactorLinearWhole";
import checkpointFactorLogAboveOne from "./checkpointFactorLogAboveOne";
import checkpointFactorZero from "./checkpointFactorZero";
import checkpointKeysWithoutSave from "./checkpointKeysWithoutSave";
import checkpointValidationPipeline from "./checkpointValidationPipeline";
import extraSaveItersNever from "./extraSaveItersNever";
import keepLastTrailingSlash from "./keepLastTrailingSlash";
import keepLastZero from "./keepLastZero";
import s3PathScheme from "./s3PathScheme";

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
];
