import { t } from "../../base/l10n";
import { hasTeAttention } from "../../model/teLayers";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "te-attention-norm",
  phase: "model",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["norm", "te_mha", "te_fp8_mha"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:__init__", raises: "AttributeError" },
  summary: "`te_mha` knows layernorm and rmsnorm",
  sources: ["megatron/model/transformer_engine.py:556:__init__"],
  explain: `With another norm the layer never sets its epsilon and reads it.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_mha: true
        pos_emb: rotary
        norm: scalenorm
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_mha: true
        pos_emb: rotary
        norm: rmsnorm
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const norm = launch.get("norm");
    if (!hasTeAttention(launch)) return;
    if (norm !== "scalenorm" && norm !== "non_parametric_layernorm") return;
    report({
      at: "norm",
      message: t("te_mha knows only layernorm and rmsnorm, and norm is {0}.", norm),
      fixes: () => [setValue("norm", "layernorm"), setValue("norm", "rmsnorm", false)],
    });
  },
});
