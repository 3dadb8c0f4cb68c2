import { t } from "../../base/l10n";
import { until } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "output-layer-row",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["output_layer_parallelism", "model_parallel_size"],
  at: "model_parallel_size",
  holds: until("25e1fb05"),
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "At v2.0 a row-parallel output layer gave a wrong loss",
  explain: `\`row\` was the default, and with model parallelism and untied embeddings the loss was wrong; 25e1fb05
(2023-05-02) took it out.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        model_parallel_size: 2
        no_weight_tying: true
        output_layer_parallelism: row
      `,
    },
    neox: "2023-04-20",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        model_parallel_size: 2
        no_weight_tying: true
        output_layer_parallelism: column
      `,
    },
    neox: "2023-04-20",
  },
  message: (launch) => {
    if (launch.get("no_weight_tying") !== true || (launch.int("model_parallel_size") ?? 1) < 2)
      return undefined;
    return launch.target.kind !== "unknown" && launch.get("output_layer_parallelism") === "row"
      ? t("A row-parallel output layer gives a wrong loss in this version.")
      : undefined;
  },
  fixes: () => [setValue("output_layer_parallelism", "column")],
});
