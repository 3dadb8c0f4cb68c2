import { t } from "../../base/l10n";
import { hasDenseMlp } from "../../model/denseMlp";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "gelu-fusion-onnx",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["onnx_safe", "bias_gelu_fusion", "activation"],
  neox: { at: "megatron/model/activations.py:get_activation", raises: "ValueError" },
  summary: "`onnx_safe` and `bias_gelu_fusion` exclude each other",
  sources: ["megatron/model/activations.py:46:get_activation"],
  explain: `There is one fused GELU and one that ONNX can export, and no function that is both. Asked only for
\`activation: gelu\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    onnx_safe: true
    bias_gelu_fusion: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    bias_gelu_fusion: true
  `,
  check(launch, report) {
    if (launch.get("onnx_safe") !== true || launch.get("bias_gelu_fusion") !== true) return;
    const kinds = layerKinds(launch);
    if (launch.get("activation") !== "gelu" || kinds === undefined) return;
    if (!hasDenseMlp(launch) && !kinds.has("gmlp") && !kinds.has("amlp")) return;
    report({
      at: "onnx_safe",
      message: t("onnx_safe and bias_gelu_fusion are both true, and NeoX has no GELU that is both."),
      fixes: () => [setValue("bias_gelu_fusion", false), setValue("onnx_safe", false, false)],
    });
  },
});
