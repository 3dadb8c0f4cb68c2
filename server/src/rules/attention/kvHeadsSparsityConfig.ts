import { t } from "../../base/l10n";
import { defineDimensionRule } from "../../engine/shapes/dimensionRule";
import { attentionSizes } from "../../model/sizes";
import { truthy } from "../../python/compare";
import { SINCE_GROUPED_HEADS } from "../kit/windows";

export default defineDimensionRule({
  id: "kv-heads-sparsity-config",
  phase: "args",
  severity: "error",
  keys: ["sparsity_config", "num_kv_heads", "num_attention_heads"],
  holds: SINCE_GROUPED_HEADS,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  adjust: ["sparsity_config", "num_kv_heads"],
  summary: "Grouped key/value heads do not go with a `sparsity_config`",
  explain: `With fewer \`num_kv_heads\` than \`num_attention_heads\`, NeoX refuses any \`sparsity_config\` that is not
empty, even when no layer is sparse (\`megatron/neox_arguments/arguments.py:1139\`).`,
  bad: {
    files: {
      "model.yml":
        "num_layers: 12\nhidden_size: 768\nnum_attention_heads: 12\nnum_kv_heads: 4\nmax_position_embeddings: 2048\nsparsity_config: {block: 16}\n",
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml":
        "num_layers: 12\nhidden_size: 768\nnum_attention_heads: 12\nnum_kv_heads: 4\nmax_position_embeddings: 2048\n",
    },
    neox: "main",
  },
  check(launch, report) {
    const sizes = attentionSizes(launch);
    const sparsity = launch.derivation.get("sparsity_config");
    if (sizes?.numKvHeads === undefined || sparsity === undefined || !truthy(sparsity)) return;
    const { numAttentionHeads, numKvHeads } = sizes;
    if (numAttentionHeads % numKvHeads !== 0 || numKvHeads >= numAttentionHeads) return;
    report({
      at: { key: "sparsity_config" },
      message: t(
        "NeoX refuses a sparsity_config with grouped heads (num_kv_heads {0} of {1}), also when no layer is sparse.",
        numKvHeads,
        numAttentionHeads,
      ),
    });
  },
});
