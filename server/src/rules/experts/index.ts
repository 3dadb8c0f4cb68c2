import type { Rule } from "../rule";
import expertsPipeline from "./expertsPipeline";
import expertsSequenceParallel from "./expertsSequenceParallel";
import expertsZeroStage from "./expertsZeroStage";

/** Mixture of experts. */
export const expertRules: readonly Rule[] = [expertsPipeline, expertsZeroStage, expertsSequenceParallel];
