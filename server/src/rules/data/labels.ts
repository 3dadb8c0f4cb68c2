import { t } from "../../l10n";
import { isSurelyNull } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule, type Rule } from "../rule";
import { defineSingleFinding } from "../singleFinding";
import { isGiven, listLength, SPLITS } from "./paths";

const LABELS = SPLITS.map((split) => `${split}_label_data_paths`);
const LISTS = "train_data_paths: [a, b]\nvalid_data_paths: [c]\ntest_data_paths: [d]\n";
const ALL_LABELS =
  "train_label_data_paths: [e, f]\nvalid_label_data_paths: [g]\ntest_label_data_paths: [h]\n";
const SINCE_LABELS = { from: "2024-08-27", since: "c7863673" } as const;

/** Labels and rewards that stand beside the data. */
export const labelRules: readonly Rule[] = [
  defineSingleFinding({
    id: "label-paths-all-splits",
    phase: "train",
    severity: "warning",
    keys: ["train_label_data_paths", "valid_label_data_paths", "test_label_data_paths", "eval_iters"],
    holds: SINCE_LABELS,
    neox: { at: "megatron/mpu/data.py:broadcast_data", raises: "KeyError" },
    summary: "Labels for training need labels for valid and test too",
    explain: `Once \`train_label_data_paths\` is set, every batch must have labels (\`megatron/training.py:394\`), also those of
the first evaluation.`,
    bad: {
      files: {
        "model.yml": `${EXAMPLE_MODEL}${LISTS}train_label_data_paths: [e, f]
valid_label_data_paths: null\n`,
      },
      neox: "main",
    },
    good: { files: { "model.yml": `${EXAMPLE_MODEL}${LISTS}${ALL_LABELS}` }, neox: "main" },
    says: (launch) => {
      const missing = LABELS.slice(1).filter((key) => isSurelyNull(launch, key));
      if (!isGiven(launch, "train_label_data_paths") || missing.length === 0) return undefined;
      if ((launch.int("eval_iters") ?? 0) <= 0 || launch.get("dataset_impl") !== "gpt2") return undefined;
      return t("Evaluation stops without labels: {0} is not set.", missing.join(", "));
    },
  }),
  defineRule({
    id: "label-paths-lengths",
    phase: "train",
    severity: "warning",
    keys: SPLITS.flatMap((split) => [
      `${split}_label_data_paths`,
      `${split}_reward_data_paths`,
      `${split}_data_paths`,
    ]),
    holds: SINCE_LABELS,
    neox: { at: "megatron/data/gpt2_dataset.py:__getitem__", raises: "KeyError" },
    summary: "One label path and one reward path for each data path",
    explain: `NeoX pairs the lists by position (\`megatron/data/data_utils.py:322\`); a sample of data without labels stops
training with \`KeyError: 'label'\` whenever it comes up.`,
    bad: `${EXAMPLE_MODEL}${LISTS}${ALL_LABELS.replace("[e, f]", "[e]")}`,
    good: `${EXAMPLE_MODEL}${LISTS}${ALL_LABELS}`,
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
  }),
  defineSingleFinding({
    id: "valid-labels-without-train-labels",
    phase: "data",
    severity: "information",
    keys: ["valid_label_data_paths", "test_label_data_paths", "train_label_data_paths"],
    tag: "unnecessary",
    holds: SINCE_LABELS,
    neox: { at: "megatron/training.py:get_batch" },
    summary: "Labels count only with `train_label_data_paths`",
    explain: "NeoX looks at that key to decide whether it uses labels (`megatron/training.py:394`).",
    bad: `${EXAMPLE_MODEL}${LISTS}valid_label_data_paths: [g]\ntrain_label_data_paths: null\n`,
    good: `${EXAMPLE_MODEL}${LISTS}${ALL_LABELS}`,
    says: (launch) =>
      LABELS.slice(1).some((key) => isGiven(launch, key)) && isSurelyNull(launch, "train_label_data_paths")
        ? t("Labels are loaded and not used: train_label_data_paths is not set.")
        : undefined,
  }),
];
