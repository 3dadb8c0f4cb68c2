import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "moe-expert-mlp",
  phase: "model",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["moe_num_experts"],
  holds: between("adbf5d6f", "d11df961"),
  neox: { at: "megatron/model/transformer.py:__init__", raises: "TypeError" },
  summary: "From {adbf5d6f} to {d11df961}, a mixture of experts cannot be built",
  sources: ["megatron/model/transformer.py:1071-1077:__init__ at 59a5236d"],
  explain: `A layer with experts calls its function for the MLP with an argument that it no longer takes: \`get_mlp()
takes 0 positional arguments but 1 positional argument ... were given\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        precision: bfloat16
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 1
        precision: bfloat16
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    const experts = positiveInt(launch, "moe_num_experts");
    const kinds = layerKinds(launch);
    if (experts === undefined || experts < 2 || kinds === undefined || !hasTransformerLayer(kinds)) return;
    report({
      at: "moe_num_experts",
      message: t("This NeoX cannot build a layer with experts: it stops with a TypeError."),
    });
  },
});
