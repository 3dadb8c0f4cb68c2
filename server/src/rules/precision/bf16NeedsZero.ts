import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import { crashesOf } from "../kit/crashes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { numbersMovedTo } from "../kit/saidElsewhere";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "bf16-needs-zero-optimization",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["zero_optimization", "precision", "bf16"],
  holds: since("d9166bfd"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "TypeError" },
  summary: "In bfloat16 `zero_optimization` must be set",
  explain: `In bfloat16 NeoX looks at the ZeRO stage to warn of a DeepSpeed bug, before it fills in its default for a
missing block (\`megatron/neox_arguments/arguments.py:999\`, the default at 1014). Set the block, with \`stage: 0\` for
what the default would be.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        precision: bfloat16
      `,
    },
    launched: true,
    gpus: 8,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        precision: bfloat16
        zero_optimization:
          stage: 0
      `,
    },
    launched: true,
    gpus: 8,
  },
  check(launch, report) {
    for (const { at, type } of crashesOf(launch, "bf16-needs-zero-optimization")) {
      const cause = launch.settings.has("precision") ? "precision" : "bf16";
      report({
        at: launch.settings.has("zero_optimization") ? "zero_optimization" : cause,
        message: t(
          "In bfloat16 NeoX reads the stage of zero_optimization, which is not set: 'NoneType' object is not subscriptable.",
        ),
        neox: { at, raises: type },
        fixes: () => fixes(launch),
      });
    }
  },
});

function fixes(launch: Launch): readonly Fix[] {
  const written = (stage: number | bigint) => ({ set: { zero_optimization: new Map([["stage", stage]]) } });
  const moved = numbersMovedTo(launch, "zero_optimization.stage", written);
  if (moved.length > 0) return moved;
  return [{ title: t("zero_optimization with stage 0"), preferred: true, ...written(0n) }];
}
