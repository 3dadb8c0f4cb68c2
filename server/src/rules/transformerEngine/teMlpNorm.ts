import { t } from "../../base/l10n";
import { hasTeMlp } from "../../model/teLayers";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "te-mlp-norm",
  phase: "model",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["norm", "te_layernorm_mlp"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:__init__", raises: "ValueError" },
  summary: "`te_layernorm_mlp` knows layernorm and rmsnorm",
  sources: ["megatron/model/transformer_engine.py:200:__init__"],
  explain: `NeoX refuses other norms for TransformerEngine's MLP.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_layernorm_mlp: true
        norm: scalenorm
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_layernorm_mlp: true
        norm: rmsnorm
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const norm = launch.get("norm");
    if (!hasTeMlp(launch)) return;
    if (norm !== "scalenorm" && norm !== "non_parametric_layernorm") return;
    report({
      at: "norm",
      message: t("TransformerEngine's MLP knows only layernorm and rmsnorm, and norm is {0}.", norm),
      fixes: () => [setValue("norm", "layernorm"), setValue("norm", "rmsnorm", false)],
    });
  },
});
