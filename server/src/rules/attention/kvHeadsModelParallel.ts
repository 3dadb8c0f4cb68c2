import { t } from "../../base/l10n";
import { realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { SINCE_GROUPED_HEADS } from "../kit/windows";
import { yaml } from "../kit/yaml";

const KEYS = ["num_attention_heads", "num_kv_heads", "model_parallel_size"] as const;

export default defineRule({
  id: "kv-heads-model-parallel",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["num_kv_heads", "model_parallel_size", "num_attention_heads"],
  holds: SINCE_GROUPED_HEADS,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  adjust: ["num_kv_heads", "model_parallel_size"],
  summary: "`num_kv_heads` must be divisible by `model_parallel_size`",
  sources: ["megatron/neox_arguments/arguments.py:1147:calculate_derived"],
  explain: `NeoX does not copy key/value heads to several ranks, so every rank needs the same whole number of them.
Only grouped heads are checked: with as many key/value heads as query heads, the rule for \`num_attention_heads\`
decides.`,
  bad: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 1024
        num_attention_heads: 16
        num_kv_heads: 2
        model_parallel_size: 4
        max_position_embeddings: 2048
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 1024
        num_attention_heads: 16
        num_kv_heads: 4
        model_parallel_size: 4
        max_position_embeddings: 2048
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const [numAttentionHeads, numKvHeads, modelParallelSize] = KEYS.map((key) => realNumber(launch, key));
    // NeoX looks at neither types nor signs nor the hidden size here; a division by 0 is told elsewhere.
    if (!numAttentionHeads || !numKvHeads || !modelParallelSize) return;
    if (numAttentionHeads % numKvHeads !== 0 || numKvHeads >= numAttentionHeads) return;
    if (numKvHeads % modelParallelSize === 0) return;
    report({
      at: "num_kv_heads",
      message: t(
        "num_kv_heads {0} is not divisible by model_parallel_size {1}: NeoX does not copy key/value heads to several ranks.",
        numKvHeads,
        modelParallelSize,
      ),
    });
  },
});
