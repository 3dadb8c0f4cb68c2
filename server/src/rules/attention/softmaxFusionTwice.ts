import { t } from "../../base/l10n";
import { isOn, isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "softmax-fusion-twice",
  phase: "model",
  outcome: "ignored",
  evidence: "read",
  keys: ["scaled_masked_softmax_fusion", "scaled_upper_triang_masked_softmax_fusion"],
  idle: ["scaled_masked_softmax_fusion"],
  asked: isSwitchedOn,
  neox: { at: "megatron/model/utils.py:get_fusion_type" },
  summary: "Of two softmax fusions the upper triangular one wins",
  sources: ["megatron/model/utils.py:366:get_fusion_type"],
  explain: `NeoX takes one kernel: with both flags on, \`scaled_upper_triang_masked_softmax_fusion\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    scaled_masked_softmax_fusion: true
    scaled_upper_triang_masked_softmax_fusion: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    scaled_upper_triang_masked_softmax_fusion: true
  `,
  message: (launch) =>
    isOn(launch, "scaled_upper_triang_masked_softmax_fusion") === true
      ? t("scaled_masked_softmax_fusion has no effect: scaled_upper_triang_masked_softmax_fusion wins.")
      : undefined,
});
