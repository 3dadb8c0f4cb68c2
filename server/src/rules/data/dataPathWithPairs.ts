import { t } from "../../base/l10n";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { SINCE_PAIRS } from "./pairs";

export default defineRule({
  id: "data-path-with-pairs",
  phase: "data",
  severity: "warning",
  outcome: "ignored",
  evidence: "ran",
  keys: ["data_path", "pos_train_data_paths", "dataset_impl"],
  tag: "unnecessary",
  holds: SINCE_PAIRS,
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders" },
  summary: "`pos_train_data_paths` come before `data_path`",
  sources: ["megatron/data/data_utils.py:608:build_train_valid_test_data_loaders"],
  explain: "With lists of paths NeoX does not look at `data_path`.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    dataset_impl: pairwise
    pack_impl: unpacked
    data_path: data/a
    pos_train_data_paths: [data/pos]
    pos_valid_data_paths: [data/pos]
    pos_test_data_paths: [data/pos]
    neg_train_data_paths: [data/neg]
    neg_valid_data_paths: [data/neg]
    neg_test_data_paths: [data/neg]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    data_path: data/a
  `,
  message: (launch) =>
    isGiven(launch, "data_path") &&
    isGiven(launch, "pos_train_data_paths") &&
    launch.get("dataset_impl") === "pairwise"
      ? t("data_path has no effect: NeoX takes pos_train_data_paths.")
      : undefined,
  fixes: () => [removeKey("data_path")],
});
