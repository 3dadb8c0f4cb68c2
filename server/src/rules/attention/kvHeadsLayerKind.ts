import { t } from "../../base/l10n";
import { layerKinds } from "../../model/layerKinds";
import { attentionSizes } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { SINCE_GROUPED_HEADS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "kv-heads-layer-kind",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["num_kv_heads", "attention_config", "num_attention_heads"],
  holds: SINCE_GROUPED_HEADS,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  adjust: ["num_kv_heads", "attention_config"],
  summary: "Grouped key/value heads work only with `global` and `flash` layers",
  sources: ["megatron/neox_arguments/arguments.py:1142:calculate_derived"],
  explain: `With fewer \`num_kv_heads\` than \`num_attention_heads\`, NeoX asserts that every layer of
\`attention_config\` is \`global\` or \`flash\`. For local attention use \`flash\` layers with
\`sliding_window_width\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        num_kv_heads: 6
        max_position_embeddings: 2048
        attention_config: [[["local", "global"], 6]]
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        num_kv_heads: 6
        max_position_embeddings: 2048
        attention_config: [[["global"], 12]]
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    const sizes = attentionSizes(launch);
    const kinds = layerKinds(launch);
    if (sizes?.numKvHeads === undefined || kinds === undefined) return;
    const { numAttentionHeads, numKvHeads } = sizes;
    if (numAttentionHeads % numKvHeads !== 0 || numKvHeads >= numAttentionHeads) return;
    const others = [...kinds].filter((kind) => kind !== "global" && kind !== "flash");
    if (others.length === 0) return;
    report({
      at: "num_kv_heads",
      message: t(
        "num_kv_heads {0} below num_attention_heads {1} works only with global and flash layers, and attention_config has {2}.",
        numKvHeads,
        numAttentionHeads,
        others.join(t(", ")),
      ),
    });
  },
});
