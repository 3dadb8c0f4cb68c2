import { t } from "../../base/l10n";
import type { Dataset } from "../../datasets/dataset";
import { namedData } from "../../model/data/namedData";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_DATA, exampleData, exampleSample } from "../kit/exampleData";

export default defineRule({
  id: "data-index-mismatch",
  phase: "train",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["data_path"],
  neox: { at: "megatron/data/indexed_dataset.py:get", raises: "ValueError" },
  summary: "The index and the data beside it do not belong together",
  explain: `The index says where each document lies in the \`.bin\`. A document outside of it stops the training when it is read, with
"offset must be non-negative and no greater than buffer length"; a \`.bin\` that is longer than the index says is read in
part. Copy or make both files again.`,
  bad: {
    files: { "model.yml": EXAMPLE_DATA },
    loads: {
      said: "a document that ends after the data",
      facts: () => exampleSample({ outside: 900, end: 1_200_000 }),
    },
  },
  good: {
    files: { "model.yml": EXAMPLE_DATA },
    loads: { said: "an index of 1000 documents", facts: exampleData },
  },
  check(launch, report) {
    for (const { key, dataset } of namedData(launch)) {
      if (dataset.problem !== undefined || dataset.index?.format !== "mmap") continue;
      const { prefix, dataBytes, index } = dataset;
      const { outside, end } = index.sample;
      if (outside !== undefined)
        report({
          at: key,
          keys: [key],
          message: t(
            "Document {0} of {1} does not lie in its .bin of {2} bytes: reading it stops.",
            outside,
            prefix,
            dataBytes,
          ),
        });
      else if (isOdd(dataset))
        report({
          at: key,
          keys: [key],
          severity: "information",
          message: t("{0}.idx describes {1} bytes, and {0}.bin has {2}.", prefix, end, dataBytes),
        });
    }
  },
});

function isOdd({ dataBytes, index }: Dataset): boolean {
  return index !== undefined && index.documents > 0 && index.sample.end !== dataBytes;
}
