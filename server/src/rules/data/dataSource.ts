import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { isList } from "../../yaml/value";
import { isSettled, isSurelyNull } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule, type Rule } from "../rule";
import { removeKey, setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { isInference, isTraining } from "../training/isTraining";
import { DATA_SOURCES, isGiven, SPLITS } from "./paths";

const OPTIMIZER = "optimizer:\n  type: Adam\n  params:\n    lr: 0.0006\n";
const TRAINING = `${EXAMPLE_MODEL}${OPTIMIZER}train_iters: 1000\n`;

/** Every argument that holds a prefix of data, or a list of them. */
const PREFIXES = [
  "data_path",
  ...SPLITS.flatMap((split) =>
    ["", "pos_", "neg_"].flatMap((side) => [
      `${side}${split}_data_paths`,
      `${side}${split}_label_data_paths`,
    ]),
  ),
];

/** Where the data comes from, and in which format. */
export const dataSourceRules: readonly Rule[] = [
  defineSingleFinding({
    id: "data-path-missing",
    phase: "data",
    // Often the file with the data is simply not at hand yet.
    severity: "information",
    keys: [...DATA_SOURCES, "train_iters"],
    neox: { at: "megatron/data/indexed_dataset.py:index_file_path", raises: "TypeError" },
    summary: "Training needs data",
    tellsWhenUnset: true,
    explain: `Without \`data_path\` and without lists of paths NeoX adds a suffix to None
(\`megatron/data/indexed_dataset.py:115\`).`,
    bad: { files: { "model.yml": TRAINING }, launched: true, gpus: 8 },
    good: {
      files: { "model.yml": `${TRAINING}data_path: data/enwik8_text_document\ndata_impl: mmap\n` },
      launched: true,
      gpus: 8,
    },
    says: (launch) =>
      isTraining(launch) &&
      launch.get("dataset_impl") !== "online" &&
      DATA_SOURCES.every((key) => launch.catalogue.get(key) === undefined || isSurelyNull(launch, key))
        ? t("Neither data_path nor train_data_paths says what to train on.")
        : undefined,
  }),
  defineSingleFinding({
    id: "data-impl-infer-broken",
    phase: "data",
    severity: "warning",
    keys: ["data_impl", ...DATA_SOURCES],
    holds: { from: "2023-09-18", since: "fcd5f92a" },
    neox: { at: "megatron/data/indexed_dataset.py:make_dataset", raises: "AttributeError" },
    summary: "`data_impl: infer`, the default, opens no data",
    explain: `The branch that finds out the format never opens the file (\`megatron/data/indexed_dataset.py:69\`), and NeoX
stops with \`'NoneType' object has no attribute 'sizes'\`. Data of \`prepare_data.py\` is \`mmap\`.`,
    bad: { files: { "model.yml": `${EXAMPLE_MODEL}data_impl: infer\n` }, neox: "main" },
    good: { files: { "model.yml": `${EXAMPLE_MODEL}data_impl: mmap\n` }, neox: "main" },
    says: (launch) => {
      if (launch.get("data_impl") !== "infer" || !isSettled(launch, "data_impl")) return undefined;
      if (isInference(launch) && !launch.settings.has("data_impl")) return undefined;
      return t("data_impl infer, NeoX's default, never opens the data; say mmap or cached.");
    },
    fixes: () => [setValue("data_impl", "mmap")],
  }),
  defineRule({
    id: "data-path-suffix",
    phase: "data",
    severity: "warning",
    keys: PREFIXES,
    neox: { at: "megatron/data/indexed_dataset.py:make_dataset", raises: "AttributeError" },
    summary: "A data path has no `.bin` or `.idx`",
    explain: `NeoX adds both suffixes to the path (\`megatron/data/indexed_dataset.py:63\`), does not find the file, and stops
with \`'NoneType' object has no attribute 'sizes'\`.`,
    bad: `${EXAMPLE_MODEL}data_path: data/enwik8_text_document.bin\n`,
    good: `${EXAMPLE_MODEL}data_path: data/enwik8_text_document\n`,
    check(launch, report) {
      for (const key of PREFIXES) {
        const path = suffixedPath(launch, key);
        if (path === undefined) continue;
        report({
          at: key,
          keys: [key],
          message: t("NeoX adds .bin and .idx to {0} itself; leave the suffix out.", path),
          fixes: () => (launch.get(key) === path ? [setValue(key, path.slice(0, -4))] : []),
        });
      }
    },
  }),
  defineSingleFinding({
    id: "data-path-with-pairs",
    phase: "data",
    severity: "warning",
    keys: ["data_path", "pos_train_data_paths"],
    tag: "unnecessary",
    holds: { from: "2024-09-08", since: "77e8158a" },
    neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders" },
    summary: "`pos_train_data_paths` come before `data_path`",
    explain: "With lists of paths NeoX does not look at `data_path` (`megatron/data/data_utils.py:608`).",
    bad: `${EXAMPLE_MODEL}data_path: data/a
${["pos", "neg"].flatMap((side) => SPLITS.map((it) => `${side}_${it}_data_paths: [data/${side}]\n`)).join("")}`,
    good: `${EXAMPLE_MODEL}data_path: data/a\n`,
    says: (launch) =>
      isGiven(launch, "data_path") && isGiven(launch, "pos_train_data_paths")
        ? t("data_path has no effect: NeoX takes pos_train_data_paths.")
        : undefined,
    fixes: () => [removeKey("data_path")],
  }),
];

function suffixedPath(launch: Launch, key: string): string | undefined {
  const value = launch.settings.get(key)?.value;
  const paths = isList(value) ? value : [value];
  return paths.find((it): it is string => typeof it === "string" && /\.(bin|idx)$/.test(it));
}
