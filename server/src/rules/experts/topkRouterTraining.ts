import { t } from "../../base/l10n";
import { hasExperts } from "../../model/hasExperts";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSilentRule } from "../kit/silentRule";
import { SINCE_EXPERTS } from "../kit/windows";

export default defineSilentRule({
  id: "topk-router-training",
  phase: "forward",
  severity: "information",
  keys: ["moe_router_type", "moe_num_experts"],
  at: "moe_router_type",
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/router.py:forward" },
  summary: "The topk router is for inference: it has no loss that balances experts",
  explain:
    "NeoX documents it so (`megatron/neox_arguments/neox_args.py:1630`, `megatron/model/router.py:189`).",
  bad: {
    files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nmoe_router_type: topk\n` },
    neox: "main",
  },
  good: {
    files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nmoe_router_type: sinkhorn\n` },
    neox: "main",
  },
  instead: (launch) =>
    launch.get("moe_router_type") === "topk" && hasExperts(launch)
      ? t("The topk router has no loss that balances experts: it is meant for inference.")
      : undefined,
  mend: () => [["moe_router_type", "sinkhorn"]],
});
