import { t } from "../../base/l10n";
import { hasExperts } from "../../model/experts";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "moe-experts-model-parallel",
  phase: "model",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["moe_num_experts", "model_parallel_size"],
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/moe.py:__init__", raises: "AssertionError" },
  summary: "`moe_num_experts` must be divisible by `model_parallel_size`",
  sources: ["megatron/model/moe.py:46:__init__"],
  explain: `Every rank holds an equal number of experts; NeoX asserts it without a message.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 6
        model_parallel_size: 4
        precision: bfloat16
      `,
    },
    neox: "main",
    gpus: 4,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        model_parallel_size: 4
        precision: bfloat16
      `,
    },
    neox: "main",
    gpus: 4,
  },
  check(launch, report) {
    const experts = positiveInt(launch, "moe_num_experts");
    const modelParallelSize = positiveInt(launch, "model_parallel_size");
    if (experts === undefined || !hasExperts(launch) || modelParallelSize === undefined) return;
    if (experts % modelParallelSize === 0) return;
    report({
      at: "moe_num_experts",
      message: t(
        "moe_num_experts {0} is not divisible by model_parallel_size {1}.",
        experts,
        modelParallelSize,
      ),
      fixes: () => [
        setValue("moe_num_experts", BigInt(Math.ceil(experts / modelParallelSize) * modelParallelSize)),
      ],
    });
  },
});
