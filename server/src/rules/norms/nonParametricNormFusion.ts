import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "non-parametric-norm-fusion",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["norm", "layernorm_fusion"],
  holds: since("9eaec64d"),
  neox: { at: "megatron/model/norms.py:get_norm", raises: "ValueError" },
  summary: "`layernorm_fusion` has no `non_parametric_layernorm`",
  sources: ["megatron/model/norms.py:38:get_norm"],
  explain: `NeoX refuses to build the non-parametric norm with the fusion on.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        norm: non_parametric_layernorm
        layernorm_fusion: true
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        layernorm_fusion: true
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    if (launch.get("norm") !== "non_parametric_layernorm" || launch.get("layernorm_fusion") !== true) return;
    report({
      at: "layernorm_fusion",
      message: t("NeoX has no fused non_parametric_layernorm and stops."),
      fixes: () => [setValue("norm", "layernorm")],
    });
  },
});
