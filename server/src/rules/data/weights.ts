import { t } from "../../l10n";
import { numberOf } from "../../python/compare";
import { isList } from "../../yaml/value";
import { isAskedFor, isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule, type Rule } from "../rule";
import { removeKey, setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { isGiven, listLength, SPLITS } from "./paths";

const WEIGHTS = SPLITS.map((split) => `${split}_data_weights`);
const PATHS = SPLITS.map((split) => `${split}_data_paths`);
const LISTS = "train_data_paths: [a, b]\nvalid_data_paths: [c]\ntest_data_paths: [d]\n";

/** The one-byte index that says which set a sample comes from (megatron/data/blendable_dataset.py:47). */
const MOST_DATA_SETS = 254;

/** How often each of several sets of data is drawn. */
export const weightRules: readonly Rule[] = [
  defineRule({
    id: "weights-positive",
    phase: "data",
    severity: "warning",
    keys: WEIGHTS,
    neox: {
      at: "megatron/data/data_utils.py:get_normalized_weights_and_num_samples",
      raises: "AssertionError",
    },
    summary: "Weights add up to more than zero",
    explain:
      "NeoX divides by their sum and asserts it without a message (`megatron/data/data_utils.py:274`).",
    bad: `${EXAMPLE_MODEL}${LISTS}train_data_weights: [0.0, 0.0]\n`,
    good: `${EXAMPLE_MODEL}${LISTS}train_data_weights: [1.0, 1.0]\n`,
    check(launch, report) {
      for (const key of WEIGHTS) {
        const value = launch.settings.get(key)?.value;
        const weights = isList(value) ? value.map((it) => Number(numberOf(it) ?? Number.NaN)) : [];
        const total = weights.reduce((sum, it) => sum + it, 0);
        if (weights.length === 0 || Number.isNaN(total) || total > 0) continue;
        report({
          at: key,
          keys: [key],
          message: t("The weights of {0} add up to {1}; NeoX divides by their sum.", key, total),
          fixes: () => [removeKey(key)],
        });
      }
    },
  }),
  defineRule({
    id: "too-many-data-sets",
    phase: "data",
    severity: "warning",
    keys: PATHS,
    neox: { at: "megatron/data/blendable_dataset.py:__init__", raises: "AssertionError" },
    summary: "At most 254 data sets in one list",
    explain: "Which set a sample comes from is kept in one byte (`megatron/data/blendable_dataset.py:47`).",
    bad: `${EXAMPLE_MODEL}train_data_paths: [${Array(255).fill("a").join(", ")}]
valid_data_paths: [b]\ntest_data_paths: [c]\n`,
    good: `${EXAMPLE_MODEL}${LISTS}`,
    check(launch, report) {
      for (const key of PATHS) {
        const count = listLength(launch, key);
        if (count === undefined || count <= MOST_DATA_SETS) continue;
        report({
          at: key,
          keys: [key],
          message: t("{0} has {1} entries, and NeoX mixes at most {2}.", key, count, MOST_DATA_SETS),
        });
      }
    },
  }),
  defineSingleFinding({
    id: "weight-by-num-documents-overrides",
    phase: "data",
    severity: "warning",
    keys: [...WEIGHTS, "weight_by_num_documents"],
    tag: "unnecessary",
    neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders" },
    summary: "`weight_by_num_documents` replaces the given weights",
    explain: "The weights of all three splits are computed anew (`megatron/data/data_utils.py:633`).",
    bad: `${EXAMPLE_MODEL}${LISTS}train_data_weights: [1.0, 2.0]\nweight_by_num_documents: true\n`,
    good: `${EXAMPLE_MODEL}${LISTS}train_data_weights: [1.0, 2.0]\n`,
    says: (launch) => {
      const given = WEIGHTS.filter((key) => isGiven(launch, key));
      return isSwitchedOn(launch, "weight_by_num_documents") && given.length > 0
        ? t("{0} has no effect: weight_by_num_documents computes the weights anew.", given.join(", "))
        : undefined;
    },
    fixes: () => [setValue("weight_by_num_documents", false, false)],
  }),
  defineSingleFinding({
    id: "weight-by-num-documents-formula",
    phase: "data",
    severity: "information",
    keys: ["weighted_sampler_alpha", "weight_by_num_documents"],
    neox: { at: "megatron/data/data_utils.py:weights_by_num_docs" },
    summary: "With an alpha of 1 the weights are not proportional to the documents",
    explain: `Each share, to the power of alpha, is multiplied by one minus the share
(\`megatron/data/data_utils.py:472\`): two sets of 90 % and 10 % of the documents are drawn half and half. Give
\`train_data_weights\` instead to have your own.`,
    bad: `${EXAMPLE_MODEL}${LISTS}weight_by_num_documents: true\nweighted_sampler_alpha: 1.0\n`,
    good: `${EXAMPLE_MODEL}${LISTS}train_data_weights: [0.9, 0.1]\n`,
    says: (launch) =>
      isSwitchedOn(launch, "weight_by_num_documents") &&
      Number(launch.settings.get("weighted_sampler_alpha")?.value ?? 0) === 1 &&
      !WEIGHTS.some((key) => isGiven(launch, key))
        ? t("At alpha 1 NeoX still favours small sets: documents of 90 % and 10 % are drawn half and half.")
        : undefined,
  }),
  defineSingleFinding({
    id: "weight-by-num-documents-pairwise",
    phase: "data",
    severity: "warning",
    keys: ["weight_by_num_documents", "dataset_impl"],
    holds: { from: "2024-09-08", since: "77e8158a" },
    neox: {
      at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders",
      raises: "AttributeError",
    },
    summary: "`weight_by_num_documents` cannot count pairs",
    explain: "A pairwise data set has no `indexed_dataset` to count (`megatron/data/data_utils.py:635`).",
    bad: `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked
weight_by_num_documents: true\n`,
    good: `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\n`,
    says: (launch) =>
      isSwitchedOn(launch, "weight_by_num_documents") && launch.get("dataset_impl") === "pairwise"
        ? t("weight_by_num_documents cannot count the documents of pairwise data, and NeoX stops.")
        : undefined,
    fixes: () => [removeKey("weight_by_num_documents")],
  }),
  defineSingleFinding({
    id: "weight-by-num-documents-data-path",
    phase: "data",
    severity: "information",
    keys: ["weight_by_num_documents", "weighted_sampler_alpha", "data_path"],
    tag: "unnecessary",
    neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders" },
    summary: "`weight_by_num_documents` is for lists of paths",
    explain: "One `data_path` has nothing to weigh (`megatron/data/data_utils.py:633`, `:689`).",
    bad: `${EXAMPLE_MODEL}data_path: a\nweight_by_num_documents: true\n`,
    good: `${EXAMPLE_MODEL}${LISTS}weight_by_num_documents: true\n`,
    says: (launch) => {
      if (isSwitchedOn(launch, "weight_by_num_documents"))
        return isGiven(launch, "data_path") && !isGiven(launch, "train_data_paths")
          ? t("weight_by_num_documents has no effect on a single data_path.")
          : undefined;
      return isAskedFor(launch, "weighted_sampler_alpha") && launch.get("weight_by_num_documents") === false
        ? t("weighted_sampler_alpha has no effect: weight_by_num_documents is off.")
        : undefined;
    },
  }),
];
