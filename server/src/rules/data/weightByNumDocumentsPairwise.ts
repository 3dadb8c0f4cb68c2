import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { isInference } from "../../model/run/isTraining";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { SINCE_PAIRS } from "./pairs";

export default defineRule({
  id: "weight-by-num-documents-pairwise",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["weight_by_num_documents", "dataset_impl"],
  holds: SINCE_PAIRS,
  neox: {
    at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders",
    raises: "AttributeError",
  },
  summary: "`weight_by_num_documents` cannot count pairs",
  sources: ["megatron/data/data_utils.py:635:build_train_valid_test_data_loaders"],
  explain: `A pairwise data set has no \`indexed_dataset\` to count. Seen by running NeoX's own loaders.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_impl: dpo
    dataset_impl: pairwise
    pack_impl: unpacked
    weight_by_num_documents: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_impl: dpo
    dataset_impl: pairwise
    pack_impl: unpacked
  `,
  isCertain: (launch) => !isInference(launch) && isGiven(launch, "pos_train_data_paths"),
  message: (launch) =>
    isSwitchedOn(launch, "weight_by_num_documents") && launch.get("dataset_impl") === "pairwise"
      ? t("weight_by_num_documents cannot count the documents of pairwise data, and NeoX stops.")
      : undefined,
  fixes: () => [removeKey("weight_by_num_documents")],
});
