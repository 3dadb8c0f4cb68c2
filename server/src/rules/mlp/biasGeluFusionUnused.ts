import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "bias-gelu-fusion-unused",
  phase: "model",
  outcome: "ignored",
  evidence: "ran",
  keys: ["bias_gelu_fusion", "activation"],
  idle: ["bias_gelu_fusion"],
  asked: isSwitchedOn,
  neox: { at: "megatron/model/activations.py:get_activation" },
  summary: "`bias_gelu_fusion` is for `activation: gelu` only",
  sources: ["megatron/model/activations.py:50:get_activation", "megatron/model/transformer.py:168:forward"],
  explain: `With any other activation NeoX takes the plain path.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    bias_gelu_fusion: true
    activation: relu
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    bias_gelu_fusion: true
    activation: gelu
  `,
  message: (launch) => {
    const activation = launch.get("activation");
    if (typeof activation !== "string" || activation.toLowerCase() === "gelu") return undefined;
    return t("bias_gelu_fusion has no effect with activation {0}.", activation);
  },
});
