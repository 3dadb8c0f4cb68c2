import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { type AttentionSizes, attentionShape } from "../../model/attention";
import { type ReshapeBeforeFix, reshapeBeforeFix } from "../../model/reshapeBeforeFix";
import { transformerSizes } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "kv-heads-reshape",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["num_kv_heads", "num_attention_heads", "hidden_size"],
  holds: between("f36aed7f", "96c242eb"),
  neox: { at: "megatron/model/transformer.py:gqa_project", raises: "RuntimeError" },
  adjust: ["num_kv_heads", "hidden_size", "num_attention_heads"],
  summary: "Before {96c242eb}, grouped heads must survive a reshape into equal parts (issue #1314)",
  explain: `From {f36aed7f} until 96c242eb (2024-11-13, issue #1314), NeoX cut the fused query/key/value
projection into one equal part for every query head, \`head_dim * (1 + 2 * num_kv_heads / num_attention_heads)\`
wide, computed in floating point and truncated. Where that is not whole, the first forward pass ends in
\`RuntimeError: shape '[...]' is invalid for input of size ...\`; where it is whole but twice the truncated
key/value share does not fill it, in \`split_with_sizes expects split_sizes to sum exactly to ...\`. The group size
\`num_attention_heads / num_kv_heads\` must divide \`head_dim\`, and even then rounding can fail (hidden 216, heads
3, kv heads 1). Flash and global layers are alike, and so is any \`model_parallel_size\`.

Choose another number of key/value heads, or update gpt-neox past 96c242eb.`,
  bad: {
    files: {
      "model.yml": yaml`
        num_layers: 40
        hidden_size: 5120
        num_attention_heads: 40
        num_kv_heads: 8
        max_position_embeddings: 4096
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        num_layers: 40
        hidden_size: 5120
        num_attention_heads: 40
        num_kv_heads: 10
        max_position_embeddings: 4096
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    const sizes = transformerSizes(launch);
    if (sizes === undefined || !reachesReshape(sizes)) return;
    const { headDim, numKvHeads } = attentionShape(sizes);
    const result = reshapeBeforeFix({ headDim, numAttentionHeads: sizes.numAttentionHeads, numKvHeads });
    if (result.outcome === "fits") return;
    const message = result.outcome === "reshape-fails" ? reshapeMessage : splitMessage;
    report({ at: "num_kv_heads", message: message(sizes, headDim, numKvHeads, result) });
  },
});

/** Other rules stop a launch earlier when the heads do not divide. */
function reachesReshape({ hiddenSize, numAttentionHeads, numKvHeads }: AttentionSizes): boolean {
  if (numKvHeads === undefined || numKvHeads >= numAttentionHeads) return false;
  return hiddenSize % numAttentionHeads === 0 && numAttentionHeads % numKvHeads === 0;
}

function reshapeMessage(
  { numAttentionHeads }: AttentionSizes,
  headDim: number,
  numKvHeads: number,
  { exactWidth, truncatedWidth }: ReshapeBeforeFix,
): string {
  return t(
    "A query head needs {0} × (1 + 2 × {1} / {2}) = {3} of the projection, the reshape takes {4}, and {2} × {4} ≠ {5}.",
    headDim,
    numKvHeads,
    numAttentionHeads,
    shownWidth(exactWidth, truncatedWidth),
    truncatedWidth,
    headDim * (numAttentionHeads + 2 * numKvHeads),
  );
}

/** Two decimals where they show that the width is no whole number; all of them where only rounding makes it so. */
function shownWidth(exactWidth: number, truncatedWidth: number): number {
  const rounded = Number(exactWidth.toFixed(2));
  return rounded < truncatedWidth + 1 ? rounded : exactWidth;
}

function splitMessage(
  { numAttentionHeads }: AttentionSizes,
  headDim: number,
  numKvHeads: number,
  { truncatedWidth, truncatedKvWidth }: ReshapeBeforeFix,
): string {
  return t(
    "Of the {0} of a query head, {1} are the query and {1} × {2} / {3}, truncated to {4}, each the key and the value: the split fails, for {1} + 2 × {4} ≠ {0}.",
    truncatedWidth,
    headDim,
    numKvHeads,
    numAttentionHeads,
    truncatedKvWidth,
  );
}
