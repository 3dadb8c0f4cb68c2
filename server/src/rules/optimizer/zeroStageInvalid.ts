import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import { equals } from "../../python/compare";
import { repr } from "../../python/text";
import { isDict } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { isToldAsWrongType } from "../kit/values/typedValue";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "zero-stage-invalid",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["zero_optimization"],
  holds: since("e897c23e"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "The ZeRO stage is 0, 1, 2 or 3",
  sources: ["megatron/neox_arguments/arguments.py:1044:calculate_derived"],
  explain: `NeoX asserts it, except while DeepSpeed's autotuning is set. A quoted number is none: \`"1"\` is a string.`,
  bad: yaml`
    zero_optimization:
      stage: 4
  `,
  good: yaml`
    zero_optimization:
      stage: 1
  `,
  check(launch, report) {
    const block = launch.get("zero_optimization");
    if (!isDict(block) || (launch.get("autotuning") ?? null) !== null) return;
    const stage = block.get("stage");
    if (isToldElsewhere(launch)) return;
    if (stage === undefined || [0n, 1n, 2n, 3n].some((known) => equals(known, stage))) return;
    report({
      at: nestedPlace(launch, ["zero_optimization", "stage"]) ?? "zero_optimization",
      message: t("The ZeRO stage must be one of the ints 0, 1, 2 and 3, and it is {0}.", repr(stage)),
      fixes: () => {
        const meant = STAGES.find((it) => String(it) === stage);
        return [
          {
            title: t("stage: {0} in {1}", meant ?? 1, "zero_optimization"),
            preferred: meant !== undefined,
            edits: setNested(launch, ["zero_optimization", "stage"], BigInt(meant ?? 1)),
          },
        ];
      },
    });
  },
});

const STAGES = [0, 1, 2, 3] as const;

/** In bfloat16 a stage of another type stops Python before the assertion, and `wrong-type` tells that. */
function isToldElsewhere(launch: Launch): boolean {
  return launch.derivation.crashes.some(
    (crash) => crash.keys.includes("zero_optimization") && isToldAsWrongType(launch, crash),
  );
}
