import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "attention-bias-parallel-residual",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["use_bias_in_attn_linear", "gpt_j_residual"],
  holds: between("299b68cd", "e37ad2f0"),
  neox: { at: "megatron/model/transformer.py:forward", raises: "AttributeError" },
  summary: "Before e37ad2f0, `gpt_j_residual` needs a bias in the attention",

  explain: `Until {e37ad2f0} the parallel residual adds the bias of the attention without looking whether there is one:
\`'NoneType' object has no attribute 'expand_as'\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        gpt_j_residual: true
        use_bias_in_attn_linear: false
      `,
    },
    neox: "2024-07-15",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        gpt_j_residual: true
        use_bias_in_attn_linear: true
      `,
    },
    neox: "2024-07-15",
  },
  message: (launch) => {
    const kinds = layerKinds(launch);
    const isParallel =
      isOn(launch, "gpt_j_residual") === true && isOn(launch, "use_bias_in_attn_linear") === false;
    return isParallel && kinds !== undefined && hasTransformerLayer(kinds)
      ? t("gpt_j_residual adds the bias of the attention, and use_bias_in_attn_linear is false.")
      : undefined;
  },
  fixes: () => [setValue("use_bias_in_attn_linear", true), setValue("gpt_j_residual", false, false)],
});
