import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { defineSingleFinding } from "../kit/singleFinding";
import { GENERATE, isGeneration } from "./textGeneration";

export default defineSingleFinding({
  id: "inference-needs-load",
  phase: "generate",
  severity: "warning",
  keys: ["load", "text_gen_type"],
  neox: { at: "megatron/utils.py:setup_for_inference_or_eval", raises: "ValueError" },
  summary: "Text generation needs `load`",
  explain: "NeoX refuses to generate without a checkpoint (`megatron/utils.py:451`).",
  bad: `${GENERATE}load: null\n`,
  good: `${GENERATE}load: checkpoints\n`,
  says: (launch) =>
    isGeneration(launch) && isSurelyNull(launch, "load")
      ? t("generate.py refuses to start: load is not set.")
      : undefined,
});
