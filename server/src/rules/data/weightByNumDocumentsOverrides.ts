import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { isGiven, SPLIT_LISTS } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { WEIGHTS } from "./weights";

export default defineRule({
  id: "weight-by-num-documents-overrides",
  phase: "data",
  severity: "warning",
  outcome: "ignored",
  evidence: "ran",
  keys: [...WEIGHTS, "weight_by_num_documents"],
  tag: "unnecessary",
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders" },
  summary: "`weight_by_num_documents` replaces the given weights",
  sources: ["megatron/data/data_utils.py:633:build_train_valid_test_data_loaders"],
  explain: "The weights of all three splits are computed anew.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    train_data_weights: [1.0, 2.0]
    weight_by_num_documents: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    train_data_weights: [1.0, 2.0]
  `,
  message: (launch) => {
    const given = WEIGHTS.filter((key) => isGiven(launch, key));
    return isSwitchedOn(launch, "weight_by_num_documents") && given.length > 0
      ? t("{0} has no effect: weight_by_num_documents computes the weights anew.", given.join(t(", ")))
      : undefined;
  },
  fixes: () => [setValue("weight_by_num_documents", false, false)],
});
