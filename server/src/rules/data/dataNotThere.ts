import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
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
      const other = others.find((it) => isMadeOf(prefix, it)) ?? others[0];
      report({
        at: key,
        keys: [key],
        message:
          other === undefined
            ? t("{0} is not there, though its folder is.", absent.join(t(", ")))
            : t("{0} is not there, and {1} is.", absent.join(t(", ")), other),
        fixes: () => (key === "data_path" ? fixes(key, prefix, others) : []),
      });
    }
  },
});

/** What `preprocess_data.py` adds to the name that it is given, and what NeoX adds itself. */
const ADDED = /^(?:_text_(?:document|sentence)|\.bin|\.idx)$/;

const MOST_FIXES = 5;

/** The data that were made of this name; of others a person knows whether they are meant. */
function fixes(key: string, prefix: string, others: readonly string[]): readonly Fix[] {
  const made = others.filter((it) => isMadeOf(prefix, it));
  const meant = made.length === 1 ? made[0] : undefined;
  const first = meant === undefined ? [] : [{ ...setValue(key, meant), keepsMeaning: true }];
  const rest = others.filter((it) => it !== meant).map((it) => setValue(key, it, false));
  return [...first, ...rest].slice(0, MOST_FIXES);
}

function isMadeOf(name: string, other: string): boolean {
  return ADDED.test(other.startsWith(name) ? other.slice(name.length) : name.slice(other.length));
}
