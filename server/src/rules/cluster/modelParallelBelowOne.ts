import { t } from "../../base/l10n";
import { compare, numberOf } from "../../python/compare";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "model-parallel-below-one",
  phase: "args",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["model_parallel_size"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "A `model_parallel_size` below 1 counts as 1",
  sources: ["megatron/neox_arguments/arguments.py:921:calculate_derived"],
  explain: `NeoX raises \`model_parallel_size\` to 1 without a word.`,
  bad: yaml`model_parallel_size: 0`,
  good: yaml`model_parallel_size: 1`,
  check(launch, report) {
    const given = launch.settings.get("model_parallel_size")?.value ?? null;
    const size = numberOf(given);
    if (size === undefined || compare(size, ">=", 1n)) return;
    report({
      at: "model_parallel_size",
      message: t("NeoX takes a model_parallel_size of {0} as 1.", str(given)),
      fixes: () => [
        { title: t("model_parallel_size: 1"), preferred: true, set: { model_parallel_size: 1n } },
      ],
    });
  },
});
