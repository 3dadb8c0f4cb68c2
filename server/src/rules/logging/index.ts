import type { Rule } from "../rule";
import cometKeysUnused from "./cometKeysUnused";
import deepspeedMonitor from "./deepspeedMonitor";
import logGradNormPipe from "./logGradNormPipe";
import logIntervalZero from "./logIntervalZero";
import logOptimizerStatesKeyerror from "./logOptimizerStatesKeyerror";
import memoryProfilingSequential from "./memoryProfilingSequential";
import profileNeedsMemoryPath from "./profileNeedsMemoryPath";
import profileNeedsTensorboardDir from "./profileNeedsTensorboardDir";
import profileStepRange from "./profileStepRange";
import wandbKeysUnused from "./wandbKeysUnused";

/** What a run tells, and to whom. */
export const loggingRules: readonly Rule[] = [
  logIntervalZero,
  logOptimizerStatesKeyerror,
  logGradNormPipe,
  wandbKeysUnused,
  cometKeysUnused,
  deepspeedMonitor,
  profileNeedsMemoryPath,
  profileNeedsTensorboardDir,
  profileStepRange,
  memoryProfilingSequential,
];
