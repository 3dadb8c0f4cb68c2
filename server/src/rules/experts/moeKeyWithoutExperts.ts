import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

const MOE_KEYS = ["moe_top_k", "moe_expert_interval", "moe_router_type", "moe_jitter_eps"] as const;

export default defineRule({
  id: "moe-key-without-experts",
  phase: "model",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["moe_num_experts", ...MOE_KEYS],
  idle: MOE_KEYS,
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "Keys of a mixture of experts without experts",
  sources: ["megatron/model/transformer.py:943:__init__"],
  explain: "Layers have experts only with `moe_num_experts` above 1.",
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_top_k: 2
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        moe_top_k: 2
      `,
    },
    neox: "main",
  },
  message: (launch, key) =>
    launch.int("moe_num_experts") === 1 && launch.named(key) !== 0n
      ? t("{0} has no effect: moe_num_experts is 1, so no layer has experts.", key)
      : undefined,
});
