import { t } from "../../base/l10n";
import type { Report } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { momentOf } from "../../launch/target";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { ownHeadDim } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

/** From 591563d3 on `validate_values` passes over a model with a mamba layer; its attention layers divide again. */
const MAMBA_EXEMPT = "2024-08-27";

export default defineRule({
  id: "hidden-size-heads",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["hidden_size", "num_attention_heads"],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "ValueError" },
  adjust: ["num_attention_heads", "hidden_size"],
  alsoAbout: ["num_kv_heads"],
  summary: "`hidden_size` must be divisible by `num_attention_heads`",
  sources: [
    "megatron/neox_arguments/arguments.py:1245:validate_values",
    "megatron/model/transformer.py:303:__init__",
  ],
  explain: `Every attention head is \`hidden_size / num_attention_heads\` wide (\`head_dim\`), which must be whole.
NeoX checks this before it builds anything. With a \`mamba\` layer that check is passed over (since 591563d3,
2024-08-27), and an attention layer of the same model then fails when it is built.

Choose a number of heads that divides \`hidden_size\`, with a \`head_dim\` of 64 or 128 where possible, or the nearest
\`hidden_size\` that is a multiple of the heads.`,
  bad: yaml`
    num_layers: 12
    hidden_size: 1000
    num_attention_heads: 12
    max_position_embeddings: 2048
  `,
  good: yaml`
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    max_position_embeddings: 2048
  `,
  check(launch, report) {
    const hiddenSize = launch.derivation.int("hidden_size");
    const numAttentionHeads = launch.derivation.int("num_attention_heads");
    const kinds = layerKinds(launch);
    // NeoX does not look at signs here; a division by 0 heads is told elsewhere.
    if (hiddenSize === undefined || !numAttentionHeads || kinds === undefined) return;
    if (hiddenSize % numAttentionHeads === 0 || ownHeadDim(launch) !== undefined) return;
    const message = t(
      "hidden_size {0} is not divisible by num_attention_heads {1}: each head would be {2} wide.",
      hiddenSize,
      numAttentionHeads,
      (hiddenSize / numAttentionHeads).toFixed(2),
    );
    const place = kinds.has("mamba") ? whereWithMamba(launch, kinds) : {};
    if (place !== undefined) report({ at: "hidden_size", message, ...place });
  },
});

function whereWithMamba(launch: Launch, kinds: ReadonlySet<string>): Partial<Report> | undefined {
  if (!hasTransformerLayer(kinds)) return { holds: { until: MAMBA_EXEMPT, fixedBy: "591563d3" } };
  const moment = momentOf(launch.target);
  if (moment !== undefined && moment.date < MAMBA_EXEMPT) return {};
  return {
    phase: "model",
    neox: { at: "megatron/mpu/utils.py:ensure_divisibility", raises: "AssertionError" },
  };
}
