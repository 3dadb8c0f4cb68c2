import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { hasExperts } from "../../model/hasExperts";
import { positiveInt } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_EXPERTS } from "../kit/windows";

export default defineRule({
  id: "moe-top-k-range",
  phase: "forward",
  severity: "warning",
  keys: ["moe_top_k", "moe_num_experts"],
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/router.py:forward", raises: "RuntimeError" },
  summary: "`moe_top_k` is between 1 and `moe_num_experts`",
  explain: `The router picks that many experts of all for every token (\`megatron/model/router.py:106-112\`): \`selected
index k out of range\`.`,
  bad: {
    files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nmoe_top_k: 16\nprecision: bfloat16\n` },
    neox: "main",
  },
  good: {
    files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nmoe_top_k: 2\nprecision: bfloat16\n` },
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
      fixes: () => [setValue("moe_top_k", topK < 1 ? 1n : BigInt(experts))],
    });
  },
});
