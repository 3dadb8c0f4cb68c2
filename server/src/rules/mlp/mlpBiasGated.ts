import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { isGated } from "../../model/activations";
import { hasDenseMlp } from "../../model/denseMlp";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mlp-bias-gated",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["use_bias_in_mlp", "activation", "gpt_j_residual"],
  holds: between("adbf5d6f", "fc74a0c1"),
  neox: { at: "megatron/model/transformer.py:forward", raises: "AttributeError" },
  summary: "Before {fc74a0c1}, gated activations but `swiglu` need `use_bias_in_mlp`",
  sources: ["megatron/model/transformer.py:1282:forward at 59a5236d"],
  explain: `From {adbf5d6f} until {fc74a0c1}, a layer with \`geglu\`, \`reglu\`, \`bilinear\` or
\`glu\` takes the bias of its MLP for granted: \`'NoneType' object has no attribute 'expand_as'\`. \`swiglu\` is the
exception, and with \`gpt_j_residual\` the layer does not ask.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        activation: geglu
        intermediate_size: 3072
        use_bias_in_mlp: false
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        activation: geglu
        intermediate_size: 3072
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    const activation = launch.get("activation");
    if (!isGated(launch) || activation === "swiglu") return;
    if (launch.get("use_bias_in_mlp") !== false || launch.get("gpt_j_residual") === true) return;
    if (!hasDenseMlp(launch)) return;
    report({
      at: "use_bias_in_mlp",
      message: t(
        "With activation {0}, NeoX uses the bias of the MLP, and use_bias_in_mlp is false.",
        scalarText(activation),
      ),
      fixes: () => [setValue("use_bias_in_mlp", true)],
    });
  },
});
