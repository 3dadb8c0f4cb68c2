import { t } from "../../base/l10n";
import { namedData } from "../../model/data/namedData";
import { vocabularyOf } from "../../model/parameters/vocabulary";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_DATA, exampleData, exampleSample } from "../kit/exampleData";
import { yaml } from "../kit/yaml";

const CHARACTERS = yaml`
  ${EXAMPLE_DATA}
  tokenizer_type: CharLevelTokenizer
`;

export default defineRule({
  id: "data-vocabulary",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["data_path", "vocab_file", "tokenizer_type"],
  neox: { at: "megatron/mpu/layers.py:forward", raises: "IndexError" },
  summary: "The data has tokens that are not in the vocabulary",
  explain: `A token at or above the padded vocabulary, or below 0, is no row of the embedding: the step that reads it stops, on a GPU
with a "device-side assert". The data was made by another tokenizer, or its index is not its own. The largest token is that of
a sample of the documents, so the data may have more.`,
  bad: {
    files: { "model.yml": CHARACTERS },
    loads: { said: "data with tokens up to 50000", facts: exampleData },
  },
  good: {
    files: { "model.yml": CHARACTERS },
    loads: { said: "data with tokens up to 255", facts: () => exampleSample({ largestToken: 255 }) },
  },
  check(launch, report) {
    const vocabulary = vocabularyOf(launch);
    for (const { key, dataset, holds } of namedData(launch)) {
      const { smallestToken, largestToken } = dataset.index?.sample ?? {};
      if (holds !== "tokens" || smallestToken === undefined || largestToken === undefined) continue;
      const isAbove = vocabulary !== undefined && largestToken >= vocabulary.paddedSize;
      if (!isAbove && smallestToken >= 0) continue;
      report({
        at: key,
        keys: [key],
        operands: [key, "vocab_file", "tokenizer_type"],
        message: isAbove
          ? t(
              "{0} has a token {1}, and the vocabulary {2}, padded to {3}.",
              dataset.prefix,
              largestToken,
              vocabulary.size,
              vocabulary.paddedSize,
            )
          : t("{0} has a token {1}, below 0.", dataset.prefix, smallestToken),
      });
    }
  },
});
