import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";

export default defineSingleFinding({
  id: "char-level-ppl-pairs",
  phase: "train",
  severity: "warning",
  keys: ["char_level_ppl", "dataset_impl"],
  holds: { from: "2024-09-08", since: "77e8158a" },
  neox: { at: "megatron/utils.py:__next__", raises: "KeyError" },
  summary: "`char_level_ppl` does not go with pairs",
  explain: "It counts the characters of `text`, which pairs do not have (`megatron/utils.py:494`).",
  bad: `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\nchar_level_ppl: true\n`,
  good: `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\n`,
  says: (launch) =>
    isSwitchedOn(launch, "char_level_ppl") && launch.get("dataset_impl") === "pairwise"
      ? t("char_level_ppl counts the characters of text, which pairwise data does not have.")
      : undefined,
  fixes: () => [setValue("char_level_ppl", false)],
});
