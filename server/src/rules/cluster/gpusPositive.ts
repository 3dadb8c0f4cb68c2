import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { removeKey } from "../kit/simpleFixes";
import { withAgreeingBatch } from "../kit/withAgreeingBatch";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "gpus-positive",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["global_num_gpus"],
  neox: { at: "megatron/neox_arguments/arguments.py:check_batch_parameters", raises: "AssertionError" },
  summary: "`global_num_gpus` must be at least 1",
  sources: ["megatron/neox_arguments/arguments.py:867:check_batch_parameters"],
  explain: `The train batch is micro batch × accumulation steps × data parallel size, and with no GPU, or a negative
number of them, it is not above 0, which NeoX asserts. Nothing else looks at the number.`,
  bad: yaml`
    global_num_gpus: 0
    train_micro_batch_size_per_gpu: 4
  `,
  good: yaml`
    global_num_gpus: 8
    train_micro_batch_size_per_gpu: 4
  `,
  check(launch, report) {
    const gpus = launch.int("global_num_gpus");
    if (gpus === undefined || gpus > 0) return;
    report({
      at: "global_num_gpus",
      message: t("With {0} GPUs the train batch is not above 0, which NeoX asserts.", gpus),
      fixes: () => withAgreeingBatch(launch, removeKey("global_num_gpus")),
    });
  },
});
