import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { str } from "../../python/text";

const KEYS = ["train_batch_size", "train_micro_batch_size_per_gpu", "gradient_accumulation_steps"] as const;

export default defineRule({
  id: "batch-size-truncated",
  phase: "args",
  severity: "warning",
  keys: KEYS,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_batch_parameters" },
  summary: "A fraction of a batch size is cut off",
  explain: `Unless all three batch arguments are set, NeoX makes them ints before it checks any type, so that a float passes
and loses its fraction (\`megatron/neox_arguments/arguments.py:863\`). Write a whole number.`,
  bad: {
    files: {
      "model.yml":
        "train_micro_batch_size_per_gpu: 4.5\ntrain_batch_size: null\ngradient_accumulation_steps: 1\npipe_parallel_size: 1\nmodel_parallel_size: 1\nglobal_num_gpus: 1\n",
    },
  },
  good: "train_micro_batch_size_per_gpu: 4\n",
  check(launch, report) {
    for (const key of KEYS) {
      const given = launch.get(key);
      const derived = launch.derivation.get(key);
      if (typeof given !== "number" || Number.isInteger(given) || typeof derived !== "bigint") continue;
      report({
        at: key,
        message: t("NeoX cuts {0} {1} down to {2}.", key, str(given), str(derived)),
        operands: [key],
        fixes: () => [{ title: t("{0}: {1}", key, str(derived)), preferred: true, set: { [key]: derived } }],
      });
    }
  },
});
