import type { ArgumentName } from "../../arguments/generated/argumentName";
import { t } from "../../base/l10n";
import type { NeoxFailure } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN, since } from "../../launch/windows";
import { isSurelyNull } from "../../model/certainty";
import { isTraining } from "../../model/run/isTraining";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const READERS = {
  gpt2: {
    labels: "train_label_data_paths",
    packs: true,
    at: "megatron/data/gpt2_dataset.py:_build_index_mappings",
  },
  pairwise: {
    labels: "pos_train_label_data_paths",
    packs: false,
    at: "megatron/data/pairwise_dataset.py:_build_index_mappings",
  },
} as const;

export default defineRule({
  id: "unpacked-needs-labels",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["pack_impl", "train_label_data_paths", "pos_train_label_data_paths"],
  holds: since("c8f7b566"),
  neox: { at: "megatron/data/gpt2_dataset.py:_build_index_mappings", raises: "AttributeError" },
  summary: "`pack_impl: unpacked` needs labels",
  sources: [
    "megatron/data/gpt2_dataset.py:361:_build_index_mappings",
    "megatron/data/pairwise_dataset.py:333:_build_index_mappings",
  ],
  explain: `One document a sample, NeoX looks whether all its labels are masked, also where there are none:
\`'NoneType' object has no attribute 'get'\`. Give paths of labels, or pack the documents.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_iters: 100
        data_path: data/text_document
        data_impl: mmap
        pack_impl: unpacked
        train_label_data_paths: null
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_iters: 100
        data_path: data/text_document
        data_impl: mmap
        pack_impl: packed
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const reader = readerOf(launch);
    if (reader === undefined || launch.get("pack_impl") !== "unpacked" || !isTraining(launch)) return;
    if (!isSurelyNull(launch, reader.labels)) return;
    report({
      at: "pack_impl",
      keys: ["pack_impl", reader.labels],
      neox: reader.neox,
      message: t("Unpacked data needs labels: {0} is not set, and NeoX stops.", reader.labels),
      // Neither pairs nor rewards can be packed.
      fixes: () =>
        reader.packs && !isGiven(launch, "train_reward_data_paths")
          ? [{ ...setValue("pack_impl", "packed"), givesUp: t("whole documents") }]
          : [],
    });
  },
});

interface Reader {
  readonly labels: ArgumentName;
  /** Whether it can put several documents in a sample. */
  readonly packs: boolean;
  readonly neox: NeoxFailure;
}

function readerOf(launch: Launch): Reader | undefined {
  const impl = launch.get("data_path") === null ? launch.get("dataset_impl") : "gpt2";
  if (impl !== "gpt2" && impl !== "pairwise") return undefined;
  const { at, ...reader } = READERS[impl];
  return { ...reader, neox: { at, raises: "AttributeError" } };
}
