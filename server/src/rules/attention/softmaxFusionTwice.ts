import { t } from "../../base/l10n";
import { isOn, isSwitchedOn } from "../../model/asked";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";

export default defineIgnoredKeys({
  id: "softmax-fusion-twice",
  phase: "model",
  keys: ["scaled_masked_softmax_fusion", "scaled_upper_triang_masked_softmax_fusion"],
  idle: ["scaled_masked_softmax_fusion"],
  asked: isSwitchedOn,
  neox: { at: "megatron/model/utils.py:get_fusion_type" },
  summary: "Of two softmax fusions the upper triangular one wins",
  explain: `NeoX takes one kernel: with both flags on, \`scaled_upper_triang_masked_softmax_fusion\`
(\`megatron/model/utils.py:366\`).`,
  bad: `${EXAMPLE_MODEL}scaled_masked_softmax_fusion: true\nscaled_upper_triang_masked_softmax_fusion: true\n`,
  good: `${EXAMPLE_MODEL}scaled_upper_triang_masked_softmax_fusion: true\n`,
  because: (launch) =>
    isOn(launch, "scaled_upper_triang_masked_softmax_fusion") === true
      ? t("scaled_masked_softmax_fusion has no effect: scaled_upper_triang_masked_softmax_fusion wins.")
      : undefined,
});
