import { t } from "../../base/l10n";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";
import { splitParts, sum } from "../kit/split";

export default defineSingleFinding({
  id: "split-extra-parts",
  phase: "data",
  severity: "warning",
  keys: ["split"],
  neox: { at: "megatron/data/data_utils.py:get_train_valid_test_split_" },
  summary: "`split` has three parts, none below zero",
  explain: `NeoX drops every part after the third, before it normalises them (\`megatron/data/data_utils.py:252\`), and a
negative part takes documents from its neighbours.`,
  bad: `${EXAMPLE_MODEL}split: 90,5,4,1\n`,
  good: `${EXAMPLE_MODEL}split: 90,5,5\n`,
  says: (launch) => {
    const parts = splitParts(launch);
    if (parts === undefined || parts.some(Number.isNaN) || sum(parts.slice(0, 3)) <= 0) return undefined;
    if (parts.length > 3)
      return t("NeoX reads the first three parts of split and drops {0}.", parts.slice(3).join(", "));
    return parts.some((part) => part < 0) ? t("A part of split is below 0.") : undefined;
  },
  fixes: (launch) => {
    const parts = splitParts(launch)?.slice(0, 3) ?? [];
    return parts.every((part) => part >= 0) ? [setValue("split", parts.join(","))] : [];
  },
});
