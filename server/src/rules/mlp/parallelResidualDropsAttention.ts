import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { isGated } from "../../model/activations";
import { isOn } from "../../model/asked";
import { hasExperts } from "../../model/experts";
import { isTransformerLayer, layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "parallel-residual-drops-attention",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["gpt_j_residual", "use_bias_in_mlp", "moe_num_experts", "activation"],
  holds: since("adbf5d6f"),
  neox: { at: "megatron/model/transformer.py:forward" },
  summary: "`gpt_j_residual` with an MLP without bias trains without attention",
  sources: ["megatron/model/transformer.py:1104-1112:forward"],
  explain: `In the parallel residual the branch for an MLP without bias keeps the MLP's output only: what attention
computed never reaches the residual stream. An MLP returns no bias with \`use_bias_in_mlp: false\` and a gated
activation, and where it is a mixture of experts.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        gpt_j_residual: true
        activation: swiglu
        use_bias_in_mlp: false
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        activation: swiglu
        use_bias_in_mlp: false
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const kinds = layerKinds(launch);
    if (isOn(launch, "gpt_j_residual") !== true || kinds === undefined) return;
    if (![...kinds].some(isTransformerLayer) || isOn(launch, "te_layernorm_mlp") === true) return;
    const hasNoBias = isGated(launch) && isOn(launch, "use_bias_in_mlp") === false;
    const isMixture = hasExperts(launch);
    if (!hasNoBias && !isMixture) return;
    report({
      at: "gpt_j_residual",
      message: t(
        "The MLP has no bias, and then gpt_j_residual drops what attention computes: the model trains without it.",
      ),
      operands: isMixture ? ["moe_num_experts"] : ["use_bias_in_mlp", "activation"],
      fixes: () => [
        { title: t("gpt_j_residual: false"), preferred: isMixture, set: { gpt_j_residual: false } },
        ...(isMixture ? [] : [{ title: t("use_bias_in_mlp: true"), set: { use_bias_in_mlp: true } }]),
      ],
    });
  },
});
