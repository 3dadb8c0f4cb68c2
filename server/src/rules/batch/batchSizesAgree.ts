import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { isSettled } from "../../model/certainty";
import { str } from "../../python/text";
import { BATCH_KEYS, batchFixes, disagreeingSizes, product } from "../kit/agreeingBatches";

export default defineRule({
  id: "batch-sizes-agree",
  phase: "args",
  severity: "error",
  keys: [...BATCH_KEYS, "model_parallel_size", "pipe_parallel_size", "global_num_gpus"],
  neox: { at: "megatron/neox_arguments/arguments.py:check_batch_parameters", raises: "AssertionError" },
  summary: "The batch sizes must agree: train = micro × accumulation steps × data parallel size",
  explain: `The data parallel size is what pipeline and model parallelism leave of the GPUs. NeoX derives what is not set
of the three batch arguments, rounding down, and asserts the product (\`megatron/neox_arguments/arguments.py:822-879\`).
\`gradient_accumulation_steps\` is 1 by default and so counts as set: leave \`train_batch_size\` out, or write
\`gradient_accumulation_steps: null\` to have it derived.`,
  bad: {
    files: {
      "model.yml":
        "train_batch_size: 100\ntrain_micro_batch_size_per_gpu: 4\ngradient_accumulation_steps: 2\npipe_parallel_size: 1\nmodel_parallel_size: 1\nglobal_num_gpus: 8\n",
    },
  },
  good: {
    files: {
      "model.yml":
        "train_batch_size: 64\ntrain_micro_batch_size_per_gpu: 4\ngradient_accumulation_steps: 2\npipe_parallel_size: 1\nmodel_parallel_size: 1\nglobal_num_gpus: 8\n",
    },
  },
  check(launch, report) {
    if (!BATCH_KEYS.every((key) => isSettled(launch, key))) return;
    const sizes = disagreeingSizes(launch);
    if (sizes === undefined) return;
    const { train, micro, steps, replicas } = sizes;
    report({
      at: "train_batch_size",
      message: t(
        "train_batch_size {0} is not {1} per GPU × {2} accumulation steps × {3} data parallel replicas = {4}.",
        str(train),
        str(micro),
        str(steps),
        str(BigInt(replicas)),
        str(product(sizes)),
      ),
      fixes: () => batchFixes(launch, sizes),
    });
  },
});
