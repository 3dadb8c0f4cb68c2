import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { holdsFor, type Window } from "../../launch/target";
import { type AttentionShape, type AttentionSizes, attentionShape } from "../../model/attention";
import { rotaryDims } from "../../model/positions";
import { type ReshapeBeforeFix, reshapeBeforeFix } from "../../model/reshapeBeforeFix";
import { realNumber, transformerSizes } from "../../model/sizes";
import kvHeadsReshape from "../../rules/attention/kvHeadsReshape";
import { equalSign, figure, named } from "./line";

/** Head, group and projection of the attention layers, with the launch's numbers; empty while they are unknown. */
export function attentionLines(launch: Launch): string[] {
  const sizes = transformerSizes(launch);
  if (sizes === undefined) return [];
  const shape = attentionShape(sizes);
  return [
    headLine(sizes, shape),
    groupLine(sizes, shape),
    ...projectionLines(shape),
    ...rankLines(launch, sizes, shape),
    ...reshapeLines(launch, sizes, shape),
  ];
}

function headLine(
  { hiddenSize, numAttentionHeads, ownHeadDim }: AttentionSizes,
  { headDim, attentionWidth }: AttentionShape,
): string {
  if (ownHeadDim !== undefined)
    return `num_attention_heads × head_dim = ${numAttentionHeads} × ${headDim} = **${attentionWidth}**`;
  const division = `head_dim = hidden_size / num_attention_heads = ${hiddenSize} / ${numAttentionHeads}`;
  const result = `${division} ${equalSign(headDim)} **${figure(headDim)}**`;
  return Number.isInteger(headDim) ? result : t("{0}, not a whole number", result);
}

function groupLine({ numAttentionHeads }: AttentionSizes, shape: AttentionShape): string {
  const { numKvHeads, groupSize, isGrouped } = shape;
  if (!isGrouped) return t("every one of the {0} query heads has its own key/value head", numAttentionHeads);
  if (!Number.isInteger(groupSize))
    return t("{0} key/value heads do not divide {1} query heads", numKvHeads, numAttentionHeads);
  return t(
    "{0} query heads share {1} key/value heads: groups of **{2}**",
    numAttentionHeads,
    numKvHeads,
    groupSize,
  );
}

function projectionLines(shape: AttentionShape): string[] {
  const { numKvHeads, headDim, qkvWidth, attentionWidth } = shape;
  if (!Number.isInteger(headDim)) return [];
  const sum = `${attentionWidth} + 2 × ${numKvHeads} × ${headDim}`;
  return [t("fused query/key/value projection: {0} = **{1}**", sum, qkvWidth)];
}

/** What one rank of a tensor-parallel group holds. */
function rankLines(
  launch: Launch,
  { modelParallelSize }: AttentionSizes,
  { perRank }: AttentionShape,
): string[] {
  if (modelParallelSize === 1) return [t("all on one rank: {0}", named(launch, "model_parallel_size"))];
  const { numAttentionHeads, numKvHeads, qkvWidth } = perRank;
  return [
    t(
      "on each of {0} ranks: {1} query heads, {2} key/value heads, projection {3}",
      modelParallelSize,
      figure(numAttentionHeads),
      figure(numKvHeads),
      figure(qkvWidth),
    ),
  ];
}

/** The quotient of issue #1314, what the code before its fix made of it, and what that means for the target. */
function reshapeLines(
  launch: Launch,
  { numAttentionHeads }: AttentionSizes,
  shape: AttentionShape,
): string[] {
  const { headDim, numKvHeads, isGrouped, groupSize } = shape;
  if (!isGrouped || !Number.isInteger(headDim) || !Number.isInteger(groupSize)) return [];
  const result = reshapeBeforeFix({ headDim, numAttentionHeads, numKvHeads });
  const { exactWidth, truncatedWidth, truncatedKvWidth, outcome } = result;
  const quotient = `${headDim} × (1 + 2 × ${numKvHeads} / ${numAttentionHeads}) ${equalSign(exactWidth)} ${figure(exactWidth)}`;
  const made = {
    fits: t("exact, so the code before {0} copes too", FIX),
    "reshape-fails": t(
      "the code before {0} took {1}, and {2} × {1} ≠ {3}",
      FIX,
      truncatedWidth,
      numAttentionHeads,
      shape.qkvWidth,
    ),
    "split-fails": t(
      "the code before {0} split {1} into {2} + 2 × {3}",
      FIX,
      truncatedWidth,
      headDim,
      truncatedKvWidth,
    ),
  }[outcome];
  return [t("issue #1314, width per query head: {0}; {1}", quotient, made), verdict(launch, outcome)];
}

const WINDOW: Window = kvHeadsReshape.holds ?? {};
const FIX = `${WINDOW.fixedBy} (${WINDOW.until})`;

function verdict({ target }: Launch, outcome: ReshapeBeforeFix["outcome"]): string {
  const label = target.kind === "unknown" ? "" : target.label;
  const holds = holdsFor(WINDOW, target);
  if (outcome === "fits") return t("verdict: fine in every version of NeoX");
  if (holds === "never") return t("verdict: fine in NeoX {0}", label);
  if (holds === "always") return t("verdict: **NeoX {0} fails** in the first forward pass", label);
  return t(
    "verdict: **fails from {0} until {1}**, fine before and after",
    WINDOW.from ?? "",
    WINDOW.until ?? "",
  );
}

/** How much of a head rotary embeddings turn. */
export function rotaryLines(launch: Launch): string[] {
  const sizes = transformerSizes(launch);
  const share = realNumber(launch, "rotary_pct");
  if (sizes === undefined || share === undefined || launch.get("pos_emb") !== "rotary") return [];
  const { headDim } = attentionShape(sizes);
  if (!Number.isInteger(headDim)) return [];
  const dims = rotaryDims(headDim, share);
  return [
    t(
      "rotary embeddings turn {0} of the {1} dimensions of a head ({2})",
      dims,
      headDim,
      named(launch, "rotary_pct"),
    ),
  ];
}
