import { t } from "../../base/l10n";
import { hasExperts } from "../../model/experts";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "topk-router-training",
  phase: "forward",
  severity: "information",
  outcome: "wrong",
  evidence: "read",
  keys: ["moe_router_type", "moe_num_experts"],
  at: "moe_router_type",
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/router.py:forward" },
  summary: "The topk router is for inference: it has no loss that balances experts",
  sources: [
    "megatron/neox_arguments/neox_args.py:1630:NeoXArgsMoE",
    "megatron/model/router.py:189:TopKTokenChoiceRouter",
  ],
  explain: "NeoX documents it so.",
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        moe_router_type: topk
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        moe_router_type: sinkhorn
      `,
    },
    neox: "main",
  },
  message: (launch) =>
    launch.get("moe_router_type") === "topk" && hasExperts(launch)
      ? t("The topk router has no loss that balances experts: it is meant for inference.")
      : undefined,
  fixes: () => [setValue("moe_router_type", "sinkhorn")],
});
