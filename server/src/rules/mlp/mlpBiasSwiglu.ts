import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { hasDenseMlp } from "../../model/denseMlp";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mlp-bias-swiglu",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["use_bias_in_mlp", "activation", "gpt_j_residual"],
  holds: between("0d4bdb96", "fc74a0c1"),
  neox: { at: "megatron/model/transformer.py:forward", raises: "AssertionError" },
  summary: "Before {fc74a0c1}, `swiglu` does not go with `use_bias_in_mlp`",
  sources: ["megatron/model/transformer.py:1271-1277:forward at 59a5236d"],
  explain: `From {0d4bdb96} until {fc74a0c1}, a layer with \`swiglu\` asserts, without a
message, that its MLP has no bias, and \`use_bias_in_mlp\` is true by default. With \`gpt_j_residual\` the layer does
not ask. Seen by running NeoX's own layer.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        activation: swiglu
        intermediate_size: 3072
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        activation: swiglu
        intermediate_size: 3072
        use_bias_in_mlp: false
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    if (launch.get("activation") !== "swiglu" || launch.get("gpt_j_residual") === true) return;
    if (launch.get("use_bias_in_mlp") !== true || !hasDenseMlp(launch)) return;
    report({
      at: "activation",
      message: t("With swiglu, NeoX asserts that the MLP has no bias, and use_bias_in_mlp is true."),
      fixes: () => [setValue("use_bias_in_mlp", false)],
    });
  },
});
