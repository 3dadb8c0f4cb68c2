import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

/** Before 2382bd4a `is_pipe_parallel` was off with experts, so that only the size counted. */
const WINDOWS = [
  { least: 2, holds: between("86758c35", "2382bd4a") },
  { least: 1, holds: between("2382bd4a", "d11df961") },
] as const;

export default defineRule({
  id: "experts-pipeline",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["pipe_parallel_size", "moe_num_experts"],
  holds: between("86758c35", "d11df961"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "Experts did not work with pipeline parallelism",
  sources: ["megatron/neox_arguments/arguments.py:1070:calculate_derived at 59a5236d"],
  explain: `From 86758c35 to d11df961 NeoX asserted that a model with experts runs without the pipeline;
\`pipe_parallel_size: 1\` is a pipeline too, 0 is none.`,
  bad: {
    files: {
      "model.yml": yaml`
        moe_num_experts: 8
        pipe_parallel_size: 2
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        moe_num_experts: 8
        pipe_parallel_size: 0
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    const size = launch.int("pipe_parallel_size");
    if (size === undefined || !truthy(launch.derivation.get("hasExperts") ?? null)) return;
    for (const { least, holds } of WINDOWS) {
      if (size < least) continue;
      report({
        at: "pipe_parallel_size",
        message: t("With experts NeoX refuses pipe_parallel_size {0}; 0 runs without the pipeline.", size),
        holds,
        fixes: () => [
          { title: t("pipe_parallel_size: 0"), preferred: true, set: { pipe_parallel_size: 0n } },
        ],
      });
    }
  },
});
