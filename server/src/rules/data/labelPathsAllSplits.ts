import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSurelyNull } from "../../model/certainty";
import { isGiven, SPLIT_LISTS } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

import { ALL_LABELS, LABELS, SINCE_LABELS } from "./labels";

export default defineRule({
  id: "label-paths-all-splits",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_label_data_paths", "valid_label_data_paths", "test_label_data_paths", "eval_iters"],
  holds: SINCE_LABELS,
  neox: { at: "megatron/mpu/data.py:broadcast_data", raises: "KeyError" },
  summary: "Labels for training need labels for valid and test too",
  sources: ["megatron/training.py:394:get_batch"],
  explain: `Once \`train_label_data_paths\` is set, every batch must have labels, also those of the first evaluation.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        ${SPLIT_LISTS}
        train_label_data_paths: [e, f]
        valid_label_data_paths: null
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        ${SPLIT_LISTS}
        ${ALL_LABELS}
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    const missing = LABELS.slice(1).filter((key) => isSurelyNull(launch, key));
    if (!isGiven(launch, "train_label_data_paths") || missing.length === 0) return undefined;
    if ((launch.int("eval_iters") ?? 0) <= 0 || launch.get("dataset_impl") !== "gpt2") return undefined;
    return t("Evaluation stops without labels: {0} is not set.", missing.join(t(", ")));
  },
});
