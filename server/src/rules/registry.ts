import { batchRules } from "./batch";
import { buildAndForwardRules } from "./buildAndForward";
import { savingRules } from "./checkpoint";
import { clusterRules } from "./cluster";
import pythonError from "./crash/pythonError";
import { dataRules } from "./data";
import { dimensionRules } from "./dimensions";
import { evaluationRules } from "./evaluation";
import { expertRules } from "./experts";
import fileNotFound from "./files/fileNotFound";
import { generationRules } from "./generation";
import { hardwareRules } from "./hardware";
import { ignoredRules } from "./ignored";
import { launcherRules } from "./launcher";
import { layerRules } from "./layers";
import { loadRules } from "./load";
import { loggingRules } from "./logging";
import sizeNameMismatch from "./names/sizeNameMismatch";
import { optimizerRules } from "./optimizer";
import { precisionRules } from "./precision";
import type { Rule } from "./rule";
import { silentRules } from "./silent";
import { speedRules } from "./speed";
import { trainingRules } from "./training";
import { valueRules } from "./values";
import { zeroRules } from "./zero";

/** Every rule, family by family, in the order in which NeoX would come to them. */
export const rules: readonly Rule[] = [
  ...loadRules,
  ...clusterRules,
  ...batchRules,
  ...precisionRules,
  ...zeroRules,
  ...optimizerRules,
  ...expertRules,
  ...layerRules,
  ...dataRules,
  ...trainingRules,
  ...evaluationRules,
  ...loggingRules,
  ...savingRules,
  ...generationRules,
  ...launcherRules,
  ...valueRules,
  ...dimensionRules,
  sizeNameMismatch,
  ...buildAndForwardRules,
  ...silentRules,
  ...ignoredRules,
  ...speedRules,
  ...hardwareRules,
  fileNotFound,
  pythonError,
];
