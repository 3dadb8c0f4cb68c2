import { t } from "../../base/l10n";
import { GATED_ACTIVATIONS, PLAIN_ACTIVATIONS } from "../../model/activations";
import { hasTeMlp } from "../../model/teLayers";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "te-mlp-activation",
  phase: "model",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["activation", "te_layernorm_mlp"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:__init__", raises: "ValueError" },
  summary: "`te_layernorm_mlp` knows gelu, geglu, relu, reglu and swiglu",
  sources: ["megatron/model/transformer_engine.py:211:__init__"],
  explain: `NeoX refuses the others of its activations for TransformerEngine's MLP.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_layernorm_mlp: true
        activation: silu
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_layernorm_mlp: true
        activation: gelu
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const activation = launch.get("activation");
    if (!hasTeMlp(launch) || typeof activation !== "string") return;
    if (["gelu", "geglu", "relu", "reglu", "swiglu"].includes(activation)) return;
    if (!PLAIN_ACTIVATIONS.has(activation) && !GATED_ACTIVATIONS.has(activation)) return;
    report({
      at: "activation",
      message: t("TransformerEngine's MLP does not know the activation {0}.", activation),
      fixes: () => [setValue("activation", "gelu")],
    });
  },
});
