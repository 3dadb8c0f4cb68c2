import { t } from "../../base/l10n";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "deepspeed-required",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["deepspeed"],
  neox: { at: "megatron/neox_arguments/arguments.py:__post_init__", raises: "ValueError" },
  summary: "NeoX runs with DeepSpeed only",
  sources: ["megatron/neox_arguments/arguments.py:1212:validate_values"],
  explain: `With \`deepspeed: false\` the check of the values fails and gives no reason: \`values cannot be
validated\`. Leave the key out, it is true by default.`,
  bad: yaml`deepspeed: false`,
  good: yaml`deepspeed: true`,
  check(launch, report) {
    const value = launch.get("deepspeed");
    if (value === undefined || truthy(value)) return;
    report({
      at: "deepspeed",
      message: t("NeoX runs with DeepSpeed only: its values cannot be validated without it."),
      fixes: () => [{ title: t("deepspeed: true"), preferred: true, set: { deepspeed: true } }],
    });
  },
});
