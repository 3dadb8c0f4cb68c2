import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { PLAIN_ACTIVATIONS } from "../../model/activations";
import { hasDenseMlp } from "../../model/denseMlp";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mlp-bias-plain-activation",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["use_bias_in_mlp", "activation"],
  holds: since("adbf5d6f"),
  neox: { at: "megatron/model/transformer.py:forward", raises: "TypeError" },
  summary: "Without `use_bias_in_mlp`, only gated activations work",
  sources: ["megatron/model/transformer.py:168-176:forward"],
  explain: `The MLP adds the bias of its first projection to the output of it whether there is one or not, unless the
activation is gated: \`unsupported operand type(s) for +: 'Tensor' and 'NoneType'\` in the first forward pass.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        use_bias_in_mlp: false
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        use_bias_in_mlp: true
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const activation = launch.get("activation");
    const bias = launch.get("use_bias_in_mlp");
    if ((bias !== false && bias !== null) || typeof activation !== "string") return;
    // NeoX that takes `mlp_type` has another MLP, and NeoX that has this one does not take it.
    if (launch.settings.has("mlp_type")) return;
    if (!PLAIN_ACTIVATIONS.has(activation) || !hasDenseMlp(launch)) return;
    report({
      at: "use_bias_in_mlp",
      message: t("With activation {0}, NeoX adds the bias of the MLP also when there is none.", activation),
      fixes: () => [setValue("use_bias_in_mlp", true)],
    });
  },
});
