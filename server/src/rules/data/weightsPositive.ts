import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { isInference } from "../../model/run/isTraining";
import { numberOf } from "../../python/compare";
import { isList } from "../../yaml/value";
import { isGiven, SPLIT_LISTS } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { WEIGHTS } from "./weights";

export default defineRule({
  id: "weights-positive",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: WEIGHTS,
  neox: {
    at: "megatron/data/data_utils.py:get_normalized_weights_and_num_samples",
    raises: "AssertionError",
  },
  summary: "Weights add up to more than zero",
  sources: ["megatron/data/data_utils.py:274:get_normalized_weights_and_num_samples"],
  explain: `NeoX divides by their sum and asserts it without a message. Seen by running NeoX's own loaders.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    train_data_weights: [0.0, 0.0]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    train_data_weights: [1.0, 1.0]
  `,
  check(launch, report) {
    for (const key of WEIGHTS) {
      const value = launch.settings.get(key)?.value;
      if (isList(value) && value.some((it) => typeof it === "string")) {
        report({
          at: key,
          keys: [key],
          ...(isUsed(launch) ? {} : { severity: "warning" }),
          neox: {
            at: "megatron/data/data_utils.py:get_normalized_weights_and_num_samples",
            raises: "TypeError",
          },
          message: t("The weights of {0} are texts, and NeoX adds them to a number.", key),
        });
        continue;
      }
      const weights = isList(value) ? value.map((it) => Number(numberOf(it) ?? Number.NaN)) : [];
      const total = weights.reduce((sum, it) => sum + it, 0);
      if (weights.length === 0 || Number.isNaN(total) || total > 0) continue;
      report({
        at: key,
        keys: [key],
        ...(isUsed(launch) ? {} : { severity: "warning" }),
        message: t("The weights of {0} add up to {1}; NeoX divides by their sum.", key, total),
        fixes: () => [removeKey(key)],
      });
    }
  },
});

/** Weights count beside lists of paths, in training. */
function isUsed(launch: Launch): boolean {
  return (
    !isInference(launch) && ["train_data_paths", "pos_train_data_paths"].some((key) => isGiven(launch, key))
  );
}
