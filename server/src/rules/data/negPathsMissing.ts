import { t } from "../../base/l10n";
import { SPLITS } from "../../launch/dataSplits";
import { AT_MAIN } from "../../launch/windows";
import { listLength } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";
import { DPO, NEGATIVE, PAIRS, POSITIVE, readsPairs, SINCE_PAIRS } from "./pairs";

export default defineRule({
  id: "neg-paths-missing",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: [...NEGATIVE, ...POSITIVE],
  holds: SINCE_PAIRS,
  neox: { at: "megatron/data/indexed_dataset.py:index_file_path", raises: "TypeError" },
  summary: "As many negative as positive paths",
  sources: [
    "megatron/data/data_utils.py:323:build_weighted_datasets",
    "megatron/data/indexed_dataset.py:115:index_file_path",
  ],
  explain: `The lists are zipped to the longest, and a suffix is added to the None that fills the shorter one.`,
  bad: yaml`
    ${DPO}
    ${PAIRS.replace("[data/pos_train_data_paths]", "[a, b]")}
  `,
  good: yaml`
    ${DPO}
    ${PAIRS}
  `,
  check(launch, report) {
    for (const split of SPLITS) {
      const [pos, neg] = [`pos_${split}_data_paths`, `neg_${split}_data_paths`];
      const [positive, negative] = [listLength(launch, pos), listLength(launch, neg)];
      if (positive === undefined || negative === undefined || positive === negative) continue;
      report({
        at: negative < positive ? neg : pos,
        keys: [neg, pos],
        ...(!readsPairs(launch, split) || negative > positive ? { severity: "warning" } : {}),
        message: t(
          "{0} has {1} paths and {2} has {3}: NeoX pairs them one by one.",
          pos,
          positive,
          neg,
          negative,
        ),
      });
    }
  },
});
