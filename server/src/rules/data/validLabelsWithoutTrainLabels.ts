import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { isGiven, SPLIT_LISTS } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

import { ALL_LABELS, LABELS, SINCE_LABELS } from "./labels";

export default defineRule({
  id: "valid-labels-without-train-labels",
  phase: "data",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["valid_label_data_paths", "test_label_data_paths", "train_label_data_paths"],
  tag: "unnecessary",
  holds: SINCE_LABELS,
  neox: { at: "megatron/training.py:get_batch" },
  summary: "Labels count only with `train_label_data_paths`",
  sources: ["megatron/training.py:394:get_batch"],
  explain: "NeoX looks at that key to decide whether it uses labels.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    valid_label_data_paths: [g]
    train_label_data_paths: null
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    ${ALL_LABELS}
  `,
  message: (launch) =>
    LABELS.slice(1).some((key) => isGiven(launch, key)) && isSurelyNull(launch, "train_label_data_paths")
      ? t("Labels are loaded and not used: train_label_data_paths is not set.")
      : undefined,
});
