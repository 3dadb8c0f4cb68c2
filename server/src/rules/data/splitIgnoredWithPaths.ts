import { t } from "../../base/l10n";
import { isAskedFor } from "../../model/asked";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "split-ignored-with-paths",
  phase: "data",
  severity: "hint",
  outcome: "ignored",
  evidence: "ran",
  keys: ["split", "train_data_paths"],
  tag: "unnecessary",
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders" },
  summary: "`split` has no effect beside lists of paths",
  sources: ["megatron/data/data_utils.py:608:build_train_valid_test_data_loaders"],
  explain: "Lists name the data of each split themselves.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    split: 90,5,5
    train_data_paths: [a]
    valid_data_paths: [b]
    test_data_paths: [c]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_data_paths: [a]
    valid_data_paths: [b]
    test_data_paths: [c]
  `,
  message: (launch) =>
    isAskedFor(launch, "split") && isGiven(launch, "train_data_paths")
      ? t("split has no effect: the lists of paths name the data of each split.")
      : undefined,
  fixes: () => [removeKey("split", false)],
});
