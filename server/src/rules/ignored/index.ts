import type { Rule } from "../rule";
import { activationCheckpointingRules } from "./activationCheckpointing";
import { fusionRules } from "./fusions";
import neverRead from "./neverRead";
import { otherFlagRules } from "./otherFlags";
import overwrittenArgument from "./overwrittenArgument";
import { positionRules } from "./positions";
import schedulerBlock from "./schedulerBlock";
import tokenizerFiles from "./tokenizerFiles";

/** Keys that NeoX accepts and that have no effect. */
export const ignoredRules: readonly Rule[] = [
  overwrittenArgument,
  schedulerBlock,
  neverRead,
  ...positionRules,
  ...fusionRules,
  ...otherFlagRules,
  ...activationCheckpointingRules,
  tokenizerFiles,
];
