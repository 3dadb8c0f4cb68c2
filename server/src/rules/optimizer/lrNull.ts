import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "lr-null",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["optimizer"],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "ValueError" },
  summary: "The learning rate must not be null",
  sources: ["megatron/neox_arguments/arguments.py:1216:validate_values"],
  explain: `NeoX reads \`optimizer.params.lr\` and refuses None; 0.001 is the default when the key is missing.`,
  bad: yaml`
    optimizer:
      type: Adam
      params:
        lr: null
  `,
  good: yaml`
    optimizer:
      type: Adam
      params:
        lr: 0.0006
  `,
  check(launch, report) {
    if (launch.derivation.get("lr") !== null) return;
    report({
      at: nestedPlace(launch, ["optimizer", "params", "lr"]) ?? "optimizer",
      message: t("The learning rate in optimizer.params is null, and NeoX refuses that."),
      fixes: () => [
        {
          title: t("lr: {0}, NeoX's default", 0.001),
          preferred: true,
          edits: setNested(launch, ["optimizer", "params", "lr"], 0.001),
        },
      ],
    });
  },
});
