import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "qk-norm-rmsnorm",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["use_qk_layernorm", "norm"],
  holds: between("f161245b", "4c9f1081"),
  neox: { at: "megatron/model/norms.py:forward", raises: "TypeError" },
  summary: "Before {4c9f1081}, `use_qk_layernorm` does not go with `rmsnorm`",
  sources: ["megatron/model/norms.py:90:forward at 59a5236d"],
  explain: `The norm over heads gets a list of two dimensions, and until {4c9f1081} RMSNorm computed a
power of its dimension: \`unsupported operand type(s) for ** or pow(): 'list' and 'float'\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        norm: rmsnorm
        use_qk_layernorm: true
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        use_qk_layernorm: true
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    if (launch.get("use_qk_layernorm") !== true || launch.get("norm") !== "rmsnorm") return;
    const kinds = layerKinds(launch);
    if (kinds === undefined || !hasTransformerLayer(kinds)) return;
    report({
      at: "use_qk_layernorm",
      message: t("RMSNorm cannot normalise queries and keys here: it takes its dimensions for a number."),
      fixes: () => [setValue("use_qk_layernorm", false, false), setValue("norm", "layernorm", false)],
    });
  },
});
