import { t } from "../../base/l10n";
import type { Window } from "../../launch/target";
import { between, since } from "../../launch/windows";
import { compare, equals, numberOf, truthy } from "../../python/compare";
import { isDict, type PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

/** The stages that NeoX refuses with experts, by version: where autotuning lets it be any number, one between too. */
const REFUSED: readonly {
  readonly refuses: (stage: PythonValue) => boolean;
  readonly atMost: number;
  readonly holds: Window;
}[] = [
  { refuses: (stage) => compare(stage, ">=", 2n), atMost: 1, holds: SINCE_EXPERTS },
  {
    refuses: (stage) => equals(stage, 3n),
    atMost: 2,
    holds: between("86758c35", "d11df961"),
  },
];

export default defineRule({
  id: "experts-zero-stage",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["zero_optimization", "moe_num_experts"],
  holds: since("86758c35"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "Experts work with ZeRO 0 and 1 only",
  sources: ["megatron/neox_arguments/arguments.py:1088:calculate_derived"],
  explain: `With more than one expert NeoX asserts a ZeRO stage below 2 since {d11df961}, and before that
any but 3.`,
  bad: yaml`
    moe_num_experts: 8
    zero_optimization:
      stage: 3
  `,
  good: yaml`
    moe_num_experts: 8
    zero_optimization:
      stage: 1
  `,
  check(launch, report) {
    if (!truthy(launch.derivation.get("hasExperts") ?? null)) return;
    const block = launch.derivation.get("zero_optimization");
    const stage = isDict(block) ? stageOf(block.get("stage")) : undefined;
    if (stage === undefined || !isDict(block)) return;
    for (const { refuses, atMost, holds } of REFUSED) {
      if (!refuses(stage)) continue;
      report({
        at: nestedPlace(launch, ["zero_optimization", "stage"]) ?? "zero_optimization",
        message: t(
          "With experts NeoX refuses ZeRO stage {0}: it asserts at most {1}.",
          Number(stage),
          atMost,
        ),
        holds,
        fixes: () => [
          {
            title: t("stage: {0} in {1}", 1, "zero_optimization"),
            preferred: true,
            edits: setNested(launch, ["zero_optimization", "stage"], 1n),
          },
        ],
      });
    }
  },
});

function stageOf(value: PythonValue | undefined) {
  return value === undefined ? undefined : numberOf(value);
}
