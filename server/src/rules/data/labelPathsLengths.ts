import { t } from "../../base/l10n";
import { SPLITS } from "../../launch/dataSplits";
import { listLength, SPLIT_LISTS } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";
import { ALL_LABELS, SINCE_LABELS } from "./labels";

export default defineRule({
  id: "label-paths-lengths",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: SPLITS.flatMap((split) => [
    `${split}_label_data_paths`,
    `${split}_reward_data_paths`,
    `${split}_data_paths`,
  ]),
  holds: SINCE_LABELS,
  neox: { at: "megatron/training.py:get_batch", raises: "KeyError" },
  summary: "One label path and one reward path for each data path",
  sources: ["megatron/data/data_utils.py:322:build_weighted_datasets"],
  explain: `NeoX pairs the lists by position; a sample of data without labels stops training with \`KeyError:
'label'\` whenever it comes up.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    ${ALL_LABELS.replace("[e, f]", "[e]")}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    ${ALL_LABELS}
  `,
  check(launch, report) {
    for (const split of SPLITS) {
      const paths = listLength(launch, `${split}_data_paths`);
      for (const key of [`${split}_label_data_paths`, `${split}_reward_data_paths`]) {
        const count = listLength(launch, key);
        if (paths === undefined || count === undefined || count >= paths || count === 0) continue;
        report({
          at: key,
          keys: [key, `${split}_data_paths`],
          message: t("{0} has {1} entries for the {2} of {3}_data_paths.", key, count, paths, split),
        });
      }
    }
  },
});
