import type { Rule } from "../rule";
import deepspeedRequired from "./deepspeedRequired";
import exitIntervalNoSave from "./exitIntervalNoSave";
import gradientNoiseKeysUnused from "./gradientNoiseKeysUnused";
import gradientNoiseScaleBroken from "./gradientNoiseScaleBroken";
import nullStopsRun from "./nullStopsRun";
import objectiveKeyUnused from "./objectiveKeyUnused";
import requiredArgument from "./requiredArgument";
import saveSchedule from "./saveSchedule";
import serveModelWeightsBlocks from "./serveModelWeightsBlocks";
import trainingKeyNeverRead from "./trainingKeyNeverRead";
import weightServerPortIgnored from "./weightServerPortIgnored";

/** What every run needs, and its loop. */
export const trainingRules: readonly Rule[] = [
  deepspeedRequired,
  requiredArgument,
  nullStopsRun,
  saveSchedule,
  gradientNoiseScaleBroken,
  gradientNoiseKeysUnused,
  serveModelWeightsBlocks,
  weightServerPortIgnored,
  exitIntervalNoSave,
  objectiveKeyUnused,
  trainingKeyNeverRead,
];
