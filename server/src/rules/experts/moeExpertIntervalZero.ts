import { t } from "../../base/l10n";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "moe-expert-interval-zero",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["moe_expert_interval"],
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/transformer.py:__init__", raises: "ZeroDivisionError" },
  summary: "`moe_expert_interval` must not be 0",
  sources: ["megatron/model/transformer.py:944:__init__"],
  explain: `Every layer computes its number modulo the interval, also without experts.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_expert_interval: 0
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_expert_interval: 1
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const kinds = layerKinds(launch);
    if (launch.derivation.int("moe_expert_interval") !== 0) return;
    if (kinds === undefined || !hasTransformerLayer(kinds)) return;
    report({
      at: "moe_expert_interval",
      message: t("Every layer divides by moe_expert_interval, and it is 0."),
      fixes: () => [setValue("moe_expert_interval", 1n)],
    });
  },
});
