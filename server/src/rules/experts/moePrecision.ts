import { t } from "../../base/l10n";
import { isSettled } from "../../model/certainty";
import { hasExperts } from "../../model/experts";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "moe-precision",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["moe_num_experts", "precision"],
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/moe_mlp.py:forward", raises: "RuntimeError" },
  summary: "Experts compute in `bfloat16` only",
  sources: ["megatron/model/moe_mlp.py:221:forward"],
  explain: `The grouped matrix product of the experts (\`grouped_gemm\`) accepts bfloat16 only.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        precision: fp16
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        precision: bfloat16
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const precision = launch.derivation.get("precision");
    if (!hasExperts(launch) || typeof precision !== "string") return;
    if (precision === "bfloat16" || !["precision", "fp16", "bf16"].some((key) => isSettled(launch, key)))
      return;
    report({
      at: "precision",
      message: t("The experts' matrix product accepts only bfloat16, and the precision is {0}.", precision),
      fixes: () => (launch.get("fp16") === null ? [setValue("precision", "bfloat16")] : []),
    });
  },
});
