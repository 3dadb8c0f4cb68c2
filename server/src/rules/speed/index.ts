import type { Rule } from "../rule";
import alibiHeads from "./alibiHeads";
import recomputation from "./recomputation";
import softmaxFusion from "./softmaxFusion";
import stages from "./stages";

/** Values that work, and cost speed or memory. */
export const speedRules: readonly Rule[] = [stages, recomputation, softmaxFusion, alibiHeads];
