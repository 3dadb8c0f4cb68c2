import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { isGated } from "../../model/activations";
import { isAskedFor, isOn } from "../../model/asked";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "hidden-dropout-without-bias",
  phase: "forward",
  severity: "information",
  outcome: "wrong",
  evidence: "read",
  keys: ["hidden_dropout", "use_bias_in_mlp", "use_bias_in_attn_linear", "gpt_j_residual", "activation"],
  holds: since("adbf5d6f"),
  neox: { at: "megatron/model/transformer.py:forward" },
  summary: "Where a sublayer has no bias, `hidden_dropout` is not applied",
  sources: ["megatron/model/transformer.py:1093:forward", "megatron/model/transformer.py:1165:forward"],
  explain: `Dropout is fused with the addition of the bias; a gated MLP with \`use_bias_in_mlp: false\` gets none.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        hidden_dropout: 0.1
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
        hidden_dropout: 0.1
        activation: swiglu
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const dropout = realNumber(launch, "hidden_dropout");
    if (dropout === undefined || dropout === 0 || !isAskedFor(launch, "hidden_dropout")) return;
    const kinds = layerKinds(launch);
    if (
      !isGated(launch) ||
      isOn(launch, "use_bias_in_mlp") !== false ||
      kinds === undefined ||
      !hasTransformerLayer(kinds)
    )
      return;
    report({
      at: "hidden_dropout",
      message: t(
        "The MLP has no bias, and its output gets no dropout then: hidden_dropout {0} does not reach it.",
        dropout,
      ),
      fixes: () => [{ title: t("hidden_dropout: {0}", 0), set: { hidden_dropout: 0 } }],
    });
  },
});
