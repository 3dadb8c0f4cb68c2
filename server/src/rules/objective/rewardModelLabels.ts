import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { namedData } from "../../model/data/namedData";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { exampleReplyLabels } from "../kit/exampleData";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const LABELS = ["pos_train_label_data_paths", "neg_train_label_data_paths"] as const;

const EXAMPLE = yaml`
  ${EXAMPLE_MODEL}
  train_impl: rm
  dataset_impl: pairwise
  pack_impl: unpacked
  no_weight_tying: true
  pos_train_data_paths: [data/pos]
  neg_train_data_paths: [data/neg]
  pos_valid_data_paths: [data/pos]
  neg_valid_data_paths: [data/neg]
  pos_test_data_paths: [data/pos]
  neg_test_data_paths: [data/neg]
  pos_train_label_data_paths: [data/pos_label]
  neg_train_label_data_paths: [data/neg_label]
  pos_valid_label_data_paths: [data/pos_label]
  neg_valid_label_data_paths: [data/neg_label]
  pos_test_label_data_paths: [data/pos_label]
  neg_test_label_data_paths: [data/neg_label]
`;
const NAMES = ["data/pos_label", "data/neg_label"];

export default defineRule({
  id: "reward-model-labels",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: [...LABELS, "train_impl", "no_weight_tying"],
  holds: since("1c727420"),
  neox: { at: "megatron/training.py:forward_step", raises: "RuntimeError" },
  onlyIn: "training",
  summary: "A reward model learns from one token of each reply",
  sources: ["megatron/training.py:593-616:forward_step"],
  explain: `For every token that a label keeps NeoX picks a row of the rewards, and there are as many rows as replies in the batch.
Labels that keep a whole reply pick more, and the first step stops. Make them anew with
\`preprocess_data_with_chat_template.py --for-rm\`, which masks all but the last token of a reply.`,
  bad: {
    files: { "model.yml": EXAMPLE },
    neox: "main",
    loads: { said: "labels of whole replies", facts: () => exampleReplyLabels(NAMES, 12) },
  },
  good: {
    files: { "model.yml": EXAMPLE },
    neox: "main",
    loads: { said: "labels of one token each", facts: () => exampleReplyLabels(NAMES, undefined) },
  },
  check(launch, report) {
    const sequence = positiveInt(launch, "seq_length");
    const microBatchSize = launch.derivation.int("train_micro_batch_size_per_gpu") ?? 1;
    if (launch.get("train_impl") !== "rm" || launch.get("no_weight_tying") !== true) return;
    if (sequence === undefined || microBatchSize < 2) return;
    const labels = namedData(launch).filter(({ key }) => LABELS.some((it) => it === key));
    const keepsMore = labels.find(
      ({ dataset }) => (dataset.index?.sample.secondKept ?? Infinity) <= sequence,
    );
    if (keepsMore === undefined) return;
    const { key, dataset } = keepsMore;
    report({
      at: key,
      keys: [key],
      message: t(
        "{0} keeps two tokens or more of each reply, and a reward model learns from one: the first step stops.",
        dataset.prefix,
      ),
      ...(dataset.index?.sample.isWhole === true && labels.length === 2 ? {} : { severity: "warning" }),
    });
  },
});
