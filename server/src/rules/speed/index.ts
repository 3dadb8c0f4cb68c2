import type { Rule } from "../rule";
import alibiHeadsInterpolated from "./alibiHeadsInterpolated";
import recomputationChunks from "./recomputationChunks";
import softmaxFusionInapplicable from "./softmaxFusionInapplicable";
import unevenPipelineStages from "./unevenPipelineStages";

/** Values that work, and cost speed or memory. */
export const speedRules: readonly Rule[] = [
  unevenPipelineStages,
  recomputationChunks,
  softmaxFusionInapplicable,
  alibiHeadsInterpolated,
];
