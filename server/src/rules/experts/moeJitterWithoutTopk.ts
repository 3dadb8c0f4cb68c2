import { t } from "../../base/l10n";
import { hasExperts } from "../../model/experts";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "moe-jitter-without-topk",
  phase: "model",
  outcome: "ignored",
  evidence: "ran",
  keys: ["moe_jitter_eps", "moe_router_type", "moe_num_experts"],
  idle: ["moe_jitter_eps"],
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/router.py:__init__" },
  summary: "`moe_jitter_eps` is for the topk router",
  sources: ["megatron/model/router.py:36:__init__", "megatron/model/router.py:199:__init__"],
  explain: "The sinkhorn router does not read it.",
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        moe_jitter_eps: 0.01
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
      `,
    },
    neox: "main",
  },
  message: (launch) =>
    hasExperts(launch) && launch.get("moe_router_type") === "sinkhorn"
      ? t("moe_jitter_eps has no effect: the sinkhorn router does not read it.")
      : undefined,
});
