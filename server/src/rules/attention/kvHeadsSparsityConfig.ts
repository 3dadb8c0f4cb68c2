import { t } from "../../base/l10n";
import { attentionSizes } from "../../model/sizes";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { SINCE_GROUPED_HEADS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "kv-heads-sparsity-config",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["sparsity_config", "num_kv_heads", "num_attention_heads"],
  holds: SINCE_GROUPED_HEADS,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  adjust: ["sparsity_config", "num_kv_heads"],
  summary: "Grouped key/value heads do not go with a `sparsity_config`",
  sources: ["megatron/neox_arguments/arguments.py:1139:calculate_derived"],
  explain: `With fewer \`num_kv_heads\` than \`num_attention_heads\`, NeoX refuses any \`sparsity_config\` that is not
empty, even when no layer is sparse.`,
  bad: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        num_kv_heads: 4
        max_position_embeddings: 2048
        sparsity_config: {block: 16}
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        num_kv_heads: 4
        max_position_embeddings: 2048
      `,
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
