import { t } from "../../base/l10n";
import { namedData } from "../../model/data/namedData";
import { documentSplit, splitParts } from "../../model/data/split";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_DATA, exampleData } from "../kit/exampleData";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "split-without-training",
  phase: "data",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["split", "data_path"],
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_datasets" },
  summary: "`split` leaves no document to train on",
  explain: `NeoX then trains nothing, and the run ends well. The parts of \`split\` are shares of the documents, and are rounded.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_DATA}
        split: 0,50,50
      `,
    },
    loads: { said: "an index of 1000 documents", facts: exampleData },
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_DATA}
        split: 90,5,5
      `,
    },
    loads: { said: "an index of 1000 documents", facts: exampleData },
  },
  message(launch) {
    const parts = splitParts(launch);
    const data = namedData(launch).find(({ key }) => key === "data_path")?.dataset.index;
    if (parts === undefined || data === undefined || !isTraining(launch)) return undefined;
    const documents = documentSplit(parts, data.documents)?.[1];
    return documents === undefined || documents > 0
      ? undefined
      : t(
          "Of {0} documents split leaves none to train on: NeoX trains nothing, and ends with exit code 0: a queue sees success.",
          data.documents,
        );
  },
});
