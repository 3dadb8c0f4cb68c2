import { t } from "../../base/l10n";
import { isAskedFor, isSwitchedOn } from "../../model/asked";
import { isGiven, SPLIT_LISTS } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "weight-by-num-documents-data-path",
  phase: "data",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["weight_by_num_documents", "weighted_sampler_alpha", "data_path"],
  tag: "unnecessary",
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders" },
  summary: "`weight_by_num_documents` is for lists of paths",
  sources: [
    "megatron/data/data_utils.py:633:build_train_valid_test_data_loaders",
    "megatron/data/data_utils.py:689:build_train_valid_test_data_loaders",
  ],
  explain: "One `data_path` has nothing to weigh.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    data_path: a
    weight_by_num_documents: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    weight_by_num_documents: true
  `,
  message: (launch) => {
    if (isSwitchedOn(launch, "weight_by_num_documents"))
      return isGiven(launch, "data_path") && !isGiven(launch, "train_data_paths")
        ? t("weight_by_num_documents has no effect on a single data_path.")
        : undefined;
    return isAskedFor(launch, "weighted_sampler_alpha") && launch.get("weight_by_num_documents") === false
      ? t("weighted_sampler_alpha has no effect: weight_by_num_documents is off.")
      : undefined;
  },
});
