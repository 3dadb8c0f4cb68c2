import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSettled } from "../../model/certainty";
import { isInference } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";
import { truthy } from "../../python/compare";
import { DATA_SOURCES, isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL, EXAMPLE_TOKENIZER } from "../kit/exampleModel";
import { movedTo } from "../kit/saidElsewhere";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const OPTIMIZER = "optimizer:\n  type: Adam\n  params:\n    lr: 0.0006\n";

const DATA = "data_path: data/enwik8_text_document\ndata_impl: mmap\n";

export default defineRule({
  id: "train-length-required",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_iters", "train_epochs", ...DATA_SOURCES],
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders", raises: "ValueError" },
  summary: "Training needs `train_iters` or `train_epochs`",
  explain: `NeoX refuses to build its data without either, and 0 counts as none
(\`megatron/data/data_utils.py:519\`; before 563429f8 an UnboundLocalError or TypeError). Seen by running NeoX's own
loaders.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        ${EXAMPLE_TOKENIZER}
        ${OPTIMIZER}
        ${DATA}
      `,
    },
    launched: true,
    gpus: 8,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        ${EXAMPLE_TOKENIZER}
        ${OPTIMIZER}
        ${DATA}
        train_iters: 1000
      `,
    },
    launched: true,
    gpus: 8,
  },
  message: (launch) => {
    const isUnset = ["train_iters", "train_epochs"].every(
      (key) => isSettled(launch, key) && !truthy(launch.named(key) ?? null),
    );
    const hasData =
      launch.get("dataset_impl") === "online" || DATA_SOURCES.some((key) => isGiven(launch, key));
    return isUnset && hasData && !isInference(launch)
      ? t("Neither train_iters nor train_epochs says how long to train, and NeoX refuses that.")
      : undefined;
  },
  fixes: (launch) => {
    const moved = ["train_iters", "train_epochs"].flatMap((key) => movedTo(launch, key));
    if (moved.length > 0) return moved;
    const decays = positiveInt(launch, "lr_decay_iters");
    return decays === undefined ? [] : [setValue("train_iters", BigInt(decays))];
  },
});
