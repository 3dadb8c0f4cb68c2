import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "char-level-ppl-pairs",
  phase: "train",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["char_level_ppl", "dataset_impl"],
  holds: since("77e8158a"),
  neox: { at: "megatron/utils.py:__next__", raises: "KeyError" },
  summary: "`char_level_ppl` does not go with pairs",
  sources: ["megatron/utils.py:494:__next__"],
  explain: "It counts the characters of `text`, which pairs do not have.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_impl: dpo
    dataset_impl: pairwise
    pack_impl: unpacked
    char_level_ppl: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_impl: dpo
    dataset_impl: pairwise
    pack_impl: unpacked
  `,
  message: (launch) =>
    isSwitchedOn(launch, "char_level_ppl") && launch.get("dataset_impl") === "pairwise"
      ? t("char_level_ppl counts the characters of text, which pairwise data does not have.")
      : undefined,
  fixes: () => [setValue("char_level_ppl", false)],
});
