import { t } from "../../base/l10n";
import { SPLITS } from "../../launch/dataSplits";
import type { Launch } from "../../launch/launch";
import { type NamedData, namedData } from "../../model/data/namedData";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_LABELS, exampleLabels } from "../kit/exampleData";

/** Labels and rewards beside the data that they are for. */
const BESIDE: readonly (readonly [string, string])[] = SPLITS.flatMap((split) => [
  [`${split}_label_data_paths`, `${split}_data_paths`] as const,
  [`${split}_reward_data_paths`, `${split}_data_paths`] as const,
  [`pos_${split}_label_data_paths`, `pos_${split}_data_paths`] as const,
  [`neg_${split}_label_data_paths`, `neg_${split}_data_paths`] as const,
]);

export default defineRule({
  id: "data-labels-mismatch",
  phase: "train",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["train_label_data_paths", "train_data_paths"],
  neox: { at: "megatron/data/gpt2_dataset.py:__getitem__", raises: "IndexError" },
  summary: "Labels and data have not the same documents",
  explain: `Labels are read by the number of the document and of the token in it. With fewer documents than the data has, the training
stops when it comes to one of the others; with other lengths labels belong to other tokens. Make both with one run of
\`preprocess_data_with_chat_template.py\`.`,
  bad: {
    files: { "model.yml": EXAMPLE_LABELS },
    loads: { said: "labels of 500 documents for data of 1000", facts: () => exampleLabels(500) },
  },
  good: {
    files: { "model.yml": EXAMPLE_LABELS },
    loads: { said: "labels of as many documents", facts: () => exampleLabels(1000) },
  },
  check(launch, report) {
    for (const [key, of] of BESIDE) {
      const dataByIndex = new Map(namedBy(launch, of).map((data) => [data.index, data]));
      for (const labels of namedBy(launch, key)) {
        const data = dataByIndex.get(labels.index);
        const [own, others] = [labels.dataset.index, data?.dataset.index];
        if (own === undefined || others === undefined || data === undefined) continue;
        const isSame = own.documents === others.documents && own.tokens === others.tokens;
        if (isSame || labels.holds !== "labels") continue;
        report({
          at: key,
          keys: [key],
          operands: [of],
          message: t(
            "{0} has {1} documents and {2} tokens, and {3} has {4} and {5}: labels belong to other tokens, or are missing.",
            labels.dataset.prefix,
            own.documents,
            String(own.tokens),
            data.dataset.prefix,
            others.documents,
            String(others.tokens),
          ),
        });
      }
    }
  },
});

function namedBy(launch: Launch, wanted: string): readonly NamedData[] {
  return namedData(launch).filter(({ key }) => key === wanted);
}
