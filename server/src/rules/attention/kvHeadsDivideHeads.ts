import { t } from "../../base/l10n";
import { realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { SINCE_GROUPED_HEADS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "kv-heads-divide-heads",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["num_kv_heads", "num_attention_heads"],
  holds: SINCE_GROUPED_HEADS,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  adjust: ["num_kv_heads", "num_attention_heads"],
  summary: "`num_kv_heads` must divide `num_attention_heads`",
  sources: ["megatron/neox_arguments/arguments.py:1134:calculate_derived"],
  explain: `With grouped-query attention every key/value head serves the same whole number of query heads:
\`num_attention_heads / num_kv_heads\`. NeoX asserts it while it derives the arguments; 0 ends in a ZeroDivisionError
there. Leave \`num_kv_heads\` out for ordinary multi-head attention.`,
  bad: yaml`
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    num_kv_heads: 5
    max_position_embeddings: 2048
  `,
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
    // NeoX divides before it looks at types, and never at signs: floats and negative heads count here as well.
    const numAttentionHeads = realNumber(launch, "num_attention_heads");
    const numKvHeads = realNumber(launch, "num_kv_heads");
    if (numAttentionHeads === undefined || numKvHeads === undefined) return;
    if (numKvHeads === 0) {
      report({
        at: "num_kv_heads",
        message: t("num_kv_heads is 0, and NeoX divides by it; leave it out for one per query head."),
        neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "ZeroDivisionError" },
      });
    } else if (numAttentionHeads % numKvHeads !== 0) {
      report({
        at: "num_kv_heads",
        message: t(
          "num_kv_heads {0} does not divide num_attention_heads {1}: a key/value head would serve {2} query heads.",
          numKvHeads,
          numAttentionHeads,
          (numAttentionHeads / numKvHeads).toFixed(2),
        ),
      });
    }
  },
});
