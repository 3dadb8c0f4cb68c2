import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { positiveInt } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";

export default defineRule({
  id: "preference-pipeline",
  phase: "forward",
  severity: "warning",
  keys: ["pipe_parallel_size", "train_impl"],
  holds: { from: "2024-10-08", since: "c8f7b566" },
  neox: { at: "megatron/training.py:get_batch_pipe", raises: "AssertionError" },
  summary: "`kto`, `dpo` and `rm` need `pipe_parallel_size: 0`",
  explain: `NeoX asserts it at the first batch (\`megatron/training.py:488\`). A size of 1 still means a pipeline.`,
  bad: {
    files: {
      "model.yml": `${EXAMPLE_MODEL}train_impl: rm\ndataset_impl: pairwise\npack_impl: unpacked\nno_weight_tying: true\npipe_parallel_size: 1\n`,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": `${EXAMPLE_MODEL}train_impl: rm\ndataset_impl: pairwise\npack_impl: unpacked\nno_weight_tying: true\npipe_parallel_size: 0\n`,
    },
    neox: "main",
  },
  check(launch, report) {
    const impl = launch.get("train_impl");
    const stages = positiveInt(launch, "pipe_parallel_size");
    if (stages === undefined || (impl !== "kto" && impl !== "dpo" && impl !== "rm")) return;
    report({
      at: "pipe_parallel_size",
      message: t("{0} does not work in a pipeline; NeoX asserts pipe_parallel_size 0.", impl),
      fixes: () => [setValue("pipe_parallel_size", 0n)],
    });
  },
});
