import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSurelyNull } from "../../model/certainty";
import { saysHowToTrain } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "inference-needs-load",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["load", "text_gen_type"],
  neox: { at: "megatron/utils.py:setup_for_inference_or_eval", raises: "ValueError" },
  onlyIn: "generation",
  summary: "Text generation needs `load`",
  sources: ["megatron/utils.py:451:setup_for_inference_or_eval"],
  explain: "NeoX refuses to generate without a checkpoint.",
  bad: yaml`
    ${GENERATE}
    load: null
  `,
  good: yaml`
    ${GENERATE}
    load: checkpoints
  `,
  // Beside data it may be a training, which reads past text_gen_type.
  isCertain: (launch) => launch.script === "generate.py" || !saysHowToTrain(launch),
  message: (launch) =>
    isSurelyNull(launch, "load") ? t("generate.py refuses to start: load is not set.") : undefined,
});
