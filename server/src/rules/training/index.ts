import type { Rule } from "../rule";
import deepspeedFalse from "./deepspeedFalse";
import { loopRules } from "./loop";
import objectiveKeys from "./objectiveKeys";
import requiredArguments from "./requiredArguments";
import saveSchedule from "./saveSchedule";
import unusedKeys from "./unusedKeys";

/** What every run needs, and its loop. */
export const trainingRules: readonly Rule[] = [
  deepspeedFalse,
  requiredArguments,
  saveSchedule,
  ...loopRules,
  objectiveKeys,
  unusedKeys,
];
