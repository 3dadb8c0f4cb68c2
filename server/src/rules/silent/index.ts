import type { Rule } from "../rule";
import gatedWidth from "./gatedWidth";
import gradientClipping from "./gradientClipping";
import { silentLayerRules } from "./layers";
import { silentNumberRules } from "./numbers";
import { silentPositionRules } from "./positions";
import { silentPrecisionRules } from "./precision";
import { residualRules } from "./residual";
import tokenizerFileKind from "./tokenizerFileKind";
import { silentTrainingRules } from "./training";

/** Values with which NeoX trains, and trains something else than the file says. */
export const silentRules: readonly Rule[] = [
  ...silentNumberRules,
  ...silentPrecisionRules,
  gradientClipping,
  ...silentTrainingRules,
  gatedWidth,
  ...residualRules,
  ...silentPositionRules,
  ...silentLayerRules,
  tokenizerFileKind,
];
