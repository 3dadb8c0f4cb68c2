import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { hasTeMlp } from "../../model/teLayers";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";

export default defineRule({
  id: "te-mlp-norm",
  phase: "model",
  severity: "warning",
  keys: ["norm", "te_layernorm_mlp"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:__init__", raises: "ValueError" },
  summary: "`te_layernorm_mlp` knows layernorm and rmsnorm",
  explain: `NeoX refuses other norms for TransformerEngine's MLP (\`megatron/model/transformer_engine.py:200\`).`,
  bad: { files: { "model.yml": `${EXAMPLE_MODEL}te_layernorm_mlp: true\nnorm: scalenorm\n` }, neox: "main" },
  good: { files: { "model.yml": `${EXAMPLE_MODEL}te_layernorm_mlp: true\nnorm: rmsnorm\n` }, neox: "main" },
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
