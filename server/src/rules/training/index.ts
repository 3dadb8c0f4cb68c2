import type { Rule } from "../rule";
import deepspeedFalse from "./deepspeedFalse";
import requiredArguments from "./requiredArguments";
import saveSchedule from "./saveSchedule";

/** What every run needs. */
export const trainingRules: readonly Rule[] = [deepspeedFalse, requiredArguments, saveSchedule];
