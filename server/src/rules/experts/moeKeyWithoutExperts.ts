import { t } from "../../base/l10n";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";
import { SINCE_EXPERTS } from "../kit/windows";

const MOE_KEYS = ["moe_top_k", "moe_expert_interval", "moe_router_type", "moe_jitter_eps"] as const;

export default defineIgnoredKeys({
  id: "moe-key-without-experts",
  phase: "model",
  severity: "information",
  keys: ["moe_num_experts", ...MOE_KEYS],
  idle: MOE_KEYS,
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "Keys of a mixture of experts without experts",
  explain: "Layers have experts only with `moe_num_experts` above 1 (`megatron/model/transformer.py:943`).",
  bad: { files: { "model.yml": `${EXAMPLE_MODEL}moe_top_k: 2\n` }, neox: "main" },
  good: { files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nmoe_top_k: 2\n` }, neox: "main" },
  because: (launch, key) =>
    launch.int("moe_num_experts") === 1 && launch.int(key) !== 0
      ? t("{0} has no effect: moe_num_experts is 1, so no layer has experts.", key)
      : undefined,
});
