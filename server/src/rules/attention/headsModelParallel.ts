import { t } from "../../base/l10n";
import { transformerSizes } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "heads-model-parallel",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["num_attention_heads", "model_parallel_size"],
  neox: { at: "megatron/mpu/utils.py:ensure_divisibility", raises: "AssertionError" },
  adjust: ["model_parallel_size", "num_attention_heads"],
  summary: "`num_attention_heads` must be divisible by `model_parallel_size`",
  sources: ["megatron/model/transformer.py:302-308:__init__"],
  explain: `Tensor parallelism gives every rank the same number of whole attention heads. The check comes when the
first layer is built, after the GPUs are allocated and the processes have met.

Lower \`model_parallel_size\` to a divisor of the heads, or choose heads that are a multiple of it.`,
  bad: yaml`
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    max_position_embeddings: 2048
    model_parallel_size: 8
  `,
  good: yaml`
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    max_position_embeddings: 2048
    model_parallel_size: 4
  `,
  check(launch, report) {
    const sizes = transformerSizes(launch);
    if (sizes === undefined || sizes.numAttentionHeads % sizes.modelParallelSize === 0) return;
    report({
      at: "num_attention_heads",
      message: t(
        "num_attention_heads {0} is not divisible by model_parallel_size {1}: a rank cannot hold {2} heads.",
        sizes.numAttentionHeads,
        sizes.modelParallelSize,
        (sizes.numAttentionHeads / sizes.modelParallelSize).toFixed(2),
      ),
    });
  },
});
