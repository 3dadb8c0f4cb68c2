import { t } from "../../base/l10n";
import { splitParts, sum } from "../../model/data/split";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "split-extra-parts",
  phase: "data",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["split"],
  neox: { at: "megatron/data/data_utils.py:get_train_valid_test_split_" },
  summary: "`split` has three parts",
  sources: ["megatron/data/data_utils.py:252:get_train_valid_test_split_"],
  explain: `NeoX drops every part after the third, before it normalises them.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    split: 90,5,4,1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    split: 90,5,5
  `,
  message: (launch) => {
    const parts = splitParts(launch);
    if (parts === undefined || parts.some(Number.isNaN) || sum(parts.slice(0, 3)) <= 0) return undefined;
    return parts.length > 3
      ? t("NeoX reads the first three parts of split and drops {0}.", parts.slice(3).join(t(", ")))
      : undefined;
  },
  fixes: (launch) => {
    const parts = splitParts(launch)?.slice(0, 3) ?? [];
    return parts.every((part) => part >= 0) ? [setValue("split", parts.join(","))] : [];
  },
});
