import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { isInference } from "../../model/run/isTraining";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

import { DPO, PAIRS, POSITIVE, SINCE_PAIRS } from "./pairs";

export default defineRule({
  id: "pos-neg-paths-not-validated",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: POSITIVE,
  holds: SINCE_PAIRS,
  neox: {
    at: "megatron/data/data_utils.py:get_normalized_weights_and_num_samples",
    raises: "TypeError",
  },
  summary: "Pairs are needed for train, valid and test",
  sources: [
    "megatron/neox_arguments/arguments.py:1165:calculate_derived",
    "megatron/data/data_utils.py:273:get_normalized_weights_and_num_samples",
  ],
  explain: `NeoX checks the lists of plain data, but not those of pairs. A missing one has no weights to sum:
\`'NoneType' object is not iterable\`. Seen by running NeoX's own loaders.`,
  bad: yaml`
    ${DPO}
    pos_train_data_paths: [a]
    neg_train_data_paths: [b]
    pos_valid_data_paths: null
    neg_valid_data_paths: null
    pos_test_data_paths: [a]
    neg_test_data_paths: [b]
  `,
  good: yaml`
    ${DPO}
    ${PAIRS}
  `,
  isCertain: (launch) => !isInference(launch),
  message: (launch) => {
    const missing = ["valid", "test"].filter(
      (split) => isSurelyNull(launch, `pos_${split}_data_paths`) && !isGiven(launch, `${split}_data_weights`),
    );
    return isGiven(launch, "pos_train_data_paths") && missing.length > 0
      ? t(
          "NeoX stops without pairs for each split: {0} is not set.",
          missing.map((it) => `pos_${it}_data_paths`).join(t(", ")),
        )
      : undefined;
  },
});
