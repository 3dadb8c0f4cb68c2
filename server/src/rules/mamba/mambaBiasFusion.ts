import { t } from "../../base/l10n";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_MAMBA } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mamba-bias-fusion",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["mamba_use_bias_in_linears", "mamba_inner_func_fusion", "attention_config"],
  holds: SINCE_MAMBA,
  neox: { at: "megatron/model/mamba/mamba.py:__init__", raises: "AssertionError" },
  summary: "Mamba's fused inner function has no bias",
  sources: ["megatron/model/mamba/mamba.py:45:__init__"],
  explain: `NeoX asserts that \`mamba_use_bias_in_linears\` and \`mamba_inner_func_fusion\` are not both on.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["mamba"], 12]]
        mamba_use_bias_in_linears: true
        mamba_inner_func_fusion: true
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["mamba"], 12]]
        mamba_inner_func_fusion: true
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    if (!layerKinds(launch)?.has("mamba")) return;
    if (launch.get("mamba_use_bias_in_linears") !== true || launch.get("mamba_inner_func_fusion") !== true)
      return;
    report({
      at: "mamba_use_bias_in_linears",
      message: t("Mamba's fused inner function has no bias in its linear layers."),
      fixes: () => [
        setValue("mamba_inner_func_fusion", false),
        setValue("mamba_use_bias_in_linears", false, false),
      ],
    });
  },
});
