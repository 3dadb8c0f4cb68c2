import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { missingFunction } from "../../model/objectives";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "kto-batch",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_micro_batch_size_per_gpu", "train_impl"],
  holds: since("d79c5331"),
  neox: { at: "megatron/training.py:get_batch", raises: "AssertionError" },
  summary: "KTO needs an even micro batch",
  sources: ["megatron/training.py:416:get_batch", "megatron/training.py:756-766:forward_step"],
  explain: `NeoX asserts that it is above 1, and halves it; with 3 the halves of 2 and 1 are broadcast against each
other without a word.`,
  bad: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 5
        train_impl: kto
        train_reward_data_paths: [r]
        train_data_paths: [d]
        valid_data_paths: [d]
        test_data_paths: [d]
        valid_reward_data_paths: [r]
        test_reward_data_paths: [r]
        pack_impl: unpacked
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: kto
        train_reward_data_paths: [r]
        train_data_paths: [d]
        valid_data_paths: [d]
        test_data_paths: [d]
        valid_reward_data_paths: [r]
        test_reward_data_paths: [r]
        pack_impl: unpacked
      `,
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
      // Nothing else makes KTO run where it calls what is not there.
      fixes: () =>
        missingFunction(launch) === undefined
          ? [setValue("train_micro_batch_size_per_gpu", BigInt(microBatchSize + 1))]
          : [],
    });
  },
});
