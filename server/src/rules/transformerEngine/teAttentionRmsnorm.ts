import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { hasTeAttention } from "../../model/teLayers";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "te-attention-rmsnorm",
  phase: "model",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["norm", "te_mha", "te_fp8_mha"],
  holds: between("8900d05c", "8b18e28a"),
  neox: { at: "megatron/model/transformer_engine.py:__init__", raises: "AttributeError" },
  summary: "Before {8b18e28a}, `te_mha` did not work with rmsnorm",
  sources: ["megatron/model/transformer_engine.py:556:__init__"],
  explain: `It compared \`norm\` with a list, never took rmsnorm for one of its norms, and read an epsilon that was
not set.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_mha: true
        pos_emb: rotary
        norm: rmsnorm
      `,
    },
    neox: "2025-06-01",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_mha: true
        pos_emb: rotary
        norm: layernorm
      `,
    },
    neox: "2025-06-01",
  },
  check(launch, report) {
    if (!hasTeAttention(launch)) return;
    if (launch.get("norm") !== "rmsnorm") return;
    report({
      at: "norm",
      message: t("te_mha takes rmsnorm for no norm it knows, and its epsilon is not set."),
      fixes: () => [setValue("norm", "layernorm")],
    });
  },
});
