import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { equals } from "../../python/compare";
import { isList } from "../../yaml/value";
import { isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineSingleFinding } from "../singleFinding";
import { isInference } from "../training/isTraining";
import { EPOCHS, trainsByEpochs } from "./trainLength";

export default defineSingleFinding({
  id: "train-epochs-unsupported",
  phase: "data",
  severity: "error",
  keys: [
    "train_epochs",
    "pack_impl",
    "weight_by_num_documents",
    "train_data_weights",
    "dataset_impl",
    "train_iters",
  ],
  holds: EPOCHS,
  neox: { at: "megatron/data/data_utils.py:validate_train_epochs", raises: "ValueError" },
  summary: "`train_epochs` is for packed, unweighted GPT-2 data",
  explain: `NeoX refuses epochs with another \`pack_impl\`, with \`weight_by_num_documents\`, with a weight other
than 1 and with another \`dataset_impl\` (\`megatron/data/data_utils.py:493-512\`). Say the length as
\`train_iters\` there. Seen by running NeoX's own loaders.`,
  bad: `${EXAMPLE_MODEL}train_epochs: 1\npack_impl: unpacked\n`,
  good: `${EXAMPLE_MODEL}train_iters: 1000\npack_impl: unpacked\n`,
  isCertain: (launch) => !isInference(launch),
  says: (launch) => {
    const obstacle = trainsByEpochs(launch) ? epochObstacle(launch) : undefined;
    return obstacle && t("train_epochs does not go with {0}, and NeoX refuses it.", obstacle);
  },
});

function epochObstacle(launch: Launch): string | undefined {
  const packing = launch.get("pack_impl");
  if (typeof packing === "string" && packing !== "packed") return `pack_impl ${packing}`;
  if (isSwitchedOn(launch, "weight_by_num_documents")) return "weight_by_num_documents";
  const weights = launch.get("train_data_weights");
  if (isList(weights) && weights.some((it) => !equals(it, 1n))) return "train_data_weights";
  const kind = launch.get("dataset_impl");
  return typeof kind === "string" && kind !== "gpt2" ? `dataset_impl ${kind}` : undefined;
}
