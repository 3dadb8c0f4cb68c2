import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { isSettled } from "../../model/certainty";
import { isList } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "online-labels-unused",
  phase: "train",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["dataset_impl", "train_label_data_paths"],
  at: "dataset_impl",
  holds: since("f7a5a6f9"),
  neox: { at: "megatron/training.py:_get_batch" },
  summary: "The served label mask needs `train_label_data_paths`",
  sources: ["megatron/training.py:394:get_batch"],
  explain: `With \`dataset_impl: online\` the mask that is served is used only when \`train_label_data_paths\` is not
empty; else the model trains on the prompts too. Upstream's own config has lists of dummies.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    dataset_impl: online
    train_impl: reinforce
    pipe_parallel_size: 0
    train_label_data_paths: []
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    dataset_impl: gpt2
  `,
  message: (launch) => {
    if (launch.get("dataset_impl") !== "online") return undefined;
    if (!isSettled(launch, "train_label_data_paths")) return undefined;
    const labels = launch.get("train_label_data_paths");
    if (labels !== null && !(isList(labels) && labels.length === 0)) return undefined;
    return t(
      "Without train_label_data_paths the served mask is not used: the model trains on the prompts too.",
    );
  },
});
