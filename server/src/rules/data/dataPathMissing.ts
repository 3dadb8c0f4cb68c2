import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSurelyNull } from "../../model/certainty";
import { isTraining } from "../../model/run/isTraining";
import { DATA_SOURCES } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL, EXAMPLE_TOKENIZER } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const OPTIMIZER = "optimizer:\n  type: Adam\n  params:\n    lr: 0.0006\n";

const TRAINING = `${EXAMPLE_MODEL}${EXAMPLE_TOKENIZER}${OPTIMIZER}train_iters: 1000\n`;

export default defineRule({
  id: "data-path-missing",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: [...DATA_SOURCES, "train_iters"],
  neox: { at: "megatron/data/indexed_dataset.py:index_file_path", raises: "TypeError" },
  summary: "Training needs data",
  tellsWhenUnset: true,
  // Often the file with the data is simply not at hand yet.
  elsewhere: "information",
  sources: ["megatron/data/indexed_dataset.py:115:index_file_path"],
  explain: `Without \`data_path\` and without lists of paths NeoX adds a suffix to None. Seen by running NeoX's own
loaders.`,
  bad: { files: { "model.yml": TRAINING }, launched: true, gpus: 8 },
  good: {
    files: {
      "model.yml": yaml`
        ${TRAINING}
        data_path: data/enwik8_text_document
        data_impl: mmap
      `,
    },
    launched: true,
    gpus: 8,
  },
  message: (launch) =>
    isTraining(launch) &&
    launch.get("dataset_impl") !== "online" &&
    DATA_SOURCES.every((key) => launch.catalogue.get(key) === undefined || isSurelyNull(launch, key))
      ? t("Neither data_path nor train_data_paths says what to train on.")
      : undefined,
});
