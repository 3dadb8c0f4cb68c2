import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { defineRule } from "../kit/defineRule";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { numbersMovedTo, saidElsewhere } from "../kit/saidElsewhere";
import { yaml } from "../kit/yaml";

const RATE = ["optimizer", "params", "lr"] as const;

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
      at: nestedPlace(launch, RATE) ?? "optimizer",
      message: t("The learning rate in optimizer.params is null, and NeoX refuses that."),
      fixes: () => fixes(launch),
    });
  },
});

function fixes(launch: Launch): readonly Fix[] {
  const written = (rate: number | bigint) => ({ edits: setNested(launch, RATE, rate) });
  const moved = numbersMovedTo(launch, RATE.join("."), written);
  if (moved.length > 0) return moved;
  return [
    {
      title: t("lr: {0}, NeoX's default", 0.001),
      preferred: saidElsewhere(launch, RATE.join(".")).length === 0,
      ...written(0.001),
    },
  ];
}
