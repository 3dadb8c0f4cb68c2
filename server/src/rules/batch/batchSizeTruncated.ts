import { t } from "../../base/l10n";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

const KEYS = ["train_batch_size", "train_micro_batch_size_per_gpu", "gradient_accumulation_steps"] as const;

export default defineRule({
  id: "batch-size-truncated",
  phase: "args",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: KEYS,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_batch_parameters" },
  summary: "A fraction of a batch size is cut off",
  sources: ["megatron/neox_arguments/arguments.py:863:calculate_batch_parameters"],
  explain: `Unless all three batch arguments are set, NeoX makes them ints before it checks any type, so that a float
passes and loses its fraction. Write a whole number.`,
  bad: {
    files: {
      "model.yml": yaml`
        train_micro_batch_size_per_gpu: 4.5
        train_batch_size: null
        gradient_accumulation_steps: 1
        pipe_parallel_size: 1
        model_parallel_size: 1
        global_num_gpus: 1
      `,
    },
  },
  good: yaml`train_micro_batch_size_per_gpu: 4`,
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
