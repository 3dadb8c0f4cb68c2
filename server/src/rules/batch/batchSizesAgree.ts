import { t } from "../../base/l10n";
import { isSettled } from "../../model/certainty";
import { str } from "../../python/text";
import { BATCH_KEYS, batchFixes, disagreeingSizes, product } from "../kit/agreeingBatches";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "batch-sizes-agree",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [...BATCH_KEYS, "model_parallel_size", "pipe_parallel_size", "global_num_gpus"],
  neox: { at: "megatron/neox_arguments/arguments.py:check_batch_parameters", raises: "AssertionError" },
  summary: "The batch sizes must agree: train = micro × accumulation steps × data parallel size",
  sources: ["megatron/neox_arguments/arguments.py:822-879:configure_distributed_args"],
  explain: `The data parallel size is what pipeline and model parallelism leave of the GPUs. NeoX derives what is not
set of the three batch arguments, rounding down, and asserts the product. \`gradient_accumulation_steps\` is 1 by
default and so counts as set: leave \`train_batch_size\` out, or write \`gradient_accumulation_steps: null\` to have
it derived.`,
  bad: {
    files: {
      "model.yml": yaml`
        train_batch_size: 100
        train_micro_batch_size_per_gpu: 4
        gradient_accumulation_steps: 2
        pipe_parallel_size: 1
        model_parallel_size: 1
        global_num_gpus: 8
      `,
    },
  },
  good: {
    files: {
      "model.yml": yaml`
        train_batch_size: 64
        train_micro_batch_size_per_gpu: 4
        gradient_accumulation_steps: 2
        pipe_parallel_size: 1
        model_parallel_size: 1
        global_num_gpus: 8
      `,
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
