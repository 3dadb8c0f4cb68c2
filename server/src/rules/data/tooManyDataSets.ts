import { t } from "../../base/l10n";
import { DATA_PATHS } from "../../launch/dataSplits";
import { AT_MAIN } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { isGiven, listLength, SPLIT_LISTS } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

/** The one-byte index that says which set a sample comes from (megatron/data/blendable_dataset.py:47). */
const MOST_DATA_SETS = 254;

export default defineRule({
  id: "too-many-data-sets",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: DATA_PATHS,
  neox: { at: "megatron/data/blendable_dataset.py:__init__", raises: "AssertionError" },
  summary: "At most 254 data sets in one list",
  sources: ["megatron/data/blendable_dataset.py:47:__init__"],
  explain: "Which set a sample comes from is kept in one byte.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_data_paths: [${Array(255).fill("a").join(", ")}]
    valid_data_paths: [b]
    test_data_paths: [c]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
  `,
  check(launch, report) {
    for (const key of DATA_PATHS) {
      const count = listLength(launch, key);
      if (count === undefined || count <= MOST_DATA_SETS) continue;
      report({
        at: key,
        keys: [key],
        // Without lists for training NeoX takes data_path.
        ...((isInference(launch) || !isGiven(launch, "train_data_paths")) && { severity: "warning" }),
        message: t("{0} has {1} entries, and NeoX mixes at most {2}.", key, count, MOST_DATA_SETS),
      });
    }
  },
});
