import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { isSettled } from "../../model/certainty";
import { namedData } from "../../model/data/namedData";
import { isInference } from "../../model/run/isTraining";
import { DATA_SOURCES } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "data-impl-infer-broken",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["data_impl", ...DATA_SOURCES],
  holds: since("fcd5f92a"),
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_datasets", raises: "AttributeError" },
  summary: "`data_impl: infer`, the default, opens no data",
  sources: ["megatron/data/indexed_dataset.py:69:make_dataset"],
  explain: `The branch that finds out the format never opens the file, and NeoX stops with \`'NoneType' object has no
attribute 'sizes'\`. Data of \`prepare_data.py\` is \`mmap\`. Seen by running NeoX's own loaders.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        data_impl: infer
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        data_impl: mmap
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    if (launch.get("data_impl") !== "infer" || !isSettled(launch, "data_impl")) return undefined;
    if (launch.get("dataset_impl") === "online") return undefined;
    if (isInference(launch) && !launch.settings.has("data_impl")) return undefined;
    return t("data_impl infer, NeoX's default, never opens the data; say mmap or cached.");
  },
  // No other format can be opened.
  fixes: (launch) =>
    namedData(launch).every(({ dataset }) => (dataset.index?.format ?? "mmap") === "mmap")
      ? [setValue("data_impl", "mmap")]
      : [],
});
