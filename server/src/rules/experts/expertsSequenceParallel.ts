import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "experts-sequence-parallel",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["sequence_parallel", "moe_num_experts"],
  holds: between("8b43196f", "d11df961"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "Experts did not work with sequence parallelism",
  sources: ["megatron/neox_arguments/arguments.py:1076:calculate_derived at 59a5236d"],
  explain: `From 8b43196f to d11df961 NeoX asserted \`sequence_parallel: false\` for a model with experts.`,
  bad: {
    files: {
      "model.yml": yaml`
        moe_num_experts: 8
        sequence_parallel: true
        pipe_parallel_size: 0
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        moe_num_experts: 8
        sequence_parallel: false
        pipe_parallel_size: 0
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    const isParallel = launch.get("sequence_parallel");
    if (isParallel === undefined || isParallel === false) return;
    if (!truthy(launch.derivation.get("hasExperts") ?? null)) return;
    report({
      at: "sequence_parallel",
      message: t("With experts NeoX refuses sequence_parallel."),
      fixes: () => [
        { title: t("sequence_parallel: false"), preferred: true, set: { sequence_parallel: false } },
      ],
    });
  },
});
