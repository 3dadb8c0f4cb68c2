import { t } from "../../base/l10n";
import { isSettled } from "../../model/certainty";
import { missingFunction } from "../../model/objectives";
import { isInference } from "../../model/run/isTraining";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { SINCE_PAIRS } from "./pairs";

export default defineRule({
  id: "pairwise-needs-unpacked",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["dataset_impl", "pack_impl"],
  holds: SINCE_PAIRS,
  neox: { at: "megatron/data/pairwise_dataset.py:__init__", raises: "AssertionError" },
  summary: "Pairs cannot be packed",
  sources: ["megatron/data/pairwise_dataset.py:66:__init__"],
  explain: `\`packed\` is the default, and NeoX refuses it with \`dataset_impl: pairwise\`. Seen by running NeoX's own
loaders.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_impl: dpo
    dataset_impl: pairwise
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_impl: dpo
    dataset_impl: pairwise
    pack_impl: unpacked
  `,
  isCertain: (launch) =>
    !isInference(launch) && isSettled(launch, "pack_impl") && isGiven(launch, "pos_train_data_paths"),
  message: (launch) =>
    launch.settings.get("dataset_impl")?.value === "pairwise" &&
    launch.get("pack_impl") === "packed" &&
    // Beside data_path NeoX does not look at dataset_impl.
    (isGiven(launch, "pos_train_data_paths") || !isGiven(launch, "data_path"))
      ? t("Pairwise data cannot be packed, and pack_impl is packed.")
      : undefined,
  // Unpacked data needs labels, and an objective that is not there needs no data.
  fixes: (launch) =>
    isGiven(launch, "pos_train_label_data_paths") && missingFunction(launch) === undefined
      ? [setValue("pack_impl", "unpacked")]
      : [],
});
