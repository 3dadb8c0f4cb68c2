import { t } from "../../base/l10n";
import { compare, numberOf } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { SINCE_MAMBA, SINCE_RWKV } from "../kit/windows";
import { yaml } from "../kit/yaml";

/** Since when NeoX refuses ZeRO 3 for a layer type: since it has it. */
const SINCE = [
  { type: "mamba", holds: SINCE_MAMBA },
  { type: "rwkv", holds: SINCE_RWKV },
] as const;

export default defineRule({
  id: "recurrent-zero-stage",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["zero_optimization", "attention_config"],
  holds: SINCE_MAMBA,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "Mamba and RWKV layers do not work with ZeRO 3",
  sources: ["megatron/neox_arguments/arguments.py:1108-1120:calculate_derived"],
  explain: `NeoX asserts a ZeRO stage of at most 2 when a layer is \`mamba\` or \`rwkv\`.`,
  bad: yaml`
    num_layers: 12
    attention_config: [[["mamba"], 12]]
    zero_optimization:
      stage: 3
  `,
  good: yaml`
    num_layers: 12
    attention_config: [[["mamba"], 12]]
    zero_optimization:
      stage: 2
  `,
  check(launch, report) {
    const stage = numberOf(launch.derivation.get("zero_stage") ?? null);
    if (typeof stage !== "bigint" || compare(stage, "<=", 2n)) return;
    for (const { type, holds } of SINCE) {
      if (launch.derivation.attentionTypes?.includes(type) !== true) continue;
      report({
        at: nestedPlace(launch, ["zero_optimization", "stage"]) ?? "zero_optimization",
        message: t(
          "attention_config has {0} layers, which do not work with ZeRO stage {1}.",
          type,
          Number(stage),
        ),
        holds,
        fixes: () => [
          {
            title: t("stage: {0} in {1}", 2, "zero_optimization"),
            preferred: true,
            edits: setNested(launch, ["zero_optimization", "stage"], 2n),
          },
        ],
      });
    }
  },
});
