import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "fp16-cross-entropy",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["fp16_lm_cross_entropy"],
  neox: { at: "megatron/model/gpt2_model.py:cross_entropy", raises: "AssertionError" },
  summary: "`fp16_lm_cross_entropy` does not work",
  sources: [
    "megatron/model/gpt2_model.py:72:cross_entropy",
    "megatron/utils.py:102:get_ltor_masks_and_position_ids",
  ],
  explain: `The loss asserts that its mask is fp16 too, and masks are always fp32.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    fp16_lm_cross_entropy: true
    precision: fp16
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
  `,
  check(launch, report) {
    if (launch.get("fp16_lm_cross_entropy") !== true || launch.derivation.get("precision") !== "fp16") return;
    report({
      at: "fp16_lm_cross_entropy",
      message: t("The loss asserts an fp16 mask, and NeoX builds it in fp32."),
      fixes: () => [setValue("fp16_lm_cross_entropy", false)],
    });
  },
});
