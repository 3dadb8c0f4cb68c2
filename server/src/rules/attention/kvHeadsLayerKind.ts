import { t } from "../../base/l10n";
import { defineDimensionRule } from "../../engine/shapes/dimensionRule";
import { layerKinds } from "../../launch/layerKinds";
import { attentionSizes } from "../../model/sizes";
import { SINCE_GROUPED_HEADS } from "../kit/windows";

export default defineDimensionRule({
  id: "kv-heads-layer-kind",
  phase: "args",
  severity: "error",
  keys: ["num_kv_heads", "attention_config", "num_attention_heads"],
  holds: SINCE_GROUPED_HEADS,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  adjust: ["num_kv_heads", "attention_config"],
  summary: "Grouped key/value heads work only with `global` and `flash` layers",
  explain: `With fewer \`num_kv_heads\` than \`num_attention_heads\`, NeoX asserts that every layer of
\`attention_config\` is \`global\` or \`flash\` (\`megatron/neox_arguments/arguments.py:1142\`).
For local attention use \`flash\` layers with \`sliding_window_width\`.`,
  bad: {
    files: {
      "model.yml":
        'num_layers: 12\nhidden_size: 768\nnum_attention_heads: 12\nnum_kv_heads: 6\nmax_position_embeddings: 2048\nattention_config: [[["local", "global"], 6]]\n',
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml":
        'num_layers: 12\nhidden_size: 768\nnum_attention_heads: 12\nnum_kv_heads: 6\nmax_position_embeddings: 2048\nattention_config: [[["global"], 12]]\n',
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
        others.join(", "),
      ),
    });
  },
});
