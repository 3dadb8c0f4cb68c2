import { t } from "../../base/l10n";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSilentRule } from "../kit/silentRule";

export default defineSilentRule({
  id: "output-layer-row",
  phase: "forward",
  severity: "warning",
  keys: ["output_layer_parallelism", "model_parallel_size"],
  at: "model_parallel_size",
  holds: { until: "2023-05-02", fixedBy: "25e1fb05" },
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "At v2.0 a row-parallel output layer gave a wrong loss",
  explain: `\`row\` was the default, and with model parallelism and untied embeddings the loss was wrong; 25e1fb05
(2023-05-02) took it out.`,
  bad: {
    files: {
      "model.yml": `${EXAMPLE_MODEL}model_parallel_size: 2\nno_weight_tying: true\noutput_layer_parallelism: row\n`,
    },
    neox: "2023-04-20",
  },
  good: {
    files: {
      "model.yml": `${EXAMPLE_MODEL}model_parallel_size: 2\nno_weight_tying: true\noutput_layer_parallelism: column\n`,
    },
    neox: "2023-04-20",
  },
  instead: (launch) => {
    if (launch.get("no_weight_tying") !== true || (launch.int("model_parallel_size") ?? 1) < 2)
      return undefined;
    return launch.target.kind !== "unknown" && launch.get("output_layer_parallelism") === "row"
      ? t("A row-parallel output layer gives a wrong loss in this version.")
      : undefined;
  },
  mend: () => [["output_layer_parallelism", "column"]],
});
