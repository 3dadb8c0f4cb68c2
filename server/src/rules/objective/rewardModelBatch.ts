import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { positiveInt } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";

export default defineRule({
  id: "reward-model-batch",
  phase: "forward",
  severity: "warning",
  keys: ["train_micro_batch_size_per_gpu", "train_impl"],
  holds: { from: "2024-09-08", since: "1c727420" },
  neox: { at: "megatron/training.py:forward_step", raises: "IndexError" },
  summary: "A reward model needs a micro batch of at least 2",
  explain: `Dimensions of size 1 are squeezed away, and with a micro batch of 1 that takes the batch
(\`megatron/training.py:606-616\`).`,
  bad: {
    files: {
      "model.yml":
        "num_layers: 12\nhidden_size: 768\nnum_attention_heads: 12\nseq_length: 2048\nmax_position_embeddings: 2048\ntrain_micro_batch_size_per_gpu: 1\ntrain_impl: rm\ndataset_impl: pairwise\npack_impl: unpacked\nno_weight_tying: true\n",
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": `${EXAMPLE_MODEL}train_impl: rm\ndataset_impl: pairwise\npack_impl: unpacked\nno_weight_tying: true\n`,
    },
    neox: "main",
  },
  check(launch, report) {
    const microBatchSize = positiveInt(launch, "train_micro_batch_size_per_gpu");
    if (launch.get("train_impl") !== "rm" || microBatchSize !== 1) return;
    report({
      at: "train_micro_batch_size_per_gpu",
      message: t("The reward loss stops with a micro batch of 1; it needs 2 or more."),
      fixes: () => [setValue("train_micro_batch_size_per_gpu", 2n)],
    });
  },
});
