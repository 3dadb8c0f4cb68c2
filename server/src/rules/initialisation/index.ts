import type { Rule } from "../rule";
import mupBaseShapes from "./mupBaseShapes";
import mupCpuInitialization from "./mupCpuInitialization";
import mupRelativePositions from "./mupRelativePositions";
import orthogonalInit from "./orthogonalInit";
import scaledOrthogonalMup from "./scaledOrthogonalMup";
import softPromptTuning from "./softPromptTuning";

export const initialisationRules: readonly Rule[] = [
  orthogonalInit,
  scaledOrthogonalMup,
  mupBaseShapes,
  mupCpuInitialization,
  mupRelativePositions,
  softPromptTuning,
];
