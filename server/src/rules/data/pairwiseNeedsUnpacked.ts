import { t } from "../../base/l10n";
import { isSettled } from "../../model/certainty";
import { isInference } from "../../model/run/isTraining";
import { isGiven } from "../kit/dataSources";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";
import { SINCE_PAIRS } from "./pairs";

export default defineSingleFinding({
  id: "pairwise-needs-unpacked",
  phase: "data",
  severity: "error",
  keys: ["dataset_impl", "pack_impl"],
  holds: SINCE_PAIRS,
  neox: { at: "megatron/data/pairwise_dataset.py:__init__", raises: "AssertionError" },
  summary: "Pairs cannot be packed",
  explain: `\`packed\` is the default, and NeoX refuses it with \`dataset_impl: pairwise\`
(\`megatron/data/pairwise_dataset.py:66\`). Seen by running NeoX's own loaders.`,
  bad: `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\n`,
  good: `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\n`,
  isCertain: (launch) =>
    !isInference(launch) && isSettled(launch, "pack_impl") && isGiven(launch, "pos_train_data_paths"),
  says: (launch) =>
    launch.settings.get("dataset_impl")?.value === "pairwise" && launch.get("pack_impl") === "packed"
      ? t("Pairwise data cannot be packed, and pack_impl is packed.")
      : undefined,
  fixes: () => [setValue("pack_impl", "unpacked")],
});
