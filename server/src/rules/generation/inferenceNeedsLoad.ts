import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

import { GENERATE, isGeneration } from "./textGeneration";

export default defineRule({
  id: "inference-needs-load",
  phase: "generate",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["load", "text_gen_type"],
  neox: { at: "megatron/utils.py:setup_for_inference_or_eval", raises: "ValueError" },
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
  message: (launch) =>
    isGeneration(launch) && isSurelyNull(launch, "load")
      ? t("generate.py refuses to start: load is not set.")
      : undefined,
});
