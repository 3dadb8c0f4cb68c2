import { t } from "../../base/l10n";
import { SPLITS } from "../../launch/dataSplits";
import { isGiven } from "../kit/dataSources";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";
import { SINCE_PAIRS } from "./pairs";

export default defineSingleFinding({
  id: "data-path-with-pairs",
  phase: "data",
  severity: "warning",
  keys: ["data_path", "pos_train_data_paths"],
  tag: "unnecessary",
  holds: SINCE_PAIRS,
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders" },
  summary: "`pos_train_data_paths` come before `data_path`",
  explain: "With lists of paths NeoX does not look at `data_path` (`megatron/data/data_utils.py:608`).",
  bad: `${EXAMPLE_MODEL}data_path: data/a
${["pos", "neg"].flatMap((side) => SPLITS.map((it) => `${side}_${it}_data_paths: [data/${side}]\n`)).join("")}`,
  good: `${EXAMPLE_MODEL}data_path: data/a\n`,
  says: (launch) =>
    isGiven(launch, "data_path") && isGiven(launch, "pos_train_data_paths")
      ? t("data_path has no effect: NeoX takes pos_train_data_paths.")
      : undefined,
  fixes: () => [removeKey("data_path")],
});
