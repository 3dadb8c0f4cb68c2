import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { evaluates } from "../kit/evaluates";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "char-level-ppl-pairs",
  phase: "eval",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["char_level_ppl", "dataset_impl"],
  holds: since("77e8158a"),
  neox: { at: "megatron/utils.py:__next__", raises: "KeyError" },
  summary: "`char_level_ppl` does not go with pairs",
  sources: ["megatron/utils.py:494:__next__"],
  explain: "It counts the characters of `text`, which pairs do not have.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    pos_train_data_paths: [data/pos]
    pos_valid_data_paths: [data/pos]
    train_impl: dpo
    dataset_impl: pairwise
    pack_impl: unpacked
    char_level_ppl: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pos_train_data_paths: [data/pos]
    pos_valid_data_paths: [data/pos]
    train_impl: dpo
    dataset_impl: pairwise
    pack_impl: unpacked
  `,
  isCertain: (launch) =>
    evaluates(launch) &&
    ["pos_train_data_paths", "pos_valid_data_paths"].every((key) => isGiven(launch, key)),
  message: (launch) =>
    isSwitchedOn(launch, "char_level_ppl") && launch.get("dataset_impl") === "pairwise"
      ? t("char_level_ppl counts the characters of text, which pairwise data does not have.")
      : undefined,
  fixes: () => [setValue("char_level_ppl", false)],
});
