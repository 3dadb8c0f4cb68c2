import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { positiveInt } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";

export default defineRule({
  id: "kto-batch",
  phase: "forward",
  severity: "warning",
  keys: ["train_micro_batch_size_per_gpu", "train_impl"],
  holds: { from: "2024-09-14", since: "d79c5331" },
  neox: { at: "megatron/training.py:get_batch", raises: "AssertionError" },
  summary: "KTO needs an even micro batch",
  explain: `NeoX asserts that it is above 1 (\`megatron/training.py:416\`), and halves it
(\`megatron/training.py:756-766\`); with 3 the halves of 2 and 1 are broadcast against each other without a
word.`,
  bad: {
    files: {
      "model.yml":
        "num_layers: 12\nhidden_size: 768\nnum_attention_heads: 12\nseq_length: 2048\nmax_position_embeddings: 2048\ntrain_micro_batch_size_per_gpu: 5\ntrain_impl: kto\ntrain_reward_data_paths: [r]\ntrain_data_paths: [d]\nvalid_data_paths: [d]\ntest_data_paths: [d]\nvalid_reward_data_paths: [r]\ntest_reward_data_paths: [r]\npack_impl: unpacked\n",
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": `${EXAMPLE_MODEL}train_impl: kto\ntrain_reward_data_paths: [r]\ntrain_data_paths: [d]\nvalid_data_paths: [d]\ntest_data_paths: [d]\nvalid_reward_data_paths: [r]\ntest_reward_data_paths: [r]\npack_impl: unpacked\n`,
    },
    neox: "main",
  },
  check(launch, report) {
    const microBatchSize = positiveInt(launch, "train_micro_batch_size_per_gpu");
    if (launch.get("train_impl") !== "kto" || microBatchSize === undefined || microBatchSize % 2 === 0)
      return;
    report({
      at: "train_micro_batch_size_per_gpu",
      message: t("KTO compares two halves of the micro batch, and {0} is odd.", microBatchSize),
      fixes: () => [setValue("train_micro_batch_size_per_gpu", BigInt(microBatchSize + 1))],
    });
  },
});
