import { t } from "../../base/l10n";
import { hasOnly } from "../../model/layerKinds";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_MAMBA } from "../kit/windows";
import { yaml } from "../kit/yaml";

const MAMBA = `${EXAMPLE_MODEL}attention_config: [[["mamba"], 12]]\n`;

/** Methods that scale by two residuals a layer. */
const TWO_RESIDUALS = ["scaled_normal", "scaled_orthogonal"];

export default defineRule({
  id: "mamba-init-method",
  phase: "model",
  severity: "hint",
  outcome: "wrong",
  evidence: "read",
  keys: ["output_layer_init_method", "attention_config"],
  at: "output_layer_init_method",
  holds: SINCE_MAMBA,
  neox: { at: "megatron/model/init_functions.py:get_init_method" },
  summary: "Mamba layers have one residual, for which `single_residual_scaled_normal` is made",
  explain: `\`scaled_normal\` divides by the square root of twice the layers, as for attention and MLP;
\`single_residual_scaled_normal\` by that of the layers.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${MAMBA}
        output_layer_init_method: scaled_normal
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${MAMBA}
        output_layer_init_method: single_residual_scaled_normal
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    const method = launch.settings.get("output_layer_init_method")?.value;
    return hasOnly(launch, "mamba") && TWO_RESIDUALS.includes(scalarText(method))
      ? t("{0} scales for two residuals a layer, and a mamba layer has one.", scalarText(method))
      : undefined;
  },
  fixes: () => [setValue("output_layer_init_method", "single_residual_scaled_normal")],
});
