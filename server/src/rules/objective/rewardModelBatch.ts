import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "reward-model-batch",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_micro_batch_size_per_gpu", "train_impl", "no_weight_tying"],
  holds: since("1c727420"),
  neox: { at: "megatron/training.py:forward_step", raises: "IndexError" },
  summary: "A reward model needs a micro batch of at least 2",
  sources: ["megatron/training.py:606-616:forward_step"],
  explain: `Dimensions of size 1 are squeezed away, and with a micro batch of 1 that takes the batch.`,
  bad: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 1
        train_impl: rm
        dataset_impl: pairwise
        pack_impl: unpacked
        no_weight_tying: true
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: rm
        dataset_impl: pairwise
        pack_impl: unpacked
        no_weight_tying: true
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const microBatchSize = positiveInt(launch, "train_micro_batch_size_per_gpu");
    if (launch.get("train_impl") !== "rm" || microBatchSize !== 1) return;
    // With a tied head the two faults hide each other, and a loss comes out that cannot move.
    if (launch.get("no_weight_tying") !== true) return;
    report({
      at: "train_micro_batch_size_per_gpu",
      message: t("The reward loss stops with a micro batch of 1; it needs 2 or more."),
      fixes: () => [setValue("train_micro_batch_size_per_gpu", 2n)],
    });
  },
});
