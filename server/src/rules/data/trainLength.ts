import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { equals, truthy } from "../../python/compare";
import { isList } from "../../yaml/value";
import { isSwitchedOn } from "../asked";
import { isSettled } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { removeKey } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { isInference } from "../training/isTraining";
import { DATA_SOURCES, isGiven } from "./paths";

const EPOCHS = { from: "2024-09-29", since: "a6d6af0e" } as const;
const OPTIMIZER = "optimizer:\n  type: Adam\n  params:\n    lr: 0.0006\n";
const DATA = "data_path: data/enwik8_text_document\ndata_impl: mmap\n";

function trainsByEpochs(launch: Launch): boolean {
  return truthy(launch.settings.get("train_epochs")?.value ?? null);
}

/** How long to train: in iterations, or once through the data. */
export const trainLengthRules: readonly Rule[] = [
  defineSingleFinding({
    id: "train-length-required",
    phase: "data",
    severity: "warning",
    keys: ["train_iters", "train_epochs", ...DATA_SOURCES],
    neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders", raises: "ValueError" },
    summary: "Training needs `train_iters` or `train_epochs`",
    explain: `NeoX refuses to build its data without either, and 0 counts as none
(\`megatron/data/data_utils.py:519\`; before 563429f8 an UnboundLocalError or TypeError).`,
    bad: {
      files: { "model.yml": `${EXAMPLE_MODEL}${OPTIMIZER}${DATA}` },
      launched: true,
      gpus: 8,
    },
    good: {
      files: { "model.yml": `${EXAMPLE_MODEL}${OPTIMIZER}${DATA}train_iters: 1000\n` },
      launched: true,
      gpus: 8,
    },
    says: (launch) => {
      const isUnset = ["train_iters", "train_epochs"].every(
        (key) => isSettled(launch, key) && !truthy(launch.get(key) ?? null),
      );
      const hasData =
        launch.get("dataset_impl") === "online" || DATA_SOURCES.some((key) => isGiven(launch, key));
      return isUnset && hasData && !isInference(launch)
        ? t("Neither train_iters nor train_epochs says how long to train, and NeoX refuses that.")
        : undefined;
    },
  }),
  defineSingleFinding({
    id: "train-iters-and-epochs",
    phase: "data",
    severity: "warning",
    keys: ["train_epochs", "train_iters"],
    holds: EPOCHS,
    neox: { at: "megatron/data/data_utils.py:validate_train_epochs", raises: "ValueError" },
    summary: "Either `train_iters` or `train_epochs`",
    explain: "NeoX refuses both (`megatron/data/data_utils.py:488`).",
    bad: `${EXAMPLE_MODEL}train_iters: 1000\ntrain_epochs: 1\n`,
    good: `${EXAMPLE_MODEL}train_epochs: 1\n`,
    says: (launch) =>
      trainsByEpochs(launch) && truthy(launch.get("train_iters") ?? null)
        ? t("train_epochs and train_iters are both set, and NeoX refuses that.")
        : undefined,
    fixes: () => [removeKey("train_epochs"), removeKey("train_iters", false)],
  }),
  defineSingleFinding({
    id: "train-epochs-unsupported",
    phase: "data",
    severity: "warning",
    keys: [
      "train_epochs",
      "pack_impl",
      "weight_by_num_documents",
      "train_data_weights",
      "dataset_impl",
      "train_iters",
    ],
    holds: EPOCHS,
    neox: { at: "megatron/data/data_utils.py:validate_train_epochs", raises: "ValueError" },
    summary: "`train_epochs` is for packed, unweighted GPT-2 data",
    explain: `NeoX refuses epochs with another \`pack_impl\`, with \`weight_by_num_documents\`, with a weight other than 1 and
with another \`dataset_impl\` (\`megatron/data/data_utils.py:493-512\`). Say the length as \`train_iters\` there.`,
    bad: `${EXAMPLE_MODEL}train_epochs: 1\npack_impl: unpacked\n`,
    good: `${EXAMPLE_MODEL}train_iters: 1000\npack_impl: unpacked\n`,
    says: (launch) => {
      const obstacle = trainsByEpochs(launch) ? epochObstacle(launch) : undefined;
      return obstacle && t("train_epochs does not go with {0}, and NeoX refuses it.", obstacle);
    },
  }),
];

function epochObstacle(launch: Launch): string | undefined {
  const packing = launch.get("pack_impl");
  if (typeof packing === "string" && packing !== "packed") return `pack_impl ${packing}`;
  if (isSwitchedOn(launch, "weight_by_num_documents")) return "weight_by_num_documents";
  const weights = launch.get("train_data_weights");
  if (isList(weights) && weights.some((it) => !equals(it, 1n))) return "train_data_weights";
  const kind = launch.get("dataset_impl");
  return typeof kind === "string" && kind !== "gpt2" ? `dataset_impl ${kind}` : undefined;
}
