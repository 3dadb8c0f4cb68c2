import { t } from "../../base/l10n";
import { attentionShape } from "../../model/attention";
import { rotaryDims, rotaryTableFits } from "../../model/positions";
import { realNumber, transformerSizes } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rotary-dims-even",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["rotary_pct", "hidden_size", "num_attention_heads", "pos_emb"],
  neox: { at: "megatron/model/positional_embeddings.py:apply_rotary_pos_emb", raises: "RuntimeError" },
  adjust: ["rotary_pct", "hidden_size", "num_attention_heads"],
  summary: "Rotary embeddings turn an even number of dimensions",
  sources: ["megatron/model/positional_embeddings.py:116:apply_rotary_pos_emb"],
  explain: `Rotary embeddings turn \`int(head_dim * rotary_pct)\` dimensions of every head, in pairs. The table of
sines and cosines always has an even width, so an odd number of dimensions does not meet it: \`The size of tensor a
(3) must match the size of tensor b (4)\` in the first forward pass.`,
  bad: yaml`
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    max_position_embeddings: 2048
    pos_emb: rotary
    rotary_pct: 0.3
    seq_length: 2048
  `,
  good: yaml`
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    max_position_embeddings: 2048
    pos_emb: rotary
    rotary_pct: 0.25
    seq_length: 2048
  `,
  check(launch, report) {
    const sizes = transformerSizes(launch);
    const rotaryPct = realNumber(launch, "rotary_pct");
    if (sizes === undefined || rotaryPct === undefined || rotaryPct < 0 || rotaryPct > 1) return;
    if (launch.get("pos_emb") !== "rotary" || launch.get("te_mha") === true) return;
    const { headDim } = attentionShape(sizes);
    const dims = rotaryDims(headDim, rotaryPct);
    if (!Number.isInteger(headDim) || rotaryTableFits(dims)) return;
    const bf16 = launch.derivation.get("precision") === "bfloat16";
    report({
      at: "rotary_pct",
      message:
        rotaryPct === 1
          ? t(
              "Rotary embeddings turn whole heads, and head_dim {0} / {1} = {2} is odd.",
              sizes.hiddenSize,
              sizes.numAttentionHeads,
              headDim,
            )
          : t(
              "rotary_pct {0} of head_dim {1} is {2} dimensions, an odd number; rotary embeddings turn pairs.",
              rotaryPct,
              headDim,
              dims,
            ),
      neox: {
        at: `megatron/model/positional_embeddings.py:apply_rotary_pos_emb${bf16 ? "_torch" : ""}`,
        raises: "RuntimeError",
      },
    });
  },
});
