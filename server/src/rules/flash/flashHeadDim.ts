import { t } from "../../base/l10n";
import { attentionShape } from "../../model/attention";
import { layerKinds } from "../../model/layerKinds";
import { transformerSizes } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "flash-head-dim",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["attention_config", "hidden_size", "num_attention_heads"],
  neox: { at: "megatron/model/transformer.py:flash_attention", raises: "RuntimeError" },
  summary: "`flash` layers take heads of at most 256 dimensions",
  explain: `\`FlashAttention forward only supports head dimension at most 256\`. More heads of the same \`hidden_size\`
are narrower.`,
  bad: yaml`
    num_layers: 12
    hidden_size: 4096
    num_attention_heads: 8
    seq_length: 2048
    max_position_embeddings: 2048
    train_micro_batch_size_per_gpu: 4
    attention_config: [[[flash], 12]]
    precision: bfloat16
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    attention_config: [[["flash"], 12]]
    precision: bfloat16
  `,
  check(launch, report) {
    const sizes = transformerSizes(launch);
    if (sizes === undefined || !layerKinds(launch)?.has("flash")) return;
    const { headDim } = attentionShape(sizes);
    if (headDim <= 256) return;
    report({
      at: "num_attention_heads",
      message: t(
        "head_dim {0} / {1} = {2} is above the 256 of flash attention.",
        sizes.hiddenSize,
        sizes.numAttentionHeads,
        headDim,
      ),
    });
  },
});
