import { t } from "../../l10n";
import { isSurelyNull } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule, type Rule } from "../rule";
import { defineSingleFinding } from "../singleFinding";
import { isGiven, listLength, SPLITS } from "./paths";

const SINCE_PAIRS = { from: "2024-09-08", since: "77e8158a" } as const;
const POSITIVE = SPLITS.map((split) => `pos_${split}_data_paths`);
const NEGATIVE = SPLITS.map((split) => `neg_${split}_data_paths`);
const LABELS = SPLITS.flatMap((split) => [`pos_${split}_label_data_paths`, `neg_${split}_label_data_paths`]);

const DPO = `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\n`;
const PAIRS = [...POSITIVE, ...NEGATIVE].map((key) => `${key}: [data/${key}]\n`).join("");

/** Pairs of a chosen and a rejected answer. */
export const pairRules: readonly Rule[] = [
  defineSingleFinding({
    id: "pos-neg-paths-not-validated",
    phase: "data",
    severity: "warning",
    keys: POSITIVE,
    holds: SINCE_PAIRS,
    neox: {
      at: "megatron/data/data_utils.py:get_normalized_weights_and_num_samples",
      raises: "TypeError",
    },
    summary: "Pairs are needed for train, valid and test",
    explain: `NeoX checks the lists of plain data, but not those of pairs (\`megatron/neox_arguments/arguments.py:1165\`). A
missing one has no weights to sum: \`'NoneType' object is not iterable\` (\`megatron/data/data_utils.py:273\`).`,
    bad: `${DPO}pos_train_data_paths: [a]\nneg_train_data_paths: [b]
pos_valid_data_paths: null\nneg_valid_data_paths: null
pos_test_data_paths: [a]\nneg_test_data_paths: [b]\n`,
    good: `${DPO}${PAIRS}`,
    says: (launch) => {
      const missing = ["valid", "test"].filter(
        (split) =>
          isSurelyNull(launch, `pos_${split}_data_paths`) && !isGiven(launch, `${split}_data_weights`),
      );
      return isGiven(launch, "pos_train_data_paths") && missing.length > 0
        ? t(
            "NeoX stops without pairs for each split: {0} is not set.",
            missing.map((it) => `pos_${it}_data_paths`).join(", "),
          )
        : undefined;
    },
  }),
  defineRule({
    id: "neg-paths-missing",
    phase: "data",
    severity: "warning",
    keys: [...NEGATIVE, ...POSITIVE],
    holds: SINCE_PAIRS,
    neox: { at: "megatron/data/indexed_dataset.py:index_file_path", raises: "TypeError" },
    summary: "As many negative as positive paths",
    explain: `The lists are zipped to the longest (\`megatron/data/data_utils.py:100\`), and a suffix is added to the None that
fills the shorter one (\`megatron/data/indexed_dataset.py:115\`).`,
    bad: `${DPO}${PAIRS.replace("[data/pos_train_data_paths]", "[a, b]")}`,
    good: `${DPO}${PAIRS}`,
    check(launch, report) {
      for (const split of SPLITS) {
        const [pos, neg] = [`pos_${split}_data_paths`, `neg_${split}_data_paths`];
        const [positive, negative] = [listLength(launch, pos), listLength(launch, neg)];
        if (positive === undefined || negative === undefined || positive === negative) continue;
        report({
          at: negative < positive ? neg : pos,
          keys: [neg, pos],
          message: t(
            "{0} has {1} paths and {2} has {3}: NeoX pairs them one by one.",
            pos,
            positive,
            neg,
            negative,
          ),
        });
      }
    },
  }),
  defineRule({
    id: "pairwise-labels-both",
    phase: "data",
    severity: "warning",
    keys: LABELS,
    holds: SINCE_PAIRS,
    neox: { at: "megatron/data/data_utils.py:build_the_dataset", raises: "AssertionError" },
    summary: "Labels for both sides of a pair, or for none",
    explain: "NeoX asserts it without a message (`megatron/data/data_utils.py:106`, `:113`).",
    bad: `${DPO}pos_train_label_data_paths: [a]\nneg_train_label_data_paths: null\n`,
    good: `${DPO}pos_train_label_data_paths: [a]\nneg_train_label_data_paths: [b]\n`,
    check(launch, report) {
      for (const split of SPLITS) {
        const sides = [`pos_${split}_label_data_paths`, `neg_${split}_label_data_paths`];
        const given = sides.find((key) => isGiven(launch, key));
        const missing = sides.find((key) => isSurelyNull(launch, key));
        if (given === undefined || missing === undefined) continue;
        report({
          at: given,
          keys: sides,
          message: t("{0} is set and {1} is not: NeoX wants labels for both sides.", given, missing),
        });
      }
    },
  }),
];
