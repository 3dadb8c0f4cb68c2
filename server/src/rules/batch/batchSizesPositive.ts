import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import { compare, numberOf } from "../../python/compare";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { removeKey, setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const KEYS = ["train_batch_size", "train_micro_batch_size_per_gpu", "gradient_accumulation_steps"] as const;

export default defineRule({
  id: "batch-sizes-positive",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: KEYS,
  neox: { at: "megatron/neox_arguments/arguments.py:check_batch_parameters", raises: "AssertionError" },
  summary: "Batch sizes and accumulation steps must be at least 1",
  sources: ["megatron/neox_arguments/arguments.py:867-877:check_batch_parameters"],
  explain: `NeoX asserts that the train batch size, the micro batch size and the accumulation steps are above 0. A
micro batch of 0 is reported as a train batch of 0.`,
  bad: yaml`train_micro_batch_size_per_gpu: 0`,
  good: yaml`train_micro_batch_size_per_gpu: 4`,
  check(launch, report) {
    // Where Python itself stops, on a division by such a value, that is told instead.
    if (launch.derivation.crashes.some(({ keys }) => keys.includes("train_batch_size"))) return;
    for (const key of KEYS) {
      const size = numberOf(launch.get(key) ?? null);
      if (size === undefined || compare(size, ">", 0n)) continue;
      report({
        at: key,
        message: t("{0} is {1}, and NeoX asserts that it is above 0.", key, str(size)),
        operands: [key],
        fixes: () => [setValue(key, 1n), removeKey(key, false), ...withoutTrainBatch(key)],
      });
    }
  },
});

/** The train batch size then follows from the other two. */
function withoutTrainBatch(key: string): readonly Fix[] {
  const remove = ["train_batch_size"];
  if (remove.includes(key)) return [];
  return [{ title: t("{0}: 1, without train_batch_size", key), set: { [key]: 1n }, remove }];
}
