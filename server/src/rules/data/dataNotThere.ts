import { t } from "../../base/l10n";
import { namedData } from "../../model/data/namedData";
import { isInference } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { absentData, EXAMPLE_DATA, exampleData } from "../kit/exampleData";
import { setValue } from "../kit/simpleFixes";

export default defineRule({
  id: "data-not-there",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["data_path"],
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_datasets", raises: "AttributeError" },
  summary: "Of the data that the config names no index is there",
  explain: `NeoX adds \`.bin\` and \`.idx\` to the name, prints "Dataset does not exist", and stops with "'NoneType' object has no
attribute 'sizes'"; labels that are not there leave a batch without \`label\`. \`preprocess_data.py\` adds \`_text_document\` to
the name that it is given. It is told where the folder is there.`,
  bad: {
    files: { "model.yml": EXAMPLE_DATA },
    loads: {
      said: "an index data/enwik8_text_document_text_document",
      facts: () => absentData("data/enwik8_text_document_text_document"),
    },
  },
  good: {
    files: { "model.yml": EXAMPLE_DATA },
    loads: { said: "an index of 1000 documents", facts: exampleData },
  },
  check(launch, report) {
    if (isInference(launch)) return;
    for (const { key, dataset } of namedData(launch)) {
      const { prefix, hasIndex, hasData, others } = dataset;
      // Of a folder that is not there, or where nobody knows where it is launched, nothing is said.
      if ((hasIndex && hasData) || others === undefined) continue;
      if (!prefix.includes("/") && !launch.isFolderNamed) continue;
      const absent = [...(hasIndex ? [] : [".idx"]), ...(hasData ? [] : [".bin"])].map((it) => prefix + it);
      const [other] = others;
      report({
        at: key,
        keys: [key],
        message:
          other === undefined
            ? t("{0} is not there, though its folder is.", absent.join(t(", ")))
            : t("{0} is not there, and {1} is.", absent.join(t(", ")), other),
        fixes: () =>
          key === "data_path" && other !== undefined ? [{ ...setValue(key, other), keepsMeaning: true }] : [],
      });
    }
  },
});
