import { t } from "../../base/l10n";
import { hasExperts } from "../../model/experts";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "moe-top-k-range",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["moe_top_k", "moe_num_experts"],
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/router.py:forward", raises: "RuntimeError" },
  summary: "`moe_top_k` is between 1 and `moe_num_experts`",
  sources: ["megatron/model/router.py:106-112:sinkhorn_load_balancing"],
  explain: `The router picks that many experts of all for every token: \`selected index k out of range\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        moe_top_k: 16
        precision: bfloat16
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
        precision: bfloat16
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const experts = positiveInt(launch, "moe_num_experts");
    const topK = launch.derivation.int("moe_top_k");
    if (experts === undefined || !hasExperts(launch) || topK === undefined) return;
    if (topK >= 1 && topK <= experts) return;
    report({
      at: "moe_top_k",
      message: t("The router cannot pick moe_top_k {0} of {1} experts, and NeoX stops.", topK, experts),
      // Routers pick one expert or two; all of them is no choice.
      fixes: () => [setValue("moe_top_k", topK < 1 || experts === 1 ? 1n : 2n)],
    });
  },
});
