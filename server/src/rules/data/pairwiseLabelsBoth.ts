import { t } from "../../base/l10n";
import { SPLITS } from "../../launch/dataSplits";
import { isSurelyNull } from "../../model/certainty";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";
import { DPO, PAIRS, readsPairs, SINCE_PAIRS } from "./pairs";

const LABELS = SPLITS.flatMap((split) => [`pos_${split}_label_data_paths`, `neg_${split}_label_data_paths`]);

export default defineRule({
  id: "pairwise-labels-both",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: LABELS,
  holds: SINCE_PAIRS,
  neox: { at: "megatron/data/data_utils.py:build_the_dataset", raises: "AssertionError" },
  summary: "Labels for both sides of a pair",
  sources: [
    "megatron/data/data_utils.py:106:build_the_dataset",
    "megatron/data/data_utils.py:113:build_the_dataset",
  ],
  explain: `NeoX asserts it without a message. Seen by running NeoX's own loaders.`,
  bad: yaml`
    ${DPO}
    ${PAIRS}
    pos_train_label_data_paths: [a]
    neg_train_label_data_paths: null
  `,
  good: yaml`
    ${DPO}
    ${PAIRS}
    pos_train_label_data_paths: [a]
    neg_train_label_data_paths: [b]
  `,
  check(launch, report) {
    for (const split of SPLITS) {
      const sides = [`pos_${split}_label_data_paths`, `neg_${split}_label_data_paths`];
      const given = sides.find((key) => isGiven(launch, key));
      const missing = sides.find((key) => isSurelyNull(launch, key));
      if (given === undefined || missing === undefined) continue;
      report({
        at: given,
        keys: sides,
        ...(!readsPairs(launch, split) && { severity: "warning" }),
        message: t("{0} is set and {1} is not: NeoX wants labels for both sides.", given, missing),
      });
    }
  },
});
