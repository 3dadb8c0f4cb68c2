import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { isGiven, SPLIT_LISTS } from "../kit/dataSources";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";
import { WEIGHTS } from "./weights";

export default defineSingleFinding({
  id: "weight-by-num-documents-overrides",
  phase: "data",
  severity: "warning",
  keys: [...WEIGHTS, "weight_by_num_documents"],
  tag: "unnecessary",
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders" },
  summary: "`weight_by_num_documents` replaces the given weights",
  explain: "The weights of all three splits are computed anew (`megatron/data/data_utils.py:633`).",
  bad: `${EXAMPLE_MODEL}${SPLIT_LISTS}train_data_weights: [1.0, 2.0]\nweight_by_num_documents: true\n`,
  good: `${EXAMPLE_MODEL}${SPLIT_LISTS}train_data_weights: [1.0, 2.0]\n`,
  says: (launch) => {
    const given = WEIGHTS.filter((key) => isGiven(launch, key));
    return isSwitchedOn(launch, "weight_by_num_documents") && given.length > 0
      ? t("{0} has no effect: weight_by_num_documents computes the weights anew.", given.join(", "))
      : undefined;
  },
  fixes: () => [setValue("weight_by_num_documents", false, false)],
});
